/**
 * The store: every SQL statement of Logtrail, behind small interfaces.
 *
 * <p>{@link dev.logtrail.store.TrailWriter} is the job's side, {@link
 * dev.logtrail.store.TrailReader} the API's, {@link dev.logtrail.store.Inbox} the ingest doors' and
 * the job's queue, {@link dev.logtrail.store.ChangeFeed} what live readers follow. Each has a
 * contract kit that every implementation passes.
 */
package dev.logtrail.store;
