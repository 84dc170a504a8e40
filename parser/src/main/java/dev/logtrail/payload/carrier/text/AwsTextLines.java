package dev.logtrail.payload.carrier.text;

import dev.logtrail.payload.carrier.prefix.StreamNames;
import dev.logtrail.text.TimeText;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;

/**
 * What {@code aws logs … --output text} prints: {@code EVENTS} and an event's columns in the order
 * of their names, or with {@code --query 'events[*].message'} messages with a tab between them.
 */
final class AwsTextLines implements LineReader {
  private static final String EVENTS = "EVENTS\t";
  private static final int MS_DIGITS = 13;
  private static final String[] MARKS = {
    "START RequestId: ",
    "END RequestId: ",
    "REPORT RequestId: ",
    "INIT_START ",
    "INIT_REPORT ",
    "EXTENSION\t",
    "{\"time\":",
    "{\"timestamp\":"
  };

  private final LogStream defaults;
  private final OpenEvent event;
  private final boolean columns;
  private boolean began;

  /**
   * @param columns whether each event begins with {@code EVENTS}
   */
  AwsTextLines(LogStream defaults, OpenEvent event, boolean columns) {
    this.defaults = defaults;
    this.event = event;
    this.columns = columns;
  }

  static boolean isEvent(String line) {
    return line.startsWith(EVENTS);
  }

  @Override
  public void line(String line) {
    if (!columns) {
      messages(line);
    } else if (isEvent(line)) {
      began = true;
      columns(line);
    } else if (!began
        || line.startsWith("SEARCHEDLOGSTREAMS\t")
        || line.startsWith("NEXTTOKEN\t")) {
      event.leaveOut();
    } else if (isTimeBehind(line)) {
      event.timeBehind(Long.parseLong(line.substring(line.length() - MS_DIGITS)));
      String rest = line.substring(0, line.length() - MS_DIGITS - 1);
      if (!rest.isEmpty()) {
        event.more(rest);
      }
    } else if (line.isBlank()) {
      event.blank();
    } else {
      event.more(line);
    }
  }

  private void columns(String line) {
    int i = EVENTS.length();
    String stream = defaults.logStream();
    for (int column = 0; column < 3; column++) {
      int tab = line.indexOf('\t', i);
      if (tab < 0) {
        break;
      }
      boolean number = isNumber(line, i, tab);
      if (!number && !StreamNames.isStream(line, i, tab)) {
        break;
      }
      stream = number ? stream : line.substring(i, tab);
      i = tab + 1;
    }
    LogStream of =
        new LogStream(defaults.account(), defaults.region(), defaults.logGroup(), stream);
    boolean ends = isTimeBehind(line);
    int end = ends ? line.length() - MS_DIGITS - 1 : line.length();
    event.begin(of, LogEvent.UNKNOWN_TIME, line.substring(i, Math.max(i, end)));
    if (ends) {
      event.timeBehind(Long.parseLong(line.substring(line.length() - MS_DIGITS)));
    }
  }

  private static boolean isTimeBehind(String line) {
    int at = line.length() - MS_DIGITS;
    return at > 0
        && line.charAt(at - 1) == '\t'
        && isNumber(line, at, line.length())
        && TimeText.isPlausible(Long.parseLong(line.substring(at)));
  }

  private static boolean isNumber(String s, int from, int to) {
    for (int i = from; i < to; i++) {
      if (s.charAt(i) < '0' || s.charAt(i) > '9') {
        return false;
      }
    }
    return to > from;
  }

  private void messages(String line) {
    String rest = line;
    if (line.startsWith("\t") && !line.startsWith("\tat ") && !line.startsWith("\t...")) {
      rest = line.substring(1);
    } else if (event.isOpen()) {
      int mark = mark(line, 0);
      String own = mark < 0 ? line : line.substring(0, mark);
      if (own.isBlank()) {
        event.blank();
      } else {
        event.more(own);
      }
      rest = mark < 0 ? null : line.substring(mark + 1);
    }
    while (rest != null) {
      int mark = mark(rest, 1);
      event.begin(mark < 0 ? rest : rest.substring(0, mark));
      rest = mark < 0 ? null : rest.substring(mark + 1);
    }
  }

  /** Where a tab stands before a message that can be told, or -1. */
  private static int mark(String line, int from) {
    for (int tab = line.indexOf('\t', from); tab >= 0; tab = line.indexOf('\t', tab + 1)) {
      for (String mark : MARKS) {
        if (line.startsWith(mark, tab + 1)) {
          return tab;
        }
      }
    }
    return -1;
  }
}
