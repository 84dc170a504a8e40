/**
 * The keyed stage: decodes deliveries, attributes events stream by stream, assembles trails and
 * stores them.
 *
 * <pre>
 *  DecodePayload ──JobRecord──► AssembleTrails (Flink) ──► AssembleStage
 *                                                            │ StreamAssembler: a StreamCache for each stream
 *                                                            │ at each flush:
 *                                                            │   MemoryPlacer: with what is at hand, or
 *                                                            │   Repair: with what the store holds
 *                                                            ▼ Placement
 *                          StreamDrafts (TrailDraft, Segments) ──► PendingFlush ──► DividedFlush ──► TrailWriter
 * </pre>
 */
package dev.logtrail.job.assemble;
