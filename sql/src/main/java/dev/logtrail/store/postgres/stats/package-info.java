/**
 * The rollups by minute, hour and day.
 *
 * <pre>
 *  flush ──► RollupMarks (dirty minutes) ──► Rollups ──► RollupTable: minutes of busy hours, hours, days
 *                                                            └──► PostgresStatsReader ◄── trails of quiet hours
 * </pre>
 */
package dev.logtrail.store.postgres.stats;
