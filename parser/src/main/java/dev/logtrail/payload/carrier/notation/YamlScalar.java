package dev.logtrail.payload.carrier.notation;

import java.util.List;

/** A text in YAML: plain, in quotes, or a block of lines. */
final class YamlScalar {
  private YamlScalar() {}

  /**
   * The text.
   *
   * @param first what stands behind the key
   * @param more the lines below it that are indented deeper
   */
  static String read(String first, List<String> more) {
    if (first.startsWith("|") || first.startsWith(">")) {
      return block(first.charAt(0) == '>', more);
    }
    String folded = folded(first, more);
    if (folded.length() > 1 && folded.charAt(0) == '"') {
      int end = folded.lastIndexOf('"');
      return Escapes.decoded(folded.substring(1, end > 0 ? end : folded.length()));
    }
    if (folded.length() > 1 && folded.charAt(0) == '\'') {
      int end = folded.lastIndexOf('\'');
      return folded.substring(1, end > 0 ? end : folded.length()).replace("''", "'");
    }
    return folded;
  }

  private static String block(boolean fold, List<String> more) {
    int indent =
        more.stream().filter(l -> !l.isBlank()).mapToInt(YamlEvents::blanks).findFirst().orElse(0);
    StringBuilder text = new StringBuilder();
    for (String line : more) {
      text.append(text.length() == 0 ? "" : fold ? " " : "\n")
          .append(line.length() > indent ? line.substring(indent) : "");
    }
    return text.toString().stripTrailing();
  }

  /**
   * One line of them all: a break is a blank, blank lines are breaks, and a break behind a
   * backslash is nothing.
   */
  private static String folded(String first, List<String> more) {
    boolean escapes = first.startsWith("\"");
    StringBuilder text = new StringBuilder(first);
    int breaks = 0;
    for (String line : more) {
      String part = line.strip();
      if (part.isEmpty()) {
        breaks++;
        continue;
      }
      if (escapes && endsInEscape(text)) {
        text.setLength(text.length() - 1);
        text.append("\n".repeat(breaks));
      } else {
        text.append(breaks == 0 ? " " : "\n".repeat(breaks));
      }
      breaks = 0;
      text.append(part);
    }
    return text.toString();
  }

  private static boolean endsInEscape(CharSequence text) {
    int i = text.length();
    while (i > 0 && text.charAt(i - 1) == '\\') {
      i--;
    }
    return (text.length() - i) % 2 == 1;
  }
}
