/**
 * Kinesis streams as a Flink source.
 *
 * <pre>
 *  KinesisEnumerator (one)                          KinesisReader (one a task)
 *   every 10 s: which shards are there?              KinesisSplitReader: ShardPoller for each shard,
 *   StreamShards: whose parents are read?  ──split──►   some threads, 200 ms or more between two calls
 *          ▲                                               │ KinesisRecord
 *          └────────── FinishedShards ─────────────────────┤
 *                                                          ▼
 *                                                    Delivery ──► decode
 *                                                    at each checkpoint: SavedPositions
 * </pre>
 *
 * <p>A shard is read when all its parents are read to their ends, so that records of one partition
 * key keep their order over a reshard. A position stands in the checkpoint and, once that is
 * complete, in the store; where both are known the earlier counts, since what is read twice changes
 * nothing.
 */
package dev.logtrail.ingest.source.kinesis;
