package dev.logtrail.api.render;

import dev.logtrail.pattern.FilterPattern;
import dev.logtrail.trail.Entry;
import dev.logtrail.trail.ExceptionInfo;
import dev.logtrail.trail.Level;
import dev.logtrail.trail.Origin;
import dev.logtrail.trail.Trail;
import java.util.List;
import java.util.function.Predicate;

/**
 * The one line that tells most of a trail in a list: what matched, else why it failed, else the
 * last that its function wrote.
 *
 * @param kind {@code match}, {@code failure} or {@code last}
 * @param text one line, at most {@link #MAX_CHARS} characters
 * @param level of the entry; null if it has none
 * @param line index of the entry in the trail, from 0
 */
public record TrailPreview(String kind, String text, Level level, int line) {
  /** A list shows no more of a line. */
  public static final int MAX_CHARS = 240;

  /** Characters before what was searched for, where a line is cut to show it. */
  private static final int MATCH_LEAD = 60;

  /**
   * The preview of a trail.
   *
   * @param matched the event that matched what was searched for; null if nothing was, or no event
   *     did
   * @param pattern what was searched for, which a long line is cut to show; null if nothing was
   * @return null if nothing in it tells anything
   */
  public static TrailPreview of(Trail trail, String matched, FilterPattern pattern) {
    List<Entry> entries = trail.entries();
    int found = matched == null ? -1 : last(entries, e -> e.eventIds().contains(matched));
    if (found >= 0) {
      Entry entry = entries.get(found);
      String text = fromMatch(withMatch(entry, pattern), pattern);
      return new TrailPreview("match", oneLine(text), entry.level(), found);
    }
    boolean failed = trail.header().outcome().isFailure();
    int failure = failed ? failure(entries) : last(entries, TrailPreview::isError);
    if (failure >= 0) {
      return preview("failure", entries, failure);
    }
    int last = last(entries, e -> e.origin() == Origin.FUNCTION && !e.message().isBlank());
    return last < 0 ? null : preview("last", entries, last);
  }

  /**
   * What names the failure: the last exception, else the last error, else what the platform says.
   */
  private static int failure(List<Entry> entries) {
    int thrown = last(entries, e -> e.exception() != null && e.origin() != Origin.PLATFORM);
    int error = thrown >= 0 ? thrown : last(entries, TrailPreview::isError);
    return error >= 0 ? error : last(entries, TrailPreview::isPlatformFailure);
  }

  private static boolean isError(Entry e) {
    return e.level() != null && e.level().atLeast(Level.ERROR) && !e.message().isBlank();
  }

  private static boolean isPlatformFailure(Entry e) {
    return e.origin() != Origin.FUNCTION
        && !e.message().startsWith("REPORT ")
        && (e.message().contains("Task timed out after")
            || e.message().contains("Error: ")
            || e.message().contains("Process exited before completing"));
  }

  private static int last(List<Entry> entries, Predicate<Entry> test) {
    for (int i = entries.size() - 1; i >= 0; i--) {
      if (test.test(entries.get(i))) {
        return i;
      }
    }
    return -1;
  }

  private static TrailPreview preview(String kind, List<Entry> entries, int line) {
    Entry entry = entries.get(line);
    ExceptionInfo thrown = kind.equals("failure") ? entry.exception() : null;
    String text = thrown == null ? "" : title(thrown);
    boolean isPlatform = kind.equals("failure") && entry.origin() != Origin.FUNCTION;
    String message = isPlatform ? withoutColumns(entry.message()) : entry.message();
    return new TrailPreview(kind, oneLine(text.isBlank() ? message : text), entry.level(), line);
  }

  /** What the platform says, without the time and the id before it, which the list shows. */
  private static String withoutColumns(String message) {
    for (String begin : List.of("Task timed out after", "Error: ", "Process exited before")) {
      if (message.contains(begin)) {
        return message.substring(message.indexOf(begin));
      }
    }
    return message;
  }

  private static String title(ExceptionInfo x) {
    String type = x.type() == null ? "" : x.type();
    String message = x.message() == null ? "" : x.message();
    return type.isEmpty() || message.isEmpty() ? type + message : type + ": " + message;
  }

  /** The message, and the field that was searched for, where the message does not say it. */
  private static String withMatch(Entry entry, FilterPattern pattern) {
    if (pattern == null || entry.fields() == null || pattern.firstWord(entry.message()) >= 0) {
      return entry.message();
    }
    return entry.fields().entrySet().stream()
        .map(field -> field.getKey() + "=" + field.getValue())
        .filter(field -> pattern.firstWord(field) >= 0)
        .findFirst()
        .map(field -> entry.message() + " " + field)
        .orElse(entry.message());
  }

  /** A text from a little before what was searched for, where that would be cut off. */
  private static String fromMatch(String text, FilterPattern pattern) {
    int from = (pattern == null ? 0 : pattern.firstWord(text)) - MATCH_LEAD;
    if (from <= MATCH_LEAD) {
      return text;
    }
    int begin = Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from;
    return "…" + text.substring(begin);
  }

  /** White space of every kind becomes one space; what is too long ends in an ellipsis. */
  private static String oneLine(String text) {
    StringBuilder line = new StringBuilder();
    boolean gap = false;
    for (int i = 0; i < text.length() && line.length() <= MAX_CHARS; i++) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c)) {
        gap = line.length() > 0;
      } else {
        line.append(gap ? " " : "").append(c);
        gap = false;
      }
    }
    if (line.length() <= MAX_CHARS) {
      return line.toString();
    }
    int end = Character.isHighSurrogate(line.charAt(MAX_CHARS - 2)) ? MAX_CHARS - 2 : MAX_CHARS - 1;
    return line.substring(0, end) + "…";
  }
}
