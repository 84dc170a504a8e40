package dev.logtrail.job.assemble;

import dev.logtrail.limit.ByteShare;
import dev.logtrail.limit.MemoryBudgets;
import dev.logtrail.trail.LogStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The streams that a task remembers. They share a budget of bytes with the other tasks of the
 * process; where it is used up, the least recently used stream is forgotten, one at a time.
 */
final class StreamCaches implements AutoCloseable {
  /** How far from the least recently used one is looked for a stream that may be forgotten. */
  private static final int EVICTION_STEPS = 64;

  private final DraftMaker maker;
  private final ByteShare share = MemoryBudgets.ofThisProcess().streams().share();
  private final Map<LogStream, StreamCache> caches = new LinkedHashMap<>(64, 0.75f, true);

  /** Streams that have grown and found no room. */
  private final List<StreamCache> crowded = new ArrayList<>();

  StreamCaches(DraftMaker maker) {
    this.maker = maker;
  }

  /** What is remembered of a stream, which is the most recently used one now. */
  StreamCache of(LogStream stream) {
    return caches.computeIfAbsent(stream, s -> new StreamCache(s, new StreamDrafts(maker)));
  }

  /** Counts what a stream takes now; makes room for it if need be. */
  void account(StreamCache cache) {
    if (!tryAccount(cache)) {
      crowded.add(cache);
    }
  }

  /** False, and nothing is counted, if there is no room although others were forgotten for it. */
  private boolean tryAccount(StreamCache cache) {
    long more = cache.heldBytes() - cache.bytes;
    if (more <= 0) {
      share.shrink(-more);
    } else {
      while (!share.tryGrow(more)) {
        if (!evictOne(cache)) {
          return false;
        }
      }
    }
    cache.bytes += more;
    return true;
  }

  private boolean evictOne(StreamCache keep) {
    Iterator<StreamCache> eldest = caches.values().iterator();
    for (int i = 0; i < EVICTION_STEPS && eldest.hasNext(); i++) {
      StreamCache cache = eldest.next();
      if (cache != keep && cache.isIdle()) {
        eldest.remove();
        share.shrink(cache.bytes);
        return true;
      }
    }
    return false;
  }

  /**
   * Notes that all that was pending is stored.
   *
   * @param refused streams of which something could not be stored: what is remembered of them is
   *     wrong
   */
  void flushed(Set<LogStream> refused) {
    refused.forEach(this::remove);
    List<StreamCache> again = List.copyOf(crowded);
    crowded.clear();
    for (StreamCache cache : again) {
      boolean known = caches.get(cache.stream()) == cache;
      if (known && !tryAccount(cache) && cache.isIdle()) {
        remove(cache.stream());
      }
    }
  }

  private void remove(LogStream stream) {
    StreamCache cache = caches.get(stream);
    if (cache != null && cache.isWaiting()) {
      cache.forget();
    } else if (cache != null) {
      caches.remove(stream);
      share.shrink(cache.bytes);
    }
  }

  /** Drops streams without an event for {@code idleMs}; nothing may be pending. */
  void dropIdle(long nowMs, long idleMs) {
    Iterator<StreamCache> eldest = caches.values().iterator();
    while (eldest.hasNext()) {
      StreamCache cache = eldest.next();
      if (nowMs - cache.lastUsedMs < idleMs) {
        return;
      }
      if (cache.isIdle()) {
        eldest.remove();
        share.shrink(cache.bytes);
      }
    }
  }

  int size() {
    return caches.size();
  }

  @Override
  public void close() {
    share.close();
  }
}
