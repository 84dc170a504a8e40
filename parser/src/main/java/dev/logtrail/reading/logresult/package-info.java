/**
 * The merge of a trail with a log result, the last 4 KB of an invocation's log: no line twice, none
 * missing, at any moment.
 *
 * <pre>
 *   log result ──LogResultLines──► lines ──SeamCutter, RecordSeams──► as printed ────┐
 *                                                                                    ├─LogResultMerge─►
 *   events of the trail ─────────────────────────────────────────────────────────────┘
 * </pre>
 */
package dev.logtrail.reading.logresult;
