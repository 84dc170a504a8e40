package dev.logtrail.payload.carrier.around;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Fences of Markdown and Jira: where the log stands between them, the rest is what people wrote.
 */
final class Fences {
  private static final Pattern FENCE =
      Pattern.compile(
          "[> \\t]{0,20}(?:```|~~~|\\{(?:code|noformat)(?::[^}]{0,80})?\\})[\\w.+-]{0,20}\\s*");
  private static final String TICKS = "```";

  private boolean fences;
  private boolean onlyFenced;
  private boolean inside;

  private Fences() {}

  static Fences of(List<String> first) {
    Fences found = new Fences();
    int lines = 0;
    int outside = 0;
    boolean in = false;
    boolean begins =
        first.stream().filter(l -> !l.isBlank()).limit(1).anyMatch(Fences::isFenceOrOpening);
    for (String line : first) {
      boolean opening = isOpening(line);
      if (isFence(line)) {
        found.fences = true;
        in = !in;
      }
      found.fences |= opening;
      in |= opening;
      if (Surroundings.isMark(line)) {
        lines += in ? 1 : 0;
        outside += in ? 0 : 1;
      }
      in &= !isClosing(line);
    }
    found.onlyFenced = found.fences && lines > 0 && outside == 0;
    found.fences = found.onlyFenced || begins;
    return found;
  }

  private static boolean isFenceOrOpening(String line) {
    return isFence(line) || isOpening(line);
  }

  private static boolean isFence(String line) {
    return (line.contains(TICKS)
            || line.contains("~~~")
            || line.contains("{code")
            || line.contains("{nof"))
        && FENCE.matcher(line).matches();
  }

  /** Whether the log begins on the line of the fence, as in chats. */
  private static boolean isOpening(String line) {
    return line.startsWith(TICKS) && !isFence(line) && line.indexOf('`', TICKS.length()) < 0;
  }

  private static boolean isClosing(String line) {
    return line.endsWith(TICKS) && line.length() > TICKS.length() && !isFence(line);
  }

  /** Whether all that counts stands between fences. */
  boolean areAll() {
    return onlyFenced;
  }

  /** What of a line is the log's; null if nothing is. */
  String log(String line) {
    if (fences && isFence(line)) {
      inside = !inside;
      return null;
    }
    String rest = line;
    if (fences && !inside && isOpening(line)) {
      inside = true;
      rest = line.substring(TICKS.length());
    }
    if (onlyFenced && !inside) {
      return null;
    }
    if (inside && isClosing(rest)) {
      inside = false;
      rest = rest.substring(0, rest.length() - TICKS.length());
    }
    return rest;
  }

  void restart() {
    inside = false;
  }
}
