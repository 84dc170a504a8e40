package dev.logtrail.attribution;

import dev.logtrail.line.IdStrength;
import dev.logtrail.line.LineKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the request whose init wrote a record that says "no request yet" and whose time was cut to
 * the second: Python's JSON, at init. By that time it stands before all else of its second, also
 * before the crash that made the init necessary.
 *
 * <pre>
 *   cut time   true time                       second 25.000 … 25.999
 *   25.000     25.20  record of A              │ A ended, it crashed (25.30)
 *   25.000     25.41  record without a request │   gap: the init of B    ◄── it belongs here
 *   25.000     25.50  record of B              │ B started (25.48)
 * </pre>
 *
 * Such records keep their order among themselves, so their neighbours' ids bound the place; the
 * ingestion time bounds it, too: what was ingested before a record was not written after it.
 */
final class FirstInits {
  private static final long SECOND_MS = 1_000;

  /** Inits of one second that are looked through for the one that wrote a record. */
  private static final int MOST_INITS = 64;

  private final List<ScannedEvent> events;
  private final List<Attempt> attempts;
  private final Requests requests;

  /** For each attempt, and for what is behind the last, where the next one begins with an init. */
  private int[] gapAtOrBehind;

  private long[] gapFrom;

  /** How many inits a gap holds: one that failed is made again. */
  private int[] inits;

  private final Map<String, Integer> written = new HashMap<>();
  private int countedFrom = -1;
  private long countedSecond;
  private int lastCut = -1;
  private int nextCut = -1;
  private int from;

  FirstInits(List<ScannedEvent> events, Requests requests) {
    this.events = events;
    this.requests = requests;
    this.attempts = requests.inOrder();
  }

  /** Notes an event that the walk passes: what is named before bounds what comes after. */
  void pass(int i) {
    if (isCutRecord(i)) {
      lastCut = i;
    }
  }

  /**
   * The number of the attempt in whose init the record at {@code i} was written; the number of
   * attempts if that has not started yet; -1 if its place in the stream says it. Asked from left to
   * right.
   */
  int attemptOf(int i) {
    ScannedEvent record = events.get(i);
    if (!isCut(record)) {
      return -1;
    }
    if (gapAtOrBehind == null) {
      findGaps();
    }
    long second = record.event().timestamp();
    while (from < attempts.size() && isBehind(attempts.get(from), i, second)) {
      from++;
    }
    int first = Math.max(from, boundBefore(second) + 1);
    int last = boundBehind(i, second);
    int gap = candidate(first, last, second);
    int repeats = gap < 0 ? 0 : repeats(first, second, record.event().message());
    for (int step = 0; step < MOST_INITS && gap >= 0 && repeats >= inits[gap]; step++) {
      int next = candidate(gap + 1, last, second);
      repeats -= inits[gap];
      if (next < 0) {
        return gap;
      }
      gap = next;
    }
    return gap;
  }

  /** The first gap from an attempt on in which a record of that second may have been written. */
  private int candidate(int from, int to, long second) {
    int gap = from > attempts.size() ? -1 : gapAtOrBehind[from];
    boolean within = gap >= 0 && gap <= to && gapFrom[gap] < second + SECOND_MS;
    return within ? gap : -1;
  }

  /** How often the same was written in that second before: each init writes the same. */
  private int repeats(int first, long second, String message) {
    if (first != countedFrom || second != countedSecond) {
      written.clear();
      countedFrom = first;
      countedSecond = second;
    }
    return written.merge(message, 1, Integer::sum) - 1;
  }

  /** Whether an attempt started before the record was written. */
  private boolean isBehind(Attempt attempt, int i, long second) {
    int start = attempt.begin;
    return start < i || timeOf(start) < second || requests.isIngestedBefore(start, i);
  }

  /** The number of the attempt that the record before names. */
  private int boundBefore(long second) {
    boolean same = lastCut >= 0 && events.get(lastCut).event().timestamp() == second;
    return same ? orderOf(lastCut, -1) : -1;
  }

  /** The number of the attempt that the record behind names. */
  private int boundBehind(int i, long second) {
    int k = Math.max(nextCut, i + 1);
    while (k < events.size() && events.get(k).event().timestamp() == second && !isCutRecord(k)) {
      k++;
    }
    nextCut = k;
    boolean same = k < events.size() && events.get(k).event().timestamp() == second;
    return same ? orderOf(k, attempts.size()) : attempts.size();
  }

  private int orderOf(int record, int none) {
    Attempt attempt = requests.at(events.get(record).facts().requestId(), record);
    return attempt == null || attempt.order < 0 ? none : attempt.order;
  }

  private boolean isCutRecord(int i) {
    ScannedEvent event = events.get(i);
    return event.facts().strength() == IdStrength.RECORD && isCut(event);
  }

  private static boolean isCut(ScannedEvent event) {
    return event.event().hasTime() && event.event().timestamp() % SECOND_MS == 0;
  }

  private void findGaps() {
    int n = attempts.size();
    gapFrom = new long[n + 1];
    inits = new int[n + 1];
    gapAtOrBehind = new int[n + 1];
    boolean[] gap = new boolean[n + 1];
    int event = 0;
    for (int k = 0; k <= n; k++) {
      int begin = k == n ? events.size() : attempts.get(k).begin;
      Attempt before = k == 0 ? null : attempts.get(k - 1);
      gap[k] = k < n && k == 0 || before != null && before.failure != null;
      gapFrom[k] =
          before == null ? Long.MIN_VALUE : timeOf(Math.max(before.finish(), before.begin));
      for (; event < begin; event++) {
        inits[k] += events.get(event).facts().kind() == LineKind.INIT_REPORT ? 1 : 0;
        if (!gap[k] && Restarts.is(events, event, before)) {
          gap[k] = true;
          gapFrom[k] = Restarts.from(events.get(event));
        }
      }
      inits[k] = Math.max(1, inits[k]);
    }
    int next = -1;
    for (int k = n; k >= 0; k--) {
      next = gap[k] ? k : next;
      gapAtOrBehind[k] = next;
    }
  }

  private long timeOf(int i) {
    return events.get(i).event().timestamp();
  }
}
