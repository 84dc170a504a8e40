package dev.logtrail.ingest.source.cloudwatch;

import dev.logtrail.ingest.source.cloudwatch.Scan.Kind;
import dev.logtrail.limit.FeedLimits;
import dev.logtrail.payload.subscription.PayloadJson;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.Source;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/**
 * What is to be read next of one log group, and how far it is read. It makes no calls and has no
 * clock. One thread at a time.
 *
 * <pre>
 *  since ───── backfill, newest part first ◄── top │ follow ──►  (begins before the newest ingestion seen)
 *        ◄────────────── sweep ─────────────────────
 * </pre>
 */
final class GroupScanner {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  /** An event may become visible so long after others that were ingested after it. */
  private static final long MARGIN_MS = MINUTE;

  /** Following looks back over about so many events: they come with the page anyway. */
  private static final int OVERLAP_EVENTS = 300;

  /** Where events were late, over so many at most: two pages. */
  private static final int MOST_OVERLAP_EVENTS = 20_000;

  private static final long LONGEST_OVERLAP_MS = 2 * HOUR;
  private static final long BUSY_MS = SECOND;
  private static final long IDLE_MS = 10 * SECOND;
  private static final long SWEEP_EVERY_MS = 10 * MINUTE;
  private static final long SWEEP_BACK_MS = 3 * HOUR;
  private static final long DEEP_SWEEP_EVERY_MS = 6 * HOUR;

  /** AWS takes no event that is older when it is sent. */
  private static final long DEEP_SWEEP_BACK_MS = 14 * DAY;

  private static final int MANY_PAGES = 5;

  private final LogGroup group;
  private final SeenIds seen;
  private final long refusedAgainMs;
  private final Map<Kind, Scan> scans = new LinkedHashMap<>();
  private GroupPosition position;
  private long lateMs;
  private long overlapMs = MARGIN_MS;
  private long chunkMs = 15 * MINUTE;
  private long intervalMs = BUSY_MS;
  private long patienceMs = IDLE_MS;
  private long dueMs;
  private long sweepMs;
  private long deepSweepMs;
  private long followedMs;
  private int lateEvents;
  private long retryMs;
  private long notBeforeMs;

  /**
   * A group.
   *
   * @param refusedAgainMs after which time it is asked for again when it is refused
   * @param nowMs the time now, epoch ms
   */
  GroupScanner(GroupSplit split, SeenIds seen, long refusedAgainMs, long nowMs) {
    this.group = split.group();
    this.position = split.position();
    this.seen = seen;
    this.refusedAgainMs = refusedAgainMs;
    this.dueMs = nowMs;
    this.followedMs = nowMs;
    this.sweepMs = nowMs + SWEEP_EVERY_MS;
    this.deepSweepMs = nowMs + DEEP_SWEEP_EVERY_MS;
  }

  LogGroup group() {
    return group;
  }

  GroupPosition position() {
    return position;
  }

  /**
   * How much it is this group's turn to be followed: 1 when it is due, more the longer it waits
   * compared with how busy it is; 0 before.
   */
  double urgency(long nowMs) {
    return nowMs < dueMs ? 0 : 1 + (nowMs - dueMs) / (double) patienceMs;
  }

  boolean wantsBackfill(long nowMs) {
    return !position.isBackfilled() && nowMs >= notBeforeMs;
  }

  boolean wantsSweep(long nowMs) {
    return position.isBackfilled()
        && nowMs >= notBeforeMs
        && nowMs >= Math.min(sweepMs, deepSweepMs);
  }

  /**
   * A call has failed.
   *
   * @param lasting whether the next one will fail, too, unless somebody does something
   * @return when it is made again, ms from now
   */
  long failed(boolean lasting, long nowMs) {
    retryMs =
        lasting
            ? refusedAgainMs
            : Math.min(Math.max(SECOND, 2 * retryMs), FeedLimits.SLOWEST_RETRY_MS);
    dueMs = Math.max(dueMs, nowMs + retryMs);
    sweepMs = Math.max(sweepMs, nowMs + retryMs);
    notBeforeMs = nowMs + retryMs;
    return retryMs;
  }

  /** A page's token is not known any more: the scan begins again. */
  void restart(Kind kind) {
    scans.remove(kind);
  }

  /** What to ask for next. */
  Scan next(Kind kind, long nowMs) {
    return scans.computeIfAbsent(kind, k -> begin(k, nowMs));
  }

  private Scan begin(Kind kind, long nowMs) {
    return switch (kind) {
      case FOLLOW -> Scan.begin(kind, position.seenMs() - overlapMs, null, nowMs);
      case BACKFILL ->
          Scan.begin(
              kind,
              Math.max(position.sinceMs(), position.downMs() - chunkMs),
              position.downMs(),
              nowMs);
      case SWEEP -> {
        long back = nowMs >= deepSweepMs ? DEEP_SWEEP_BACK_MS : SWEEP_BACK_MS;
        yield Scan.begin(
            kind,
            Math.max(position.sinceMs(), position.seenMs() - back),
            position.seenMs() - overlapMs,
            nowMs);
      }
    };
  }

  /**
   * Takes in an answer.
   *
   * @return what is to be handed on: new events, and how far the group is read with them
   */
  LogsRecord take(Scan scan, FilterLogEventsResponse answer, long nowMs) {
    retryMs = 0;
    List<FilteredLogEvent> fresh = new ArrayList<>();
    long newest = 0;
    long last = 0;
    for (FilteredLogEvent event : answer.events()) {
      long ingested = ingestedMs(event, nowMs);
      newest = Math.max(newest, ingested);
      last = Math.max(last, event.timestamp());
      // AWS gives each event an id; what has none may come twice, and is told by its text then.
      if (event.eventId() == null || seen.add(group.key(), event.eventId())) {
        fresh.add(event);
        noteLateness(scan, event, ingested);
      }
    }
    Scan read = scan.next(answer.nextToken(), newest, answer.events().size(), fresh.size());
    if (answer.nextToken() == null) {
      scans.remove(scan.kind());
      ended(read, nowMs);
    } else {
      scans.put(scan.kind(), read);
      if (scan.kind() == Kind.FOLLOW) {
        // What was ingested before the last event's own time stood on the pages up to here.
        position = position.seen(Math.min(last, nowMs) - MARGIN_MS);
        dueMs = nowMs;
      }
    }
    Map<String, List<LogEvent>> streams = streams(fresh);
    return new LogsRecord(position, streams, fresh.isEmpty() ? null : delivery(streams));
  }

  private static long ingestedMs(FilteredLogEvent event, long nowMs) {
    return event.ingestionTime() == null
        ? Math.min(event.timestamp(), nowMs)
        : event.ingestionTime();
  }

  private void noteLateness(Scan scan, FilteredLogEvent event, long ingested) {
    // What the backfill has yet to come to is not late.
    boolean past = !position.isBackfilled() && event.timestamp() < position.downMs();
    if (scan.kind() != Kind.BACKFILL && !past) {
      lateMs = Math.max(lateMs, Math.min(ingested - event.timestamp(), LONGEST_OVERLAP_MS));
      lateEvents += event.timestamp() < position.seenMs() - MARGIN_MS ? 1 : 0;
    }
  }

  private void ended(Scan scan, long nowMs) {
    switch (scan.kind()) {
      case FOLLOW -> {
        position = position.seen(Math.min(scan.newestMs(), nowMs));
        overlapMs = overlap(scan, nowMs);
        lateMs -= lateMs / 16;
        intervalMs = scan.fresh() > 0 ? BUSY_MS : Math.min(intervalMs * 3 / 2, IDLE_MS);
        dueMs = nowMs + intervalMs;
        patienceMs = patience(scan);
        followedMs = scan.startedMs();
      }
      case BACKFILL -> {
        position = position.down(scan.fromMs());
        chunkMs = scan.pages() > MANY_PAGES ? Math.max(MINUTE, chunkMs / 2) : chunkMs * 2;
      }
      case SWEEP -> {
        sweepMs = nowMs + SWEEP_EVERY_MS;
        if (scan.startedMs() >= deepSweepMs) {
          deepSweepMs = nowMs + DEEP_SWEEP_EVERY_MS;
        }
      }
    }
  }

  /** Where many events come at once, a wait weighs more: in the time of about ten of them. */
  private long patience(Scan scan) {
    long since = Math.max(1, scan.startedMs() - followedMs);
    long ofTen = 10 * since / Math.max(1, scan.fresh());
    return Math.max(BUSY_MS, Math.min(ofTen, IDLE_MS));
  }

  /** As far back as events were late, and further where there are few: one page holds them all. */
  private long overlap(Scan scan, long nowMs) {
    long length = Math.max(SECOND, nowMs - scan.fromMs());
    // Of a busy group, what came very late is left to the sweeps: following must not fall behind.
    long affordable = length * MOST_OVERLAP_EVENTS / Math.max(1, scan.events());
    long needed = MARGIN_MS + Math.min(lateMs, affordable);
    long free =
        scan.pages() > 1
            ? 0
            : scan.events() == 0 ? 2 * length : length * OVERLAP_EVENTS / scan.events();
    return Math.min(Math.max(needed, Math.min(free, 2 * length)), LONGEST_OVERLAP_MS);
  }

  private static Map<String, List<LogEvent>> streams(List<FilteredLogEvent> events) {
    Map<String, List<LogEvent>> streams = new LinkedHashMap<>();
    for (FilteredLogEvent event : events) {
      streams
          .computeIfAbsent(event.logStreamName(), s -> new ArrayList<>())
          .add(
              new LogEvent(
                  event.eventId() == null ? "" : event.eventId(),
                  event.timestamp(),
                  event.message()));
    }
    return streams;
  }

  private Delivery delivery(Map<String, List<LogEvent>> streams) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    streams.forEach((name, of) -> body.writeBytes(PayloadJson.of(group.stream(name), of)));
    return new Delivery(Source.API, group.account(), group.region(), body.toByteArray());
  }

  /** How long ago the last look that is over was begun, ms. */
  long lagMs(long nowMs) {
    return Math.max(0, nowMs - followedMs);
  }

  /** Events since the last call that came later than a usual look goes back. */
  int takeLateEvents() {
    int late = lateEvents;
    lateEvents = 0;
    return late;
  }
}
