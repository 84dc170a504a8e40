/**
 * Headers of stored trails: derived where a trail or its log result is written, so that rows,
 * lists, statistics, live tail and details show the same.
 *
 * <pre>
 *  flush: trails, log results ──► LogResultSettler ── Settlement: which row holds the log result
 *                                        │ large, or in another's hands: "unsettled"
 *  HeaderUpkeep ─────────────────────────┤
 *     └ rows of an older parser          ▼
 *  idle trails ──────────────────► HeaderDerivation ──► TrailTable.amend ──► trail
 * </pre>
 */
package dev.logtrail.store.postgres.header;
