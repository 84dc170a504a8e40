/**
 * What travels from decoding to the keyed stage, and how Flink carries it.
 *
 * <pre>
 *  delivery ──decode──► EventBatch        events of one log stream
 *                       InvocationResult  one log result
 *                       UnreadableRecord  will be a dead letter
 *                       DroppedCount      how many events were dropped, and why
 *                          │
 *                          └── JobRecordSerializer ──► keyBy(JobRecord.key) ──► assemble
 * </pre>
 */
package dev.logtrail.job.record;
