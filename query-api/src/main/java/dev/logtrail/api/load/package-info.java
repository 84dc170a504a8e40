/**
 * Makes trails of what the store holds: reads their entries under the stored headers, ranks
 * attempts, lists trails by filters and searches them by filter patterns.
 *
 * <pre>
 *  TrailReader ─► TrailRow + events + log result ─► TrailLoader ─► LoadedTrail
 *      │                                                ▲
 *      ├─► TrailLists    a page by the list's filters ──┤ entries only where they are needed
 *      ├─► TrailSearch   a page by a filter pattern ────┤ every event of the candidates is tested
 *      └─► TraceTrails   all trails of an X-Ray trace ──┘
 * </pre>
 */
package dev.logtrail.api.load;
