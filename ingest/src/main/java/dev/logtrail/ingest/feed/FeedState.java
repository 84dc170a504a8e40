package dev.logtrail.ingest.feed;

import java.util.List;
import java.util.Map;

/**
 * How one feed is doing.
 *
 * @param source the word of the way its events come, such as {@code kinesis}
 * @param name what is read, such as the name of a stream
 * @param connectedSince epoch ms since which every call has worked; null if the last one did not,
 *     or none was made
 * @param lastReadAt epoch ms of the last call that brought records; null if none did
 * @param lagMs how far it is behind the newest record, as its slowest part; null if not known
 * @param lastError what failed last, in words, even if it works again; null if nothing did
 * @param lastErrorAt when that was, epoch ms; null if nothing failed
 * @param nextTryAt epoch ms of the next try; null while it works
 * @param counts what was noted since the start, by its name, such as {@code throttled}
 * @param parts its parts, such as shards, by name
 * @param backfill how far what is older has been read; null where nothing is
 * @param endedAt epoch ms since which all that was to be read has been; null while there may be
 *     more
 */
public record FeedState(
    String source,
    String name,
    Long connectedSince,
    Long lastReadAt,
    Long lagMs,
    String lastError,
    Long lastErrorAt,
    Long nextTryAt,
    Map<String, Long> counts,
    List<Part> parts,
    Backfill backfill,
    Long endedAt) {
  public FeedState {
    counts = Map.copyOf(counts);
    parts = List.copyOf(parts);
  }

  /**
   * A part that is read by itself: a shard, a log group.
   *
   * @param name its name
   * @param lagMs how far it is behind, ms; null if not known
   * @param records records or events that it brought since the start
   */
  public record Part(String name, Long lagMs, long records) {}

  /**
   * How far older logs have been read.
   *
   * @param unit in what that is told
   * @param done how much has been read, over all parts
   * @param total of how much
   * @param leftMs how long the rest will take, ms; null if not known yet
   */
  public record Backfill(Unit unit, long done, long total, Long leftMs) {
    /** Of log groups it is known how much time, of objects how many bytes. */
    public enum Unit {
      MS,
      BYTES
    }

    /** Whether all of it has been read. */
    public boolean isDone() {
      return done >= total;
    }
  }
}
