package dev.logtrail.logql.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A pattern such as {@code <ip> - <_> "<method>"}: texts, and gaps between them. A gap takes as
 * little as it can, at the end all that is left. Reading takes one pass.
 */
public final class PatternText {
  private static final String NAMELESS = "_";

  /** Texts, and between each two a gap; the first and the last may be empty. */
  private final List<String> texts = new ArrayList<>();

  private final List<String> gaps = new ArrayList<>();

  /**
   * A pattern.
   *
   * @throws IllegalArgumentException if it is none; says why
   */
  public PatternText(String pattern) {
    StringBuilder text = new StringBuilder();
    int i = 0;
    while (i < pattern.length()) {
      int end = gapEnd(pattern, i);
      if (end < 0) {
        text.append(pattern.charAt(i++));
        continue;
      }
      if (text.isEmpty() && !gaps.isEmpty()) {
        throw new IllegalArgumentException("two gaps need a text between them");
      }
      texts.add(text.toString());
      gaps.add(pattern.substring(i + 1, end));
      text.setLength(0);
      i = end + 1;
    }
    texts.add(text.toString());
    if (gaps.isEmpty() && pattern.isEmpty()) {
      throw new IllegalArgumentException("the pattern is empty");
    }
  }

  /** Where a gap ends that begins here; -1 if none does. */
  private static int gapEnd(String pattern, int from) {
    if (pattern.charAt(from) != '<') {
      return -1;
    }
    int end = from + 1;
    while (end < pattern.length() && isName(pattern.charAt(end), end == from + 1)) {
      end++;
    }
    return end > from + 1 && end < pattern.length() && pattern.charAt(end) == '>' ? end : -1;
  }

  private static boolean isName(char c, boolean first) {
    return c == '_'
        || c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || !first && c >= '0' && c <= '9';
  }

  /** Whether a gap has a name, by which {@code read} tells it. */
  public boolean hasNames() {
    return gaps.stream().anyMatch(g -> !g.equals(NAMELESS));
  }

  /** Whether it is the whole of a line. White space in it stands for any white space. */
  boolean fits(String line) {
    if (gaps.isEmpty()) {
      return at(line, 0, texts.get(0)) == line.length();
    }
    int at = at(line, 0, texts.get(0));
    for (int i = 1; i < texts.size() && at >= 0; i++) {
      boolean last = i == texts.size() - 1;
      at = last ? end(line, at, texts.get(i)) : find(line, at, texts.get(i));
    }
    return at >= 0;
  }

  /** The end of a text that must end the line; -1 if it does not. */
  private static int end(String line, int from, String text) {
    if (text.isEmpty()) {
      return line.length();
    }
    for (int i = line.length() - 1; i >= from; i--) {
      int end = at(line, i, text);
      if (end == line.length()) {
        return end;
      }
      if (line.length() - i > 4 * text.length() + 64) {
        return -1;
      }
    }
    return -1;
  }

  private static int find(String line, int from, String text) {
    for (int i = from; i < line.length(); i++) {
      int end = at(line, i, text);
      if (end >= 0) {
        return end;
      }
    }
    return -1;
  }

  /** Behind a text that stands here; -1 if it does not. */
  private static int at(String line, int from, String text) {
    int at = from;
    int i = 0;
    while (i < text.length()) {
      if (Character.isWhitespace(text.charAt(i))) {
        int begin = at;
        while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
          at++;
        }
        if (at == begin) {
          return -1;
        }
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
          i++;
        }
      } else if (at < line.length() && line.charAt(at) == text.charAt(i)) {
        at++;
        i++;
      } else {
        return -1;
      }
    }
    return at;
  }

  /**
   * Reads what the gaps with names hold, up to where a line differs.
   *
   * @param into values by name
   * @return whether it did not differ
   */
  boolean read(String text, Map<String, String> into) {
    int at = texts.get(0).isEmpty() ? 0 : text.indexOf(texts.get(0));
    if (at < 0) {
      return false;
    }
    at += texts.get(0).length();
    for (int i = 0; i < gaps.size(); i++) {
      String next = texts.get(i + 1);
      int end = next.isEmpty() ? text.length() : text.indexOf(next, at);
      String held = text.substring(at, end < 0 ? text.length() : end);
      if (!gaps.get(i).equals(NAMELESS)) {
        into.put(gaps.get(i), held);
      }
      if (end < 0) {
        return false;
      }
      at = end + next.length();
    }
    return true;
  }
}
