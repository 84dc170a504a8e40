/**
 * Table {@code trail_segment}: the raw events of trails, column by column and compressed.
 *
 * <pre>
 *  events ──► EventBlock (times, flags, IdColumn, MessageColumn) ──► SegmentZstd ──► data
 * </pre>
 */
package dev.logtrail.store.postgres.segment;
