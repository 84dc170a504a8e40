package dev.logtrail.ingest.source.kinesis;

import dev.logtrail.ingest.source.SavedPositions;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the store holds of how far a stream is read.
 *
 * @param createdMs when the stream was made; 0 if not known
 * @param origin where shards begin of which nothing was read; null if the stream was never read
 * @param positions of shards that are being read
 * @param finished shards that were read to their ends
 */
record SavedShards(
    long createdMs,
    ShardPosition origin,
    Map<String, ShardPosition> positions,
    Set<String> finished) {
  static final SavedShards NONE = new SavedShards(0, null, Map.of(), Set.of());

  private static final Logger LOG = LoggerFactory.getLogger(SavedShards.class);
  private static final String ORIGIN = "";
  private static final String FINISHED = "finished";

  static String source(String stream) {
    return "kinesis/" + stream;
  }

  static SavedShards read(SavedPositions saved, String stream) {
    long created = 0;
    ShardPosition origin = null;
    Map<String, ShardPosition> positions = new HashMap<>();
    Set<String> finished = new HashSet<>();
    for (Map.Entry<String, String> part : saved.read(source(stream)).entrySet()) {
      String text = part.getValue();
      try {
        if (part.getKey().equals(ORIGIN)) {
          int bar = text.indexOf('|');
          created = Long.parseLong(text.substring(0, bar));
          origin = ShardPosition.parse(text.substring(bar + 1));
        } else if (text.equals(FINISHED)) {
          finished.add(part.getKey());
        } else {
          positions.put(part.getKey(), ShardPosition.parse(text));
        }
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        // One position that cannot be read costs that shard a re-read.
        LOG.warn("Kinesis stream {}: the stored position of {} is '{}'", stream, part, text);
      }
    }
    return new SavedShards(created, origin, positions, finished);
  }

  /**
   * Where a shard of a checkpoint goes on. Where the store is behind the checkpoint, it counts: of
   * a shard that it does not know, it holds nothing.
   */
  ShardPosition earlier(KinesisSplit split) {
    if (origin == null || finished.contains(split.shardId())) {
      return split.position();
    }
    return split.position().earlier(positions.getOrDefault(split.shardId(), origin));
  }

  /** Stores where the stream begins. */
  static void writeOrigin(
      SavedPositions saved, String stream, long createdMs, ShardPosition origin) {
    saved.write(source(stream), Map.of(ORIGIN, createdMs + "|" + origin.text()));
  }

  /** How a split's position is stored. */
  static String text(KinesisSplit split) {
    return split.finished() ? FINISHED : split.position().text();
  }
}
