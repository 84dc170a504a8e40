package dev.logtrail.payload.carrier.text;

import dev.logtrail.line.RuntimePrefix;
import dev.logtrail.payload.carrier.prefix.Prefix;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import java.util.ArrayList;
import java.util.List;

/** Lines of a carrier that puts a prefix before each event, or before each line. */
final class PrefixedLines implements LineReader {
  /** A time's: the row of an event that begins with one, and the event again. */
  private static final int SAME_CHARS = "2026-11-20T10:00:00".length();

  private static final int MOST_LEADING = 12;
  private static final int NARROWEST_MARGIN = 16;

  private final Prefix prefix;
  private final boolean keepsEvents;
  private final LogStream defaults;
  private final OpenEvent event;
  private final BareLines bare;

  /** What stands before the first line with a prefix; null behind it. */
  private List<String> leading = new ArrayList<>();

  /** Before further lines of an event, where they are indented to its text; null if not. */
  private String margin;

  PrefixedLines(Prefix prefix, boolean keepsEvents, LogStream defaults, OpenEvent event) {
    this.prefix = prefix;
    this.keepsEvents = keepsEvents;
    this.defaults = defaults;
    this.event = event;
    this.bare = new BareLines(event);
  }

  @Override
  public void end() {
    readLeading(false);
  }

  @Override
  public void line(String line) {
    Prefix.Match match = prefix.match(line);
    if (leading != null && match == null && leading.size() < MOST_LEADING) {
      leading.add(line);
    } else {
      readLeading(match != null);
      read(line, match);
    }
  }

  /**
   * Reads what stands before the first event.
   *
   * @param heading whether an event follows: a few lines above it are its tool's, unless the
   *     platform wrote one of them, or they are the rest of an event
   */
  private void readLeading(boolean heading) {
    List<String> lines = leading == null ? List.of() : leading;
    leading = null;
    boolean tool =
        heading && lines.size() < MOST_LEADING && lines.stream().noneMatch(Records::isPlatform);
    for (String line : lines) {
      if (tool && !line.isBlank() && !isRest(line) && !Records.begin(line)) {
        event.leaveOut();
      } else if (ToolLines.isConsole(line) || prefix.isQuotation() && !line.isBlank()) {
        event.leaveOut();
      } else {
        bare.line(line);
      }
    }
  }

  /** Whether a line can be the rest of an event whose beginning was not copied. */
  private static boolean isRest(String line) {
    return " \t})]".indexOf(line.charAt(0)) >= 0 || line.startsWith("Caused by: ");
  }

  private void read(String line, Prefix.Match match) {
    if (match != null && mayRepeat(line) && repeats(line)) {
      event.more(line); // the runtime's columns begin with a time, too
    } else if (match != null) {
      prefixed(line, match);
    } else if (ToolLines.isConsole(line)) {
      event.leaveOut();
    } else if (prefix.isQuotation() && !line.isBlank()) {
      event.leaveOut(); // what somebody wrote above or below it
    } else if (!keepsEvents) {
      bare.line(line);
    } else if (line.isBlank()) {
      event.blank();
    } else if ((Records.isPlatform(line) || event.isWhole()) && !repeats(line)) {
      event.begin(line);
    } else if (!ReportLines.add(event, line)) {
      event.more(withoutMargin(line));
    }
  }

  private String withoutMargin(String line) {
    boolean there = margin != null && line.startsWith(margin);
    return there ? line.substring(margin.length()) : line;
  }

  /** As wide as what stands before an event: some indent its further lines so. */
  private static String margin(String prefix) {
    if (prefix.length() < NARROWEST_MARGIN) {
      return null;
    }
    StringBuilder blanks = new StringBuilder();
    prefix.chars().forEach(c -> blanks.append(c == '\t' ? '\t' : ' '));
    return blanks.toString();
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
    if (text.startsWith("##[")) {
      event.leaveOut(); // a heading of the build that printed the log
      return;
    }
    margin = margin(line.substring(0, match.end()));
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
