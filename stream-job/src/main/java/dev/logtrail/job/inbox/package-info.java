/**
 * The inbox as a Flink source: one split, read in commit order, whose positions say what a
 * checkpoint covers. Covered rows are deleted once the checkpoint is complete.
 */
package dev.logtrail.job.inbox;
