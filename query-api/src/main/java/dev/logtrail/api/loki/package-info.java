/**
 * A read API as Grafana Loki has it, for clients that speak it: Grafana's Explore and Drilldown,
 * logcli. The lines of requests are streams of their function, level and outcome.
 *
 * <pre>
 *  query ─► LogQlParser ─► LineWalk (trails by header, entries by line) ─► NewestLines   streams
 *                                                                     └──► LineCounts    numbers
 *  feed ─► LineFollower (trails that change) ─► SentLines (what is new) ─► LokiTail       frames
 * </pre>
 */
package dev.logtrail.api.loki;
