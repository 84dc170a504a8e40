package dev.logtrail.payload.carrier.prefix;

import java.util.ArrayList;
import java.util.List;

/**
 * What a carrier puts before each event, as a row of parts: learned from lines whose message is
 * known by itself, or told.
 */
public final class Prefix {
  /** What stands between a time and a message that a button of the console was copied into. */
  private static final String COPY_BUTTON = "Copy";

  private static final int LONGEST = 600;
  private static final int MOST_PARTS = 28;
  private static final int MOST_WORDS = 12;

  /** What a part is. */
  public enum Kind {
    TIME,
    STREAM,
    GROUP,
    WORD,
    BLANKS
  }

  /**
   * @param text a word or a run of blanks as it stands; null if any will do
   * @param shape of a time (see {@link CarrierTime}); -1 if any will do
   */
  private record Part(Kind kind, String text, int shape) {
    boolean isLike(Part o) {
      return kind == o.kind && (kind != Kind.TIME || shape == o.shape);
    }

    Part both(Part o) {
      return text == null || text.equals(o.text) ? this : new Part(kind, null, shape);
    }
  }

  /**
   * What a line's prefix says.
   *
   * @param end where the message begins
   * @param time null if the prefix has none
   */
  public record Match(
      int end, CarrierTime time, String logGroup, String logStream, boolean button) {}

  private record Found(Part part, int end, CarrierTime time) {}

  private final List<Part> parts;

  private Prefix(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /** A prefix of these parts with one run of blanks behind each, whatever their text. */
  public static Prefix of(Kind... kinds) {
    List<Part> parts = new ArrayList<>();
    for (Kind kind : kinds) {
      parts.add(new Part(kind, null, -1));
      parts.add(new Part(Kind.BLANKS, null, -1));
    }
    return new Prefix(parts);
  }

  /** Where a message could begin in a line: at 0, and behind each part that a carrier may write. */
  public static List<Integer> bounds(String line) {
    List<Integer> bounds = new ArrayList<>();
    bounds.add(0);
    int words = 0;
    int i = 0;
    while (bounds.size() <= MOST_PARTS) {
      Found next = next(line, i);
      words += next != null && next.part.kind == Kind.WORD ? 1 : 0;
      if (next == null || next.end > LONGEST || words > MOST_WORDS) {
        break;
      }
      i = next.end;
      bounds.add(i);
    }
    return bounds;
  }

  /** The prefix that ends at {@code end}, one of the line's {@link #bounds}. */
  public static Prefix learned(String line, int end) {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < end; ) {
      Found next = next(line, i);
      parts.add(next.part);
      i = next.end;
    }
    return new Prefix(parts);
  }

  private static Found next(String s, int from) {
    if (from >= s.length()) {
      return null;
    }
    int blanks = from;
    while (blanks < s.length() && (s.charAt(blanks) == ' ' || s.charAt(blanks) == '\t')) {
      blanks++;
    }
    if (blanks > from) {
      return new Found(new Part(Kind.BLANKS, s.substring(from, blanks), -1), blanks, null);
    }
    CarrierTime time = CarrierTime.at(s, from);
    if (time != null) {
      return new Found(new Part(Kind.TIME, null, time.shape()), time.end(), time);
    }
    int end = wordEnd(s, from);
    boolean framed = s.charAt(from) == '(' && end - from > 2 && s.charAt(end - 1) == ')';
    if (StreamNames.isStream(s, framed ? from + 1 : from, framed ? end - 1 : end)) {
      return new Found(new Part(Kind.STREAM, null, -1), end, null);
    }
    if (s.charAt(from) == '/' && end - from > 1) {
      return new Found(new Part(Kind.GROUP, null, -1), end, null);
    }
    return new Found(new Part(Kind.WORD, s.substring(from, end), -1), end, null);
  }

  private static int wordEnd(String s, int from) {
    int i = from;
    while (i < s.length() && i - from <= LONGEST && s.charAt(i) != ' ' && s.charAt(i) != '\t') {
      i++;
    }
    return i;
  }

  public boolean isEmpty() {
    return parts.isEmpty();
  }

  public boolean has(Kind kind) {
    return parts.stream().anyMatch(p -> p.kind == kind);
  }

  /** Whether it is made of blanks and signs only, such as an indent or {@code >}. */
  public boolean isDecoration() {
    return parts.stream()
        .allMatch(
            p -> p.kind == Kind.BLANKS || p.kind == Kind.WORD && p.text != null && isSigns(p.text));
  }

  /** Whether it is the mark of a quotation, {@code >}, with nothing else. */
  public boolean isQuotation() {
    return isDecoration()
        && parts.stream().anyMatch(p -> p.kind == Kind.WORD)
        && parts.stream()
            .allMatch(p -> p.kind == Kind.BLANKS || p.text.chars().allMatch(c -> c == '>'));
  }

  private static boolean isSigns(String word) {
    return word.chars().noneMatch(Character::isLetterOrDigit);
  }

  /** Whether both have the same parts, and so can be one carrier's. */
  public boolean isLike(Prefix o) {
    if (parts.size() != o.parts.size()) {
      return false;
    }
    for (int i = 0; i < parts.size(); i++) {
      if (!parts.get(i).isLike(o.parts.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** The prefix that fits both, which are alike. */
  public Prefix both(Prefix o) {
    List<Part> both = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      both.add(parts.get(i).both(o.parts.get(i)));
    }
    return new Prefix(both);
  }

  /** Whether the first part of one kind stands before that of another; both are there. */
  public boolean isBefore(Kind first, Kind second) {
    return index(first) < index(second);
  }

  private int index(Kind kind) {
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).kind == kind) {
        return i;
      }
    }
    return -1;
  }

  /** What this prefix says at the beginning of a line, or null if the line does not begin so. */
  public Match match(String line) {
    CarrierTime time = null;
    String group = null;
    String stream = null;
    boolean button = false;
    int i = 0;
    for (int k = 0; k < parts.size(); k++) {
      Part part = parts.get(k);
      if (i >= line.length()) {
        // Copies lose blanks at a line's end, and with them the message that is empty.
        boolean rest = k > 0 && k == parts.size() - 1 && part.kind == Kind.BLANKS;
        return rest ? new Match(i, time, group, stream, button) : null;
      }
      if (button) {
        break; // the message follows at once, and stands in the next cell again
      }
      int end = end(part, line, i);
      if (end < 0) {
        return null;
      }
      switch (part.kind) {
        case TIME -> {
          time = CarrierTime.at(line, i);
          button = line.startsWith(COPY_BUTTON, end);
          end += button ? COPY_BUTTON.length() : 0;
        }
        case STREAM -> {
          boolean framed = line.charAt(i) == '(';
          stream = framed ? line.substring(i + 1, end - 1) : line.substring(i, end);
        }
        case GROUP -> group = line.substring(i, end);
        default -> {}
      }
      i = end;
    }
    return new Match(i, time, group, stream, button);
  }

  private static int end(Part part, String line, int i) {
    if (part.text != null) {
      return line.startsWith(part.text, i) ? i + part.text.length() : -1;
    }
    Found found = next(line, i);
    boolean fits =
        found != null
            && found.part.kind == part.kind
            && (part.kind != Kind.TIME || part.shape < 0 || part.shape == found.part.shape);
    return fits ? found.end : -1;
  }

  /** The time of a match as events have it. */
  public static long time(Match match, long otherwise) {
    return match.time != null && match.time.isKnown() ? match.time.epochMs() : otherwise;
  }
}
