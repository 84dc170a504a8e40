/**
 * Table {@code trail}: header rows, written and read column by column, its partitions by day, and
 * the part of a stream that late events are compared with.
 *
 * <pre>
 *  TrailRow ──► TrailColumns ──► TrailTable ──► trail ──► TrailRows ──► TrailRow
 * </pre>
 */
package dev.logtrail.store.postgres.trail;
