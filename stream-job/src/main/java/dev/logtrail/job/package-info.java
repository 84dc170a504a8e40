/**
 * The Flink job: its graph and its settings.
 *
 * <pre>
 *  Source of deliveries     inbox        or any other Flink source
 *        │ Delivery
 *        ▼
 *  decode                   assemble     one task; a delivery becomes records
 *        │ JobRecord        record
 *        ▼
 *  keyBy(log stream)
 *        │
 *        ▼
 *  assemble                 assemble     attributes, in order; what is late: repair
 *        │ Flush
 *        ▼
 *  TrailWriter              database     one transaction a flush
 * </pre>
 *
 * <p>The store is the truth. What {@link dev.logtrail.job.assemble.AssembleTrails} holds in memory
 * is a cache of it, never part of a checkpoint: a task that begins anew, for whatever reason,
 * begins empty and asks the store. Package {@code local} runs the job inside this process.
 */
package dev.logtrail.job;
