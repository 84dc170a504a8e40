package dev.logtrail.ingest.source.kinesis;

import java.util.Objects;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * A shard, and how far it is read.
 *
 * @param stream the stream as the user named it: its name or ARN
 * @param shardId such as {@code shardId-000000000000}
 * @param account the account that the stream belongs to
 * @param region the region that it is in
 * @param position where reading goes on
 * @param finished whether it is read to its end; such a split waits for a checkpoint to hold it
 */
record KinesisSplit(
    String stream,
    String shardId,
    String account,
    String region,
    ShardPosition position,
    boolean finished)
    implements SourceSplit {
  KinesisSplit {
    Objects.requireNonNull(position, "position");
  }

  static String id(String stream, String shardId) {
    return stream + "/" + shardId;
  }

  @Override
  public String splitId() {
    return id(stream, shardId);
  }

  KinesisSplit at(ShardPosition other) {
    return new KinesisSplit(stream, shardId, account, region, other, finished);
  }

  KinesisSplit asFinished() {
    return new KinesisSplit(stream, shardId, account, region, position, true);
  }
}
