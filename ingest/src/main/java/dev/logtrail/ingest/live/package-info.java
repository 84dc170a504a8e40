/**
 * Live Tail: lines of log groups that somebody follows, shown before they can be read.
 *
 * <pre>
 *  who follows ──watch──► ProvisionalLines ◄──lines── LiveTailSession ◄── StartLiveTail
 *   live tail, details ◄──trails──┘   ▲                    ▲
 *                                     │ events read        │ which groups
 *                              FilterLogEvents         LiveTailer: one for each account and region
 * </pre>
 *
 * <p>Nothing of it is stored or counted: what FilterLogEvents reads takes its place.
 */
package dev.logtrail.ingest.live;
