/**
 * Statistics of functions as readers ask for them: queries, cells of figures, and the mergeable
 * sketch of durations.
 */
package dev.logtrail.store.stats;
