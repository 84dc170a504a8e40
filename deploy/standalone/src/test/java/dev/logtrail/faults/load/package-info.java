/**
 * The load: labelled streams from several senders, repeated and reordered, log results with them,
 * and the ledger of what was acknowledged.
 *
 * <pre>
 * Senders ─┐
 * Probe ───┼─► post ─► 200 ─► Ledger ─► the checks
 * Burst ───┘
 * </pre>
 */
package dev.logtrail.faults.load;
