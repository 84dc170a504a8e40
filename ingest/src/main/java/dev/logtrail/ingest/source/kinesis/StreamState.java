package dev.logtrail.ingest.source.kinesis;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a checkpoint holds of the streams' shards.
 *
 * @param streams by the name that the user gave
 */
record StreamState(Map<String, Shards> streams) {
  /** Nothing was read. */
  static final StreamState NONE = new StreamState(Map.of());

  StreamState {
    streams = Map.copyOf(streams);
  }

  /**
   * The shards of one stream.
   *
   * @param createdMs when the stream was made
   * @param origin where shards begin of which nothing was read
   * @param assigned shards that a reader has or had
   * @param finished those of them that were read to their ends
   */
  record Shards(long createdMs, ShardPosition origin, Set<String> assigned, Set<String> finished) {
    Shards {
      assigned = Set.copyOf(assigned);
      finished = Set.copyOf(finished);
    }
  }

  /** By name, so that equal states have equal bytes. */
  TreeMap<String, Shards> sorted() {
    return new TreeMap<>(streams);
  }

  static TreeSet<String> sorted(Set<String> shards) {
    return new TreeSet<>(shards);
  }
}
