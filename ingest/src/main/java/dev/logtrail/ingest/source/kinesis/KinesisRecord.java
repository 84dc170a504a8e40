package dev.logtrail.ingest.source.kinesis;

import dev.logtrail.trail.Delivery;

/**
 * A record of a shard.
 *
 * @param position behind it
 * @param delivery its bytes, as the job takes them
 */
record KinesisRecord(ShardPosition position, Delivery delivery) {}
