package dev.logtrail.reading.join;

import dev.logtrail.limit.EventLimits;
import dev.logtrail.reading.exception.ExceptionAnnouncement;
import dev.logtrail.reading.exception.ExceptionHead;
import dev.logtrail.reading.exception.PythonTrace;
import dev.logtrail.reading.exception.StackTrace;
import dev.logtrail.reading.text.ReadEvent;
import dev.logtrail.reading.text.Scan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Puts records behind the stack trace, or the value of several lines, that they stand in. A line on
 * standard output has the time at which the platform read it, a record that the runtime hands over
 * the time of its call: so one that was written behind a trace may stand inside of it.
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

  /** Lines behind a traceback's frames: the exception's name and the words before the next one. */
  private static final int TRACEBACK_END = 5;

  private final List<ReadEvent> inOrder;
  private final UnaryOperator<List<ReadEvent>> copy;
  private List<ReadEvent> events;

  /** Nothing of these events is moved yet. */
  public InterruptedStacks(List<ReadEvent> inOrder) {
    this(inOrder, ArrayList::new);
  }

  /**
   * The same, for a test that counts.
   *
   * @param copy makes the list in which events are moved
   */
  InterruptedStacks(List<ReadEvent> inOrder, UnaryOperator<List<ReadEvent>> copy) {
    this.inOrder = inOrder;
    this.events = inOrder;
    this.copy = copy;
  }

  /** The events with all records moved that stood in the traces asked for so far. */
  public List<ReadEvent> events() {
    return events;
  }

  /** The end (exclusive) of the record that begins at {@code from}, put together. */
  public int end(int from) {
    int end = RecordJoiner.end(events, from);
    if (end == from + 1 && isPrinted(events.get(from))) {
      end = endOfValue(from, end);
    }
    boolean python = isTraceback(from, end);
    for (int place = 0; place < MOST_PLACES; place++) {
      int at = python ? behindLink(end) : end;
      int rest = rest(at, python);
      int more = rest == at ? end : endWith(from, end, at, rest, python);
      if (more == end) {
        return end;
      }
      end = more;
    }
    return end;
  }

  /** Behind the words between two tracebacks of a chain, of which the second is not there yet. */
  private int behindLink(int end) {
    int at = end;
    while (at < events.size() && at - end < TRACEBACK_END && isLink(events.get(at))) {
      at++;
    }
    return at;
  }

  private static boolean isLink(ReadEvent event) {
    return isPrinted(event) && (event.text().isEmpty() || PythonTrace.isLink(event.text()));
  }

  /** Whether it is a traceback of Python's, perhaps below the line that announces it. */
  private boolean isTraceback(int from, int end) {
    return isTracebackHead(events.get(from))
        || end > from + 1 && isTracebackHead(events.get(from + 1));
  }

  private static boolean isTracebackHead(ReadEvent event) {
    return event.isBare() && event.text().endsWith(PythonTrace.HEAD) && !event.hasSeveralLines();
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
    boolean trace = i >= 0 && (isTrace(events.get(i)) || isInTraceback(events.get(i)));
    for (int k = 0; trace && k < TRACEBACK_END && i > 0 && isLink(events.get(i)); k++) {
      i--;
    }
    return trace ? i : last;
  }

  /**
   * Whether the value that begins at {@code from} is not whole, but may be with events that are
   * still to come.
   */
  public boolean mayGrow(int from) {
    int lines =
        isPrinted(events.get(from)) ? BlockLines.interrupted(new FollowingEvents(events, from)) : 0;
    int i = from + lines;
    for (int place = 0; lines > 0 && place < MOST_PLACES; place++) {
      int rest = i;
      while (rest < events.size() && rest - i < MOST_RECORDS && mayBeRecord(events.get(rest))) {
        rest++;
      }
      int to = rest;
      while (to < events.size() && mayContinueValue(events.get(to))) {
        to++;
      }
      if (to == events.size()) {
        return true;
      }
      if (rest == i || to == rest || to - from > EventLimits.ENTRY_EVENTS) {
        return false;
      }
      i = to;
    }
    return false;
  }

  /**
   * Where the trace that ends at {@code end} goes on behind records; {@code end} if it does not.
   */
  private int rest(int end, boolean python) {
    if (end >= events.size() || !mayBeRecord(events.get(end))) {
      return end;
    }
    ReadEvent last = events.get(end - 1);
    if (!isTrace(last) && !(python && isInTraceback(last))) {
      return end;
    }
    int i = behindRecords(end);
    boolean goesOn = i > end && (isRest(events.get(i)) || python && isRestOfTraceback(i));
    return goesOn && areRecords(end, i) && !announces(events.get(i - 1)) ? i : end;
  }

  /** The first event behind the records that begin at {@code end}; that if there is none. */
  private int behindRecords(int end) {
    int i = end;
    while (i < events.size() && i - end < MOST_RECORDS && mayBeRecord(events.get(i))) {
      i++;
    }
    return i < events.size() ? i : end;
  }

  /** A frame, its source, or the words between two tracebacks of a chain and the blanks there. */
  private static boolean isInTraceback(ReadEvent event) {
    String text = event.text();
    return isPrinted(event)
        && (text.isEmpty() || Scan.isIndented(text) || PythonTrace.isLink(text));
  }

  /** A frame, the exception's name, or the words between two tracebacks of a chain. */
  private boolean isRestOfTraceback(int i) {
    ReadEvent event = events.get(i);
    if (!isPrinted(event)) {
      return false;
    }
    String text = event.text();
    if (Scan.isIndented(text)) {
      return true;
    }
    boolean blank = text.isEmpty() && i + 1 < events.size();
    ReadEvent named = blank ? events.get(i + 1) : event;
    return ExceptionHead.isOnly(text) || PythonTrace.isLink(named.text()) || isTracebackHead(named);
  }

  /**
   * The record's end, with the lines from {@code rest} on at {@code at}, before the records they
   * stand behind.
   */
  private int endWith(int from, int end, int at, int rest, boolean python) {
    int to = rest;
    while (to < events.size() && (isRest(events.get(to)) || python && isIndented(events.get(to)))) {
      to++;
    }
    for (int k = 0; python && k < TRACEBACK_END && to < events.size(); k++) {
      to += isPrinted(events.get(to)) ? 1 : 0;
    }
    int moved = to - rest;
    moveLines(at, to, moved);
    int joined = RecordJoiner.end(events, from);
    int more = joined <= at ? at : Math.min(joined, at + moved);
    // What does not belong to the record after all goes back.
    moveLines(more, to, more - (at + moved));
    return joined <= at ? end : more;
  }

  private void moveLines(int from, int to, int distance) {
    if (events == inOrder) {
      events = copy.apply(inOrder);
    }
    Collections.rotate(events.subList(from, to), distance);
  }

  /** A move of lines before records. */
  private record Move(int from, int to, int records) {}

  /**
   * The end of the value that begins at {@code from}, if it goes on behind records and is whole
   * with that; else {@code single}, and nothing is moved.
   */
  private int endOfValue(int from, int single) {
    List<Move> moves = new ArrayList<>(0);
    int end = single;
    for (int place = 0; place < MOST_PLACES && end == single; place++) {
      int lines = BlockLines.interrupted(new FollowingEvents(events, from));
      int stop = from + lines;
      int rest = lines == 0 ? stop : behindRecords(stop);
      if (rest == stop || !mayContinueValue(events.get(rest)) || !areRecords(stop, rest)) {
        break;
      }
      int to = rest;
      while (to < events.size()
          && to - rest < EventLimits.ENTRY_EVENTS
          && mayContinueValue(events.get(to))) {
        to++;
      }
      moveLines(stop, to, to - rest);
      moves.add(new Move(stop, to, rest - stop));
      end = RecordJoiner.end(events, from);
      if (end > single) {
        moveLines(end, to, end - (stop + to - rest));
      }
    }
    for (int i = moves.size() - 1; end == single && i >= 0; i--) {
      moveLines(moves.get(i).from, moves.get(i).to, moves.get(i).records);
    }
    return end;
  }

  private static boolean mayContinueValue(ReadEvent event) {
    return isPrinted(event) && BlockLines.mayContinueValue(event.text());
  }

  private static boolean isIndented(ReadEvent event) {
    return isPrinted(event) && Scan.isIndented(event.text());
  }

  private static boolean isPrinted(ReadEvent event) {
    return event.isBare() && !event.hasSeveralLines() && !event.facts().isPlatform();
  }

  /** Whether all of them have columns or an id of their own, or were handed over whole. */
  private boolean areRecords(int from, int to) {
    boolean lines = events.get(to).raw().message().endsWith("\n");
    for (ReadEvent event : events.subList(from, to)) {
      boolean whole = event.hasSeveralLines() || lines;
      if (event.facts().isPlatform() || event.isBare() && !whole) {
        return false;
      }
    }
    return true;
  }

  private static boolean isRest(ReadEvent event) {
    return event.isBare() && !event.hasSeveralLines() && StackTrace.isPart(event.text());
  }

  private static boolean isTrace(ReadEvent event) {
    return isRest(event) || isName(event) || isTracebackHead(event);
  }

  /** Whether it names an exception, and was printed line by line. */
  private static boolean isName(ReadEvent event) {
    return event.isBare() && !event.hasSeveralLines() && ExceptionHead.begins(event.text());
  }

  /** Whether some line behind it makes it a record. */
  private static boolean mayBeRecord(ReadEvent event) {
    return !event.isBare()
        || event.hasSeveralLines()
        || event.raw().message().indexOf('\n') < 0 && !isTrace(event);
  }

  /** Whether frames behind a record may be its own. */
  private static boolean announces(ReadEvent record) {
    String text = record.text();
    boolean json = text.startsWith("{") && text.endsWith("}");
    return !json
        && !record.hasSeveralLines()
        && (ExceptionAnnouncement.isLogged(record) || ExceptionHead.begins(Scan.lastLine(text)));
  }
}
