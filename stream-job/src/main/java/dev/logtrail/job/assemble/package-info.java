/**
 * The keyed stage: decodes deliveries, attributes events stream by stream, assembles trails and
 * stores them.
 *
 * <pre>
 *  DecodePayload ──JobRecord──► AssembleTrails (Flink) ──► AssembleStage
 *                                                            │ StreamAssembler: a StreamCache for each stream
 *                                                            │   in order: StreamTracker says whose events are
 *                                                            │   late, or not at hand: repair
 *                                                            ▼
 *                                             TrailDraft (Segments) ──► PendingFlush ──► TrailWriter
 * </pre>
 */
package dev.logtrail.job.assemble;
