package dev.logtrail.reading.join;

import dev.logtrail.limit.EventLimits;
import dev.logtrail.reading.exception.RuntimeErrorReport;
import dev.logtrail.reading.text.ReadEvent;
import dev.logtrail.reading.text.Scan;
import dev.logtrail.trail.Basis;
import java.util.List;

/**
 * The events that may be one record with the first of them: its neighbours, of the same owner, bare
 * of columns and ids of their own. Bounded in number and length.
 */
final class FollowingEvents {
  private final List<ReadEvent> events;
  private final int from;
  private int joined = 1;
  private int joinedChars;
  private boolean ended;

  FollowingEvents(List<ReadEvent> events, int from) {
    this.events = events;
    this.from = from;
    this.joinedChars = events.get(from).text().length();
  }

  ReadEvent first() {
    return events.get(from);
  }

  /** The text of the k-th event (0 is the first); null where no more may be joined. */
  String text(int k) {
    while (joined <= k && !ended) {
      extend();
    }
    return k < joined ? events.get(from + k).text() : null;
  }

  boolean has(int k) {
    return text(k) != null;
  }

  boolean isEmpty(int k) {
    return has(k) && text(k).isEmpty();
  }

  /** The k-th event's text with the white space before it, which an empty one keeps only there. */
  boolean isIndented(int k) {
    return has(k) && Scan.isIndented(text(k));
  }

  private void extend() {
    int next = from + joined;
    if (joined >= EventLimits.ENTRY_EVENTS || next >= events.size() || !follows(events.get(next))) {
      ended = true;
      return;
    }
    joinedChars += events.get(next).text().length() + 1;
    ended = joinedChars > EventLimits.ENTRY_CHARS;
    joined += ended ? 0 : 1;
  }

  /** Ruby's runtime alone writes a first line, and the rest of the record as one event. */
  private boolean follows(ReadEvent next) {
    return next.isBare()
        && isSameOwner(first(), next)
        && (!next.hasSeveralLines() || RuntimeErrorReport.isAnnounced(first().text()));
  }

  /**
   * Whether two events that stand side by side in a trail stood so in the stream. A line with its
   * own id may be followed by lines that are in the trail by their place; one that was written
   * while another request was open may not.
   */
  static boolean isSameOwner(ReadEvent first, ReadEvent next) {
    Basis basis = first.event().basis();
    if (first.event().bleed() || next.event().bleed()) {
      return false;
    }
    return basis == next.event().basis()
        || basis == Basis.REQUEST_ID && next.event().basis() != Basis.LOG_RESULT;
  }
}
