package dev.logtrail.store.stats;

/**
 * The statistics of one function in one bucket of time.
 *
 * @param account owner
 * @param region where it runs
 * @param functionName its name
 * @param functionVersion its version; null if not told apart, empty if not known
 * @param at epoch ms of the bucket's start
 * @param rollup the figures
 */
public record StatsCell(
    String account,
    String region,
    String functionName,
    String functionVersion,
    long at,
    Rollup rollup) {}
