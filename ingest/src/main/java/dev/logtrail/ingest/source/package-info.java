/**
 * What the sources that Logtrail reads by itself share: where they store how far they have read,
 * and how what they fetched counts against the process's memory.
 *
 * <pre>
 *  Kinesis, CloudWatch Logs ──Delivery──► decode ──► …        the job
 *         │ at each completed checkpoint
 *         ▼
 *  SavedPositions                                             the store, by way of the job
 * </pre>
 */
package dev.logtrail.ingest.source;
