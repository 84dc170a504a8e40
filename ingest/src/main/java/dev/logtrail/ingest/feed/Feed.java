package dev.logtrail.ingest.feed;

import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one feed's tasks report. A fault is logged when it begins and when it is over, however often
 * it happens in between. Thread-safe.
 */
public final class Feed {
  private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

  private final String source;
  private final String name;
  private final Clock clock;
  private final Map<String, Part> parts = new ConcurrentHashMap<>();
  private final Map<String, Long> counts = new TreeMap<>();
  private final Map<String, String> faults = new TreeMap<>();
  private Long connectedSince;
  private Long lastReadAt;
  private String lastError;
  private Long lastErrorAt;
  private Long nextTryAt;
  private FeedState.Backfill backfill;
  private Long endedAt;

  /** Figures of one part. */
  private static final class Part {
    private Long lagMs;
    private Long lagAt;
    private long records;
  }

  Feed(String source, String name, Clock clock) {
    this.source = source;
    this.name = name;
    this.clock = clock;
  }

  /**
   * A call has worked.
   *
   * @param what which kind of call, so that what works does not hide what fails
   */
  public synchronized void worked(String what) {
    endedAt = null;
    boolean over = faults.remove(what) != null && faults.isEmpty();
    if (over) {
      LOG.warn("{} {} works again", source, name);
    }
    if (faults.isEmpty()) {
      nextTryAt = null;
      connectedSince = connectedSince == null ? clock.millis() : connectedSince;
    }
  }

  /**
   * A call has failed and is tried again.
   *
   * @param what which kind of call
   * @param reason in words, with what would be right
   * @param againMs when it is tried again, ms from now
   */
  public synchronized void failed(String what, String reason, long againMs) {
    // Many parts fail for one reason: that is told once.
    if (!faults.containsValue(reason)) {
      LOG.warn(
          "{} {}: {} does not work; it is tried until it does: {}", source, name, what, reason);
    }
    faults.put(what, reason);
    lastError = reason;
    lastErrorAt = clock.millis();
    nextTryAt = lastErrorAt + againMs;
    connectedSince = null;
  }

  /** Something is lost, or is not as it should be, and reading goes on. */
  public synchronized void note(String what) {
    LOG.warn("{} {}: {}", source, name, what);
    lastError = what;
    lastErrorAt = clock.millis();
  }

  /** Something that operators should see as a figure, such as {@code throttled}. */
  public synchronized void count(String what, long n) {
    if (n > 0) {
      counts.merge(what, n, Long::sum);
    }
  }

  /**
   * A part was read.
   *
   * @param part its name
   * @param records what it brought
   * @param lagMs how far it is behind now, ms; null if not known
   */
  public void read(String part, long records, Long lagMs) {
    Part of = parts.computeIfAbsent(part, p -> new Part());
    synchronized (this) {
      of.records += records;
      of.lagMs = lagMs;
      of.lagAt = clock.millis();
      if (records > 0) {
        lastReadAt = of.lagAt;
      }
    }
  }

  /** How far a part is behind now, ms. */
  public void lag(String part, long lagMs) {
    read(part, 0, lagMs);
  }

  /** A figure that rises and falls, such as the calls a second that are allowed. */
  public synchronized void gauge(String what, long value) {
    counts.put(what, value);
  }

  /** A part has been read to its end, or is read elsewhere from now on. */
  public void ended(String part) {
    parts.remove(part);
  }

  /** How far older logs have been read; null for nothing to be read. */
  public synchronized void backfill(FeedState.Backfill progress) {
    this.backfill = progress;
  }

  /** All that was to be read has been; nothing more is looked for. */
  public synchronized void finished() {
    endedAt = clock.millis();
    parts.values().forEach(part -> part.lagMs = null);
  }

  /** How it is doing now. Never waits. */
  public synchronized FeedState state() {
    Long lag = null;
    TreeMap<String, FeedState.Part> shown = new TreeMap<>();
    for (Map.Entry<String, Part> e : parts.entrySet()) {
      Part part = e.getValue();
      Long now = lagNow(part);
      shown.put(e.getKey(), new FeedState.Part(e.getKey(), now, part.records));
      lag = now == null ? lag : Long.valueOf(lag == null ? now : Math.max(lag, now));
    }
    return new FeedState(
        source,
        name,
        connectedSince,
        lastReadAt,
        lag,
        lastError,
        lastErrorAt,
        nextTryAt,
        counts,
        shown.values().stream().toList(),
        backfill,
        endedAt);
  }

  /** While nothing can be read, what was known of the lag grows with time. */
  private Long lagNow(Part part) {
    if (part.lagMs == null || faults.isEmpty()) {
      return part.lagMs;
    }
    return part.lagMs + Math.max(0, clock.millis() - part.lagAt);
  }
}
