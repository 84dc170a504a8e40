/**
 * An execution from the trails of its requests: in order, how long between them, which operations
 * ran, and what replays wrote again folded.
 *
 * <pre>
 *   trails of the requests ──► ReplayFold ──► Step…  ─┐
 *          entries          └► OperationRuns          ├─► ExecutionReading.read ─► ExecutionTrail
 *   trail of the execution's own stream ─► StatusAt… ─┘
 * </pre>
 */
package dev.logtrail.reading.execution;
