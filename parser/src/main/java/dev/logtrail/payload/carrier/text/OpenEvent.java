package dev.logtrail.payload.carrier.text;

import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;

/**
 * The event whose lines are being read: a carrier that cut an event at its line breaks gives it
 * back line by line. Blank lines at its end belong to the copy.
 */
final class OpenEvent {
  private final Target target;
  private final int mostChars;
  private LogStream stream;
  private long time = LogEvent.UNKNOWN_TIME;
  private String first;
  private StringBuilder whole;
  private int blanks;
  private boolean full;
  private long left;

  /** Whether each event stands twice, as a cell and as its row. */
  private boolean twice;

  /** Takes events as soon as they are whole. */
  interface Target {
    /**
     * @param at epoch ms or {@link LogEvent#UNKNOWN_TIME}
     */
    void event(LogStream of, long at, String message);

    /** Lines that are not of the log. */
    default void leftOut(long lines) {}
  }

  /**
   * @param stream whose events they are, where nothing else is said
   * @param mostChars what is longer than this is not one event
   */
  OpenEvent(LogStream stream, int mostChars, Target target) {
    this.stream = stream;
    this.mostChars = mostChars;
    this.target = target;
  }

  void twice(boolean isTwice) {
    twice = isTwice;
  }

  LogStream stream() {
    return stream;
  }

  /** The time of the last event; {@link LogEvent#UNKNOWN_TIME} if none had one. */
  long time() {
    return time;
  }

  /** What follows has this stream and time if it has none of its own. */
  void follow(LogStream lastStream, long lastTime) {
    close();
    stream = lastStream;
    time = lastTime;
  }

  /** Ends the event before and begins another. */
  void begin(LogStream of, long at, String line) {
    close();
    stream = of;
    time = at;
    first = line;
    full = false;
  }

  /** Begins an event with the stream and the time of the one before. */
  void begin(String line) {
    begin(stream, time, line);
  }

  /** The time of the open event, which its carrier writes behind it. */
  void timeBehind(long at) {
    time = at;
  }

  /** Whether there is an event that a line can continue. */
  boolean isOpen() {
    return first != null;
  }

  /** What the event holds so far; null if there is none. */
  CharSequence text() {
    return whole != null ? whole : first;
  }

  /** The first line of the event; null if there is none. */
  String firstLine() {
    return first;
  }

  /** Whether no further line can be the event's: there is none, or it is a record of one line. */
  boolean isWhole() {
    return first == null || whole == null && Records.isWhole(first);
  }

  /** Another line of the event, or its own event if there is none or it would become too long. */
  void more(String line) {
    more("\n", line);
  }

  /** Another line of the event, with what the carrier took out between. */
  void more(String between, String line) {
    if (first == null || full || text().length() + (long) line.length() + blanks >= mostChars) {
      boolean wasFull = first != null;
      begin(line);
      full = wasFull; // what is longer than any event was not one
      return;
    }
    if (whole == null) {
      whole = new StringBuilder(first);
    }
    whole.append("\n".repeat(blanks)).append(between).append(line);
    blanks = 0;
  }

  /** A blank line: part of the event if the event goes on behind it. */
  void blank() {
    blanks = first == null ? 0 : Math.min(blanks + 1, mostChars);
  }

  /** A line of the tool that wrote the copy. */
  void leaveOut() {
    left++;
  }

  /** Ends the event. */
  void close() {
    if (first != null) {
      String message = text().toString();
      target.event(stream, time, twice ? Repeated.once(message) : message);
    }
    first = null;
    whole = null;
    blanks = 0;
  }

  /** Ends the text: counts what was left out. */
  void end() {
    close();
    if (left > 0) {
      target.leftOut(left);
      left = 0;
    }
  }
}
