/**
 * Feeds: what Logtrail reads by itself, such as a Kinesis stream or log groups, and how that goes.
 *
 * <pre>
 *  a source's tasks ──report──► Feed ◄──snapshot── status, metrics
 * </pre>
 */
package dev.logtrail.ingest.feed;
