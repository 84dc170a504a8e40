/**
 * The store: every SQL statement of Logtrail, behind small interfaces.
 *
 * <pre>
 *  doors ──► Inbox ──► job ──► TrailWriter ──► trail, trail_segment ──► TrailReader ──► API
 *                                   │          log_result, dead_letter
 *                                   └────────► change ──► ChangeFeed ──► live readers
 * </pre>
 *
 * <p>{@link dev.logtrail.store.postgres.Database} opens all of them; {@link
 * dev.logtrail.store.postgres.upkeep.Housekeeping} ends what has been kept long enough. Each
 * interface has a contract kit that every implementation passes. Names like {@code Postgres…} are
 * implementations, {@code …Table} groups of statements.
 */
package dev.logtrail.store;
