/**
 * The store: every SQL statement of Logtrail, behind small interfaces.
 *
 * <pre>
 *  doors ──► Inbox ──► job ──► TrailWriter ──► trail, trail_segment ──► TrailReader ──► API
 *                                   │          log_result, dead_letter
 *                                   └────────► change ──► ChangeFeed ──► live readers
 * </pre>
 *
 * <p>{@link dev.logtrail.store.postgres.Database} opens all of them and hands out the background
 * tasks. Each interface has a contract kit that every implementation passes.
 */
package dev.logtrail.store;
