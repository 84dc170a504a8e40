package dev.logtrail.reading.join;

import dev.logtrail.reading.exception.ExceptionAnnouncement;
import dev.logtrail.reading.exception.ExceptionHead;
import dev.logtrail.reading.exception.StackTrace;
import dev.logtrail.reading.text.ReadEvent;
import dev.logtrail.reading.text.Scan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Puts records behind the stack trace that they stand in. A line on standard output has the time at
 * which the platform read it, a record that the runtime hands over the time of its call: so one
 * that was written behind a trace may stand inside of it.
 *
 * <pre>
 *  IllegalStateException: x      stays
 *  {tab}at Orders.run(…)         stays
 *  INFO Orders - goes on         goes behind the trace
 *  {tab}at Orders.main(…)        the trace's
 * </pre>
 */
public final class InterruptedStacks {
  /** How many records one after the other may stand in a trace. */
  private static final int MOST_RECORDS = 8;

  /** At how many places a trace may be interrupted. */
  private static final int MOST_PLACES = 16;

  private final List<ReadEvent> inOrder;
  private List<ReadEvent> events;

  /** Nothing of these events is moved yet. */
  public InterruptedStacks(List<ReadEvent> inOrder) {
    this.inOrder = inOrder;
    this.events = inOrder;
  }

  /** The events with all records moved that stood in the traces asked for so far. */
  public List<ReadEvent> events() {
    return events;
  }

  /** The end (exclusive) of the record that begins at {@code from}, put together. */
  public int end(int from) {
    int end = RecordJoiner.end(events, from);
    for (int place = 0; place < MOST_PLACES; place++) {
      int rest = rest(end);
      int more = rest == end ? end : endWith(from, end, rest);
      if (more == end) {
        return end;
      }
      end = more;
    }
    return end;
  }

  /**
   * Up to which event all may be read before those behind {@code last} are known: a trace right
   * before it may go on behind it.
   *
   * @param last the last record or line of the platform
   */
  public static int settled(List<ReadEvent> events, int last) {
    int i = last;
    while (i >= 0 && last - i <= MOST_RECORDS && mayBeRecord(events.get(i))) {
      i--;
    }
    return i >= 0 && isTrace(events.get(i)) ? i : last;
  }

  /**
   * Where the trace that ends at {@code end} goes on behind records; {@code end} if it does not.
   */
  private int rest(int end) {
    if (end >= events.size() || !mayBeRecord(events.get(end)) || !isTrace(events.get(end - 1))) {
      return end;
    }
    int i = end;
    while (i < events.size() && i - end < MOST_RECORDS && mayBeRecord(events.get(i))) {
      i++;
    }
    boolean goesOn = i > end && i < events.size() && isRest(events.get(i));
    return goesOn && areRecords(end, i) && !announces(events.get(i - 1)) ? i : end;
  }

  /** The record's end with the lines from {@code rest} on before the records they stand behind. */
  private int endWith(int from, int end, int rest) {
    if (events == inOrder) {
      events = new ArrayList<>(inOrder);
    }
    int to = rest;
    while (to < events.size() && isRest(events.get(to))) {
      to++;
    }
    Collections.rotate(events.subList(end, to), to - rest);
    int joined = Math.max(end, RecordJoiner.end(events, from));
    int more = Math.min(joined, end + to - rest);
    // What does not belong to the record after all goes back.
    int others = end + to - rest - more;
    Collections.rotate(events.subList(more, to), -others);
    return more;
  }

  /** Whether all of them have columns or an id of their own, or were handed over whole. */
  private boolean areRecords(int from, int to) {
    boolean lines = events.get(to).raw().message().endsWith("\n");
    for (ReadEvent event : events.subList(from, to)) {
      if (event.facts().isPlatform() || event.isBare() && !lines) {
        return false;
      }
    }
    return true;
  }

  private static boolean isRest(ReadEvent event) {
    return event.isBare() && !event.hasSeveralLines() && StackTrace.isPart(event.text());
  }

  private static boolean isTrace(ReadEvent event) {
    return isRest(event) || isName(event);
  }

  /** Whether it names an exception, and was printed line by line. */
  private static boolean isName(ReadEvent event) {
    return event.isBare() && !event.hasSeveralLines() && ExceptionHead.begins(event.text());
  }

  /** Whether some line behind it makes it a record. */
  private static boolean mayBeRecord(ReadEvent event) {
    return !event.isBare() || event.raw().message().indexOf('\n') < 0 && !isTrace(event);
  }

  /** Whether frames behind a record may be its own. */
  private static boolean announces(ReadEvent record) {
    String text = record.text();
    boolean json = text.startsWith("{") && text.endsWith("}");
    return !json
        && (ExceptionAnnouncement.isLogged(record) || ExceptionHead.begins(Scan.lastLine(text)));
  }
}
