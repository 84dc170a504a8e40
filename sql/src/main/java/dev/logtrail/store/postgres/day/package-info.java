/**
 * Days that are written anew once hardly anything comes for them any more: sorted by function,
 * dense, with larger packs.
 *
 * <pre>
 *  DayCompactor ── DueDays: which days have grown and are quiet
 *       │
 *       ├─► DayRewrite ─► FreshTables   trail_…_new, trail_segment_…_new: filled, indexed, swapped in
 *       │        └──────► Repacking     the events
 *       └─► FreshBlooms                 the day's part of the Bloom index, in the new order
 * </pre>
 */
package dev.logtrail.store.postgres.day;
