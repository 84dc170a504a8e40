/**
 * The live tail: server-sent events that follow trails as they change.
 *
 * <pre>
 *  ChangeFeed ─► TailHub ─► TailBatch ─► TailClient (a bounded queue each) ─► socket
 *   flush_no     1 thread   loads each    one thread each; a client that reads
 *                           trail once    too slowly gets a reset
 *                              │
 *                              └─► LastSentEntries: the index of the first entry that changed
 * </pre>
 *
 * <p>A client first joins the hub, then {@link dev.logtrail.api.tail.TailReplay} writes what it
 * missed, then its queue is written; so nothing falls between, and what comes twice is harmless.
 */
package dev.logtrail.api.tail;
