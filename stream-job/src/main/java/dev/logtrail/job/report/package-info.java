/**
 * What a process tells the others of the job: which part it has in it, what it has taken in and
 * stored, how its feeds are doing.
 *
 * <pre>
 *  JobProgress, Feeds, MaskCounter ──► ProcessReport ──ReportJson──► table process ──► every API
 * </pre>
 */
package dev.logtrail.job.report;
