/**
 * Table {@code trail_segment}: the raw events of trails, column by column and compressed.
 *
 * <pre>
 *  TrailWrite ──► SegmentPacks: small and closed? ──yes──► PackCodec: one row for up to 16 trails
 *                                  └──no──► SegmentTable, SegmentCodec: rows of the trail's own
 * </pre>
 */
package dev.logtrail.store.postgres.segment;
