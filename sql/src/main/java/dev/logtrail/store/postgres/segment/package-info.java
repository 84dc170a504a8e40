/**
 * Table {@code trail_segment}: the raw events of trails, column by column and compressed.
 *
 * <pre>
 *  events ──► EventBlock (times, flags, IdColumn, MessageColumn) ──► SegmentZstd ──► data
 *               ├── of one trail: SegmentCodec, SegmentTable
 *               └── of up to 16 small closed trails, end to end: PackCodec, SegmentPacks
 * </pre>
 */
package dev.logtrail.store.postgres.segment;
