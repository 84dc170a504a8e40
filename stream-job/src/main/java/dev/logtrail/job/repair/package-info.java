/**
 * Places events that came late, came again, or belong to a stream that is not in memory: with what
 * the store holds around them.
 *
 * <pre>
 *  new events ──► Repair ──asks──► StreamContext of the store
 *                   │                 │ cut where requests begin
 *                   │              AttributionWindow
 *                   │                 │ attributed without and with the new events
 *                   └◄── more? ──── Reattribution ──certain──► Repaired: trails to store and delete
 * </pre>
 */
package dev.logtrail.job.repair;
