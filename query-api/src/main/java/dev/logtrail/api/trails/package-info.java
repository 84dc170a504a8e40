/**
 * Answers with trails: one request's attempts, an X-Ray trace's trails, and lists by filters and
 * pattern.
 *
 * <p>Lists come as a page of JSON, or as an {@link dev.logtrail.api.trails.Export} of all that
 * matches, written while it is read: NDJSON or readable text.
 */
package dev.logtrail.api.trails;
