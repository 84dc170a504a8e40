package dev.logtrail.api.otlp;

import dev.logtrail.limit.ExportLimits;
import dev.logtrail.store.ListedTrail;
import dev.logtrail.store.TrailPage;
import dev.logtrail.store.TrailQuery;
import dev.logtrail.store.TrailReader;
import dev.logtrail.store.change.Change;
import dev.logtrail.store.change.ChangeFeed;
import dev.logtrail.store.change.ChangedTrail;
import dev.logtrail.store.export.ExportState.Position;
import dev.logtrail.trail.TrailHeader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which trails are next: those that changed; and where changes are no longer kept, because nobody
 * exported for longer than an hour, all trails of that time. Not thread-safe.
 */
final class ExportQueue {
  private static final Logger LOG = LoggerFactory.getLogger(ExportQueue.class);

  /**
   * How long before the position was stored a trail may have begun of which a change was not read
   * then: changes are kept for an hour, a request runs for 15 minutes at most, and is closed 20
   * minutes after its last event.
   */
  private static final long LONGEST_TRAIL_MS = 2 * 3_600_000;

  private final TrailReader reader;
  private final ChangeFeed feed;
  private final Deque<ChangedTrail> trails = new ArrayDeque<>();
  private long upTo;
  private Scan scan;

  ExportQueue(TrailReader reader, ChangeFeed feed) {
    this.reader = reader;
    this.feed = feed;
  }

  /** A walk through all trails of a time. */
  private static final class Scan {
    private final Deque<String> kinds =
        new ArrayDeque<>(List.of(TrailQuery.REQUEST, TrailQuery.ENVIRONMENT));
    private final long from;
    private final long to;
    private final long upTo;
    private String cursor;

    Scan(long from, long to, long upTo) {
      this.from = from;
      this.to = to;
      this.upTo = upTo;
    }
  }

  /**
   * Fills up, if nothing is left.
   *
   * @param settled the newest change that may be exported
   * @param now epoch ms
   */
  void fill(Position position, long settled, long now) {
    if (!trails.isEmpty()) {
      return;
    }
    if (scan == null && feed.oldest() > position.flushNo() + 1 && settled > position.flushNo()) {
      scan = new Scan(position.movedAt() - LONGEST_TRAIL_MS, now, settled);
      LOG.info(
          "Changes after {} are no longer kept: trails since then are looked through for the"
              + " export",
          position.flushNo());
    }
    if (scan != null) {
      upTo = position.flushNo();
      page();
    } else {
      changes(position, settled);
    }
  }

  private void changes(Position position, long settled) {
    upTo = position.flushNo();
    Map<Long, ChangedTrail> last = new LinkedHashMap<>();
    for (Change change : feed.after(position.flushNo(), ExportLimits.CHANGES)) {
      if (change.flushNo() <= settled) {
        change.trails().forEach(t -> last.put(t.trailId(), t));
        upTo = change.flushNo();
      }
    }
    last.values().stream().filter(t -> !t.deleted()).forEach(trails::add);
  }

  private void page() {
    TrailPage page =
        reader.list(
            TrailQuery.builder()
                .kind(scan.kinds.peek())
                .between(scan.from, scan.to)
                .newestFirst(false)
                .limit(ExportLimits.CHANGES)
                .cursor(scan.cursor)
                .build());
    for (ListedTrail t : page.trails()) {
      TrailHeader h = t.row().header();
      trails.add(
          new ChangedTrail(
              t.row().trailId(),
              t.row().day(),
              h.key().stream().account(),
              h.key().stream().logGroup(),
              h.functionName(),
              h.key().requestId(),
              false));
    }
    scan.cursor = page.nextCursor();
    if (scan.cursor == null) {
      scan.kinds.remove();
      if (scan.kinds.isEmpty()) {
        upTo = scan.upTo;
        scan = null;
      }
    }
  }

  /** The next trails, so many at most. */
  List<ChangedTrail> take(int most) {
    List<ChangedTrail> taken = new ArrayList<>();
    while (taken.size() < most && !trails.isEmpty()) {
      taken.add(trails.remove());
    }
    return taken;
  }

  /** Puts trails back that were taken and are not sent yet. */
  void putBack(List<ChangedTrail> left) {
    for (int i = left.size() - 1; i >= 0; i--) {
      trails.addFirst(left.get(i));
    }
  }

  /** Up to which flush all will have been sent once what was taken is. */
  long upTo(Position position) {
    return trails.isEmpty() ? upTo : position.flushNo();
  }

  /** Whether nothing was left to look at. */
  boolean isEmpty() {
    return trails.isEmpty() && scan == null;
  }

  /** Forgets all: another program exports by now. */
  void clear() {
    trails.clear();
    scan = null;
  }
}
