package dev.logtrail.payload.carrier.text;

import dev.logtrail.line.RuntimePrefix;
import dev.logtrail.payload.carrier.prefix.Prefix;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;

/** Lines of a carrier that puts a prefix before each event, or before each line. */
final class PrefixedLines implements LineReader {
  /** A time's: the row of an event that begins with one, and the event again. */
  private static final int SAME_CHARS = "2026-11-20T10:00:00".length();

  private final Prefix prefix;
  private final boolean keepsEvents;
  private final LogStream defaults;
  private final OpenEvent event;
  private final BareLines bare;
  private boolean began;

  PrefixedLines(Prefix prefix, boolean keepsEvents, LogStream defaults, OpenEvent event) {
    this.prefix = prefix;
    this.keepsEvents = keepsEvents;
    this.defaults = defaults;
    this.event = event;
    this.bare = new BareLines(event);
  }

  @Override
  public void line(String line) {
    Prefix.Match match = prefix.match(line);
    if (match != null && mayRepeat(line) && repeats(line)) {
      event.more(line); // the runtime's columns begin with a time, too
    } else if (match != null) {
      prefixed(line, match);
    } else if (ToolLines.isConsole(line)) {
      event.leaveOut();
    } else if (prefix.isQuotation() && !line.isBlank()) {
      event.leaveOut(); // what somebody wrote above or below it
    } else if (!keepsEvents || !began) {
      bare.line(line);
    } else if (line.isBlank()) {
      event.blank();
    } else if ((Records.isPlatform(line) || event.isWhole()) && !repeats(line)) {
      event.begin(line);
    } else if (!ReportLines.add(event, line)) {
      event.more(line);
    }
  }

  private boolean mayRepeat(String line) {
    return keepsEvents
        && event.isOpen()
        && event.firstLine().regionMatches(0, line, 0, SAME_CHARS)
        && event.text().length() == event.firstLine().length();
  }

  /** Whether a line is the event's own again, as the page shows it below its row. */
  private boolean repeats(String line) {
    return event.isOpen() && Repeated.begins(event.firstLine(), event.text(), line);
  }

  private void prefixed(String line, Prefix.Match match) {
    String text = line.substring(match.end());
    if (!keepsEvents) {
      bare.line(text); // a container's name stands before each line, not before each event
      return;
    }
    began = true;
    long time = Prefix.time(match, LogEvent.UNKNOWN_TIME);
    event.begin(stream(match), time, match.button() ? Repeated.once(text) : text);
  }

  private LogStream stream(Prefix.Match match) {
    if (match.logStream() == null && match.logGroup() == null) {
      return defaults;
    }
    return new LogStream(
        defaults.account(),
        defaults.region(),
        match.logGroup() == null ? defaults.logGroup() : match.logGroup(),
        match.logStream() == null ? defaults.logStream() : match.logStream());
  }

  /**
   * Lines of {@code serverless logs}, which writes the runtime's columns with the local time: they
   * are put back as the runtime wrote them.
   */
  static final class Serverless implements LineReader {
    private final Prefix prefix;
    private final LogStream defaults;
    private final OpenEvent event;

    Serverless(Prefix prefix, LogStream defaults, OpenEvent event) {
      this.prefix = prefix;
      this.defaults = defaults;
      this.event = event;
    }

    @Override
    public void line(String line) {
      Prefix.Match match = prefix.match(line);
      if (match != null && match.time() != null && match.time().isKnown()) {
        event.begin(defaults, match.time().epochMs(), ServerlessColumns.restored(line, match));
      } else if (line.isBlank()) {
        event.blank();
      } else if (!event.isOpen() || Records.isPlatform(line) || RuntimePrefix.of(line) != null) {
        event.begin(line);
      } else if (ReportLines.isReport(event.firstLine()) || Records.isPlatform(event.firstLine())) {
        platformEnded(line);
      } else {
        event.more(line);
      }
    }

    /** Behind a line of the platform only the rest of a report can follow. */
    private void platformEnded(String line) {
      if (!ReportLines.add(event, line)) {
        event.begin(line);
      }
    }
  }
}
