/**
 * The rollups by minute and by hour.
 *
 * <pre>
 *  flush ──► RollupMarks (dirty minutes) ──► Rollups ──► RollupTable: minutes, then hours
 *                                                            └──► PostgresStatsReader
 * </pre>
 */
package dev.logtrail.store.postgres.stats;
