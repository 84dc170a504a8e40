/**
 * CloudWatch Logs as a Flink source: log groups by pattern, first their past, then what comes.
 *
 * <pre>
 *  GroupEnumerator: which groups fit the patterns? (once a minute)
 *        │ GroupSplit
 *        ▼
 *  GroupReader ◄─ LogsRecord ─ GroupSplitReader: RegionReader for each region
 *                                 RequestBudget    one for all groups: what AWS allows
 *                                 GroupQueue       whose turn it is: busy groups first
 *                                 GroupScanner     one group: follow, backfill, sweep
 * </pre>
 *
 * <p>FilterLogEvents finds events by their own time, and an event may become visible long after it.
 * So following never trusts the clock: a scan begins before the newest <em>ingestion</em> that was
 * seen, by as much as events were late, and as far as it costs no second page; ids tell what is
 * new. Sweeps look further back at times, when nothing else needs the budget.
 */
package dev.logtrail.ingest.source.cloudwatch;
