package dev.logtrail.payload.carrier;

import dev.logtrail.payload.bytes.Bytes;
import dev.logtrail.payload.decoding.EventLists;
import dev.logtrail.text.TimeText;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;

/**
 * Plain text lines, an event each. What a carrier put before a line is understood and taken off:
 * {@code aws logs tail}, {@code sam logs} (see {@link LinePrefix}), and console copies, where a
 * line holding only a time stands before each event. A line without such a prefix has the time and
 * the stream of the line before it.
 */
public final class PlainText {
  private final LogStream defaults;
  private final EventLists events;
  private LogStream stream;
  private long time = LogEvent.UNKNOWN_TIME;
  private Boolean consoleCopy;
  private boolean timeLineBefore;

  public PlainText(LogStream defaults, EventLists events) {
    this.defaults = defaults;
    this.events = events;
    this.stream = defaults;
  }

  /** Lines that follow take this stream and time, if they have none of their own. */
  void follow(LogStream lastStream, long lastTime) {
    stream = lastStream;
    time = lastTime;
    consoleCopy = false;
  }

  /** Reads whole lines. */
  public void lines(Bytes in) {
    int start = 0;
    while (start < in.length()) {
      int nl = in.indexOf('\n', start);
      int end = nl < 0 ? in.length() : nl;
      Bytes line = in.slice(start, end > start && in.at(end - 1) == '\r' ? end - 1 : end);
      line(line.text(), line);
      start = end + 1;
    }
  }

  private void line(String text, Bytes body) {
    if (isTimeLine(text)) {
      time = TimeText.epochMs(text.strip());
      return;
    }
    LinePrefix prefix = LinePrefix.of(text);
    if (prefix == null) {
      events.add(stream, null, time, text, body);
      return;
    }
    stream =
        new LogStream(
            defaults.account(), defaults.region(), defaults.logGroup(), prefix.logStream());
    time = prefix.timestamp();
    events.add(stream, null, time, text.substring(prefix.length()), body);
  }

  /**
   * Whether a line is a console copy's time of the next event. Of two in a row the second is the
   * message of an event.
   */
  private boolean isTimeLine(String text) {
    boolean looksLike = text.indexOf('T') == 10 && TimeText.epochMs(text.strip()) != null;
    if (consoleCopy == null && !text.isBlank()) {
      consoleCopy = looksLike;
    }
    timeLineBefore = Boolean.TRUE.equals(consoleCopy) && looksLike && !timeLineBefore;
    return timeLineBefore;
  }
}
