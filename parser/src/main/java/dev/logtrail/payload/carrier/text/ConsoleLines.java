package dev.logtrail.payload.carrier.text;

import dev.logtrail.payload.carrier.prefix.CarrierTime;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;

/** Lines of the console, where a line that holds only a time stands before each event. */
final class ConsoleLines implements LineReader {
  private static final long DAY_MS = 86_400_000;

  private final LogStream defaults;
  private final OpenEvent event;
  private final BareLines bare;
  private long day = LogEvent.UNKNOWN_TIME;
  private long time = LogEvent.UNKNOWN_TIME;
  private boolean timeBefore;
  private boolean began;

  /** Whether the line below the time was blank: the event, or a gap between the two cells. */
  private boolean gap;

  ConsoleLines(LogStream defaults, OpenEvent event) {
    this.defaults = defaults;
    this.event = event;
    this.bare = new BareLines(event);
  }

  /** Whether a line holds a time and nothing else. */
  static boolean isTime(String line) {
    return timeOf(line) != null;
  }

  private static CarrierTime timeOf(String line) {
    String text = line.strip();
    CarrierTime time = text.length() < 8 || text.length() > 60 ? null : CarrierTime.at(text, 0);
    return time != null && time.end() == text.length() ? time : null;
  }

  @Override
  public void line(String line) {
    if (!timeBefore && isDate(line)) {
      return;
    }
    if (timeBefore && !gap && line.isBlank()) {
      gap = true;
      return;
    }
    CarrierTime own = timeBefore && !gap ? null : timeOf(line);
    if (gap && own != null) {
      event.begin(defaults, time, "");
    }
    gap = false;
    if (own != null) {
      event.close();
      time = epochMs(own);
      timeBefore = true;
    } else if (timeBefore) { // also a time: of two in a row the second is the message
      began = true;
      timeBefore = false;
      event.begin(defaults, time, line);
    } else if (ToolLines.isConsole(line)) {
      event.leaveOut();
    } else if (!began) {
      bare.line(line);
    } else if (line.isBlank()) {
      event.blank();
    } else if (isNew(line)) {
      event.begin(line);
    } else if (!ReportLines.add(event, line)) {
      event.more(line);
    }
  }

  @Override
  public void end() {
    if (gap) {
      event.begin(defaults, time, "");
    }
  }

  /** A line of the platform, unless it repeats the event's own as an expanded row does. */
  private boolean isNew(String line) {
    return !event.isOpen()
        || (event.isWhole() || Records.isPlatform(line))
            && !Repeated.begins(event.firstLine(), event.text(), line);
  }

  /** A line with the day that the times below it belong to. */
  private boolean isDate(String line) {
    String text = line.strip();
    if (text.length() != 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
      return false;
    }
    CarrierTime midnight = CarrierTime.at(text + "T00:00:00Z", 0);
    if (midnight != null) {
      day = midnight.epochMs();
      time = LogEvent.UNKNOWN_TIME;
    }
    return midnight != null;
  }

  private long epochMs(CarrierTime own) {
    if (own.isKnown()) {
      return own.epochMs();
    }
    if (day == LogEvent.UNKNOWN_TIME || own.msOfDay() < 0) {
      return LogEvent.UNKNOWN_TIME;
    }
    long at = day + own.msOfDay();
    if (time != LogEvent.UNKNOWN_TIME && at < time - DAY_MS / 2) {
      day += DAY_MS; // past midnight
      at += DAY_MS;
    }
    return at;
  }
}
