/**
 * A trail's header from its events: times, version, counts, cold start, outcome.
 *
 * <pre>
 *   every event ordinary ──► TrailTally ──────────┐
 *                                                 ├──► HeaderFacts ──► Headers ──► TrailHeader
 *   else: events ──► EntryReader ──► ReadEntries ─┘      └ EndFacts (outcome)
 * </pre>
 */
package dev.logtrail.reading.header;
