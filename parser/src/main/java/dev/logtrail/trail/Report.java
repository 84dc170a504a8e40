package dev.logtrail.trail;

/**
 * The figures of a REPORT line or {@code platform.report} record, as printed. Every part may be
 * null: Managed Instances report a duration only, old runtimes no init duration.
 *
 * @param durationMs milliseconds, printed with two (text) or more (JSON) decimals
 * @param billedDurationMs whole milliseconds as billed; since August 2025 it holds the init
 *     duration too
 * @param memorySizeMb configured memory in MB
 * @param maxMemoryUsedMb peak memory of the environment (not of the request alone) in MB
 * @param initDurationMs milliseconds; only on the first request of an environment whose init
 *     succeeded
 * @param restoreDurationMs milliseconds of a SnapStart restore
 * @param billedRestoreDurationMs whole milliseconds; already part of billedDurationMs
 * @param status {@code success}, {@code failure}, {@code error} or {@code timeout}; text format
 *     prints it on failures only
 * @param errorType such as {@code Runtime.OutOfMemory}; an open vocabulary
 */
public record Report(
    Double durationMs,
    Long billedDurationMs,
    Integer memorySizeMb,
    Integer maxMemoryUsedMb,
    Double initDurationMs,
    Double restoreDurationMs,
    Long billedRestoreDurationMs,
    String status,
    String errorType) {}
