/**
 * The job inside this process: in an embedded Flink, or without Flink on the caller's thread.
 *
 * <pre>
 *  LocalJob ──► JobConfiguration ──► an embedded Flink runs the graph of TrailJob
 *     │                                      │ a checkpoint each second
 *     └── newest one that can be read ◄── Checkpoints (a directory)
 *
 *  SingleThreadPipeline: decode ──► assemble, by method calls
 * </pre>
 */
package dev.logtrail.job.local;
