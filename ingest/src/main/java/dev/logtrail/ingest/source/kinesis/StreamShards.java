package dev.logtrail.ingest.source.kinesis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shards of one stream, and which of them may be read. Used by the enumerator's thread alone.
 *
 * <pre>
 *  listed ──parents read to their ends, or gone──► assigned ──end reached──► finished ──► gone
 * </pre>
 */
final class StreamShards {
  private static final Logger LOG = LoggerFactory.getLogger(StreamShards.class);

  /** What arrived so long before a stored position is read again: it costs no double. */
  private static final long OVERLAP_MS = 60_000;

  private final String stream;
  private final Set<String> assigned = new HashSet<>();
  private final Set<String> finished = new HashSet<>();
  private final Map<String, ShardPosition> positions = new HashMap<>();
  private ShardPosition origin;
  private long createdMs;
  private StreamFacts facts;
  private final Set<String> gone = new HashSet<>();
  private boolean begun;

  /**
   * A stream.
   *
   * @param restored what a checkpoint held of it; null for nothing
   */
  StreamShards(String stream, StreamState.Shards restored) {
    this.stream = stream;
    if (restored != null) {
      createdMs = restored.createdMs();
      origin = restored.origin();
      assigned.addAll(restored.assigned());
      finished.addAll(restored.finished());
    }
  }

  boolean isBegun() {
    return begun;
  }

  /**
   * Takes in what the store holds. Where a checkpoint goes further than the store, the store
   * counts: it may be an earlier one, put back from a backup.
   *
   * @param start where a stream begins that was never read
   * @return whether the origin has to be stored
   */
  boolean begin(SavedShards saved, ShardPosition start) {
    begun = true;
    boolean restored = origin != null;
    if (restored) {
      Set<String> open =
          finished.stream().filter(saved.positions()::containsKey).collect(Collectors.toSet());
      finished.removeAll(open);
      assigned.removeAll(open);
    } else {
      origin = saved.origin() == null ? start : saved.origin();
      createdMs = saved.createdMs();
      finished.addAll(saved.finished());
      assigned.addAll(saved.finished());
    }
    saved.positions().forEach((shard, at) -> positions.put(shard, at.before(OVERLAP_MS)));
    return !origin.equals(saved.origin());
  }

  /**
   * The shards that may be read from now on.
   *
   * @param listed all of the stream's
   * @return what a reader is to get; each once
   */
  List<KinesisSplit> ready(StreamFacts listed) {
    if (createdMs != 0 && createdMs != listed.createdMs()) {
      LOG.warn(
          "Kinesis stream {} was deleted and made again; its shards are read from their beginnings",
          stream);
      gone.addAll(finished);
      gone.addAll(positions.keySet());
      assigned.removeAll(finished);
      finished.clear();
      positions.clear();
    }
    createdMs = listed.createdMs();
    facts = listed;
    return ready();
  }

  /** The same with what was listed last. */
  List<KinesisSplit> ready() {
    List<KinesisSplit> ready = new ArrayList<>();
    if (facts == null) {
      return ready;
    }
    Set<String> known =
        facts.shards().stream().map(StreamFacts.Shard::id).collect(Collectors.toSet());
    for (StreamFacts.Shard shard : facts.shards()) {
      boolean parentsRead =
          shard.parents().stream().allMatch(p -> finished.contains(p) || !known.contains(p));
      if (parentsRead && assigned.add(shard.id())) {
        ShardPosition at = positions.getOrDefault(shard.id(), origin);
        ready.add(new KinesisSplit(stream, shard.id(), facts.account(), facts.region(), at, false));
      }
    }
    return ready;
  }

  /** A shard was read to its end. */
  void finish(String shardId) {
    assigned.add(shardId);
    finished.add(shardId);
  }

  /** Forgets finished shards that the stream does not hold any more, and returns them. */
  Set<String> forgetGone() {
    Set<String> known =
        facts.shards().stream().map(StreamFacts.Shard::id).collect(Collectors.toSet());
    finished.stream().filter(id -> !known.contains(id)).forEach(gone::add);
    finished.removeAll(gone);
    assigned.removeIf(id -> gone.contains(id) && !known.contains(id));
    Set<String> forgotten = Set.copyOf(gone);
    gone.clear();
    return forgotten;
  }

  long createdMs() {
    return createdMs;
  }

  ShardPosition origin() {
    return origin;
  }

  /** For a checkpoint; null if nothing is known yet. */
  StreamState.Shards state(Set<String> waiting) {
    if (origin == null) {
      return null;
    }
    Set<String> given = new HashSet<>(assigned);
    given.removeAll(waiting);
    return new StreamState.Shards(createdMs, origin, given, finished);
  }
}
