/**
 * Table {@code inbox}: each process start is one writer, whose thread commits deliveries in groups.
 *
 * <pre>
 *  put ──► InboxBytes (room) ──► InboxCommitter (one commit a group) ──► inbox ──► read, delete
 *                                        └──► CommittedHere ──► read by a job of the same process
 * </pre>
 */
package dev.logtrail.store.postgres.inbox;
