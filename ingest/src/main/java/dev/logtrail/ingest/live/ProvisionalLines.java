package dev.logtrail.ingest.live;

import dev.logtrail.limit.FeedLimits;
import dev.logtrail.redact.Redaction;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Lines that Live Tail has shown and that are not stored yet, and who wants to see them. It lives
 * in the memory of a process that both reads log groups and answers. Thread-safe.
 */
public final class ProvisionalLines {
  private static final ProvisionalLines HERE = new ProvisionalLines(Clock.systemUTC());
  private static final String DEFAULT_GROUP = "/aws/lambda/";

  private final Clock clock;
  private final Map<LogStream, StreamLines> streams = new LinkedHashMap<>(16, 0.75f, true);

  /** How many follow each function; under null those who follow all. */
  private final Map<String, Integer> watchers = new HashMap<>();

  private final List<Consumer<List<ProvisionalTrail>>> listeners = new CopyOnWriteArrayList<>();
  private Redaction redaction = Redaction.none();
  private long number;
  private long bytes;
  private long unread;

  /** Nothing was shown. */
  public ProvisionalLines(Clock clock) {
    this.clock = clock;
  }

  /** This process's. */
  public static ProvisionalLines here() {
    return HERE;
  }

  /** Masks lines from now on as those that are stored are masked. */
  public synchronized void mask(Redaction rules) {
    redaction = Objects.requireNonNull(rules, "rules");
  }

  /**
   * Somebody follows a function.
   *
   * @param function its name; null for all
   */
  public synchronized void watch(String function) {
    watchers.merge(function, 1, Integer::sum);
  }

  /** Somebody who followed it does no more. */
  public synchronized void unwatch(String function) {
    watchers.computeIfPresent(function, (f, n) -> n > 1 ? n - 1 : null);
  }

  /** Whether somebody follows what may log to a group; a group of another name may be any's. */
  public synchronized boolean isWatched(String group) {
    if (watchers.isEmpty()) {
      return false;
    }
    return watchers.containsKey(null)
        || !group.startsWith(DEFAULT_GROUP)
        || watchers.containsKey(group.substring(DEFAULT_GROUP.length()));
  }

  /** Tells of each request of which lines were shown. The listener must not wait. */
  public AutoCloseable listen(Consumer<List<ProvisionalTrail>> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Live Tail has shown lines; their ids do not count. */
  public void shown(Map<LogStream, List<LogEvent>> lines) {
    List<ProvisionalTrail> changed = new ArrayList<>();
    synchronized (this) {
      long now = clock.millis();
      lines.forEach(
          (stream, events) -> {
            StreamLines of = of(stream);
            long before = of.bytes();
            for (LogEvent event : events) {
              of.shown(event.timestamp(), redaction.message(event.message()), ++number, now);
            }
            unread += of.forget(now);
            bytes += of.bytes() - before;
            changed.addAll(of.trails(now));
          });
      forget(now);
    }
    if (!changed.isEmpty()) {
      listeners.forEach(listener -> listener.accept(changed));
    }
  }

  /** Events were read that Live Tail shows, too, or has shown; those of a stream together. */
  public synchronized void read(LogStream stream, List<LogEvent> events) {
    long now = clock.millis();
    StreamLines of = of(stream);
    long before = of.bytes();
    for (LogEvent event : events) {
      of.read(event.timestamp(), redaction.message(event.message()), ++number, now);
    }
    unread += of.forget(now);
    bytes += of.bytes() - before;
    forget(now);
  }

  private StreamLines of(LogStream stream) {
    return streams.computeIfAbsent(stream, StreamLines::new);
  }

  /** Streams of which nothing new came go first, and those that there is no room for. */
  private void forget(long nowMs) {
    for (Iterator<StreamLines> all = streams.values().iterator(); all.hasNext(); ) {
      StreamLines oldest = all.next();
      long before = oldest.bytes();
      unread += oldest.forget(nowMs);
      bytes += oldest.bytes() - before;
      if (oldest.bytes() > 0 && bytes <= FeedLimits.LIVE_BYTES) {
        break;
      }
      if (oldest.bytes() == 0 || streams.size() > 1) {
        bytes -= oldest.bytes();
        all.remove();
      }
    }
  }

  /** The lines of a request that were shown lately; some may be stored by now. */
  public synchronized List<ProvisionalTrail> of(String requestId) {
    if (streams.isEmpty()) {
      return List.of();
    }
    long now = clock.millis();
    List<ProvisionalTrail> found = new ArrayList<>();
    for (StreamLines lines : Set.copyOf(streams.values())) {
      for (ProvisionalTrail trail : lines.trails(now)) {
        if (requestId.equals(trail.key().requestId())) {
          found.add(trail);
        }
      }
    }
    return found;
  }

  /** How many lines were shown and never read; some may be those that AWS stored under others. */
  public synchronized long unread() {
    return unread;
  }
}
