/**
 * The Flink job: source, decode, one keyed stage that attributes, assembles and stores.
 *
 * <p>The store is the truth. What {@link dev.logtrail.job.assemble.AssembleTrails} holds in memory
 * is a cache of it, never part of a checkpoint: a task that begins anew, for whatever reason,
 * begins empty and asks the store.
 */
package dev.logtrail.job;
