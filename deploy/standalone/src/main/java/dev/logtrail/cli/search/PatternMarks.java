package dev.logtrail.cli.search;

import dev.logtrail.api.render.TerminalStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Marks in a line what a CloudWatch Logs filter pattern looks for, as the page does: its words and
 * phrases that are not excluded, and the values that a JSON or column pattern compares with.
 */
public final class PatternMarks {
  private static final Pattern TERM =
      Pattern.compile("(-?)\"((?:[^\"\\\\]|\\\\.)*)\"|(-?)[^\\s\"{}\\[\\]()=<>!&|,?%]+");
  private static final Pattern REGEX = Pattern.compile("%[^%]*%");
  private static final Pattern NAME = Pattern.compile("\\$.*|\\w+");
  private static final int MOST_TERMS = 20;
  private static final String MARK = "\u001b[1;33m";
  private static final String END = "\u001b[0m";

  private final Pattern finder;

  private PatternMarks(Pattern finder) {
    this.finder = finder;
  }

  /**
   * Marks of a pattern.
   *
   * @param colours whether the terminal shows colours; else nothing is marked
   */
  public static PatternMarks of(String pattern, boolean colours) {
    List<String> terms = colours ? terms(pattern) : List.of();
    return new PatternMarks(terms.isEmpty() ? null : Pattern.compile(String.join("|", terms)));
  }

  private static List<String> terms(String pattern) {
    boolean structured = pattern.strip().matches("(?s)[{\\[].*");
    List<String> terms = new ArrayList<>();
    Matcher m = TERM.matcher(REGEX.matcher(pattern).replaceAll(" "));
    while (m.find() && terms.size() < MOST_TERMS) {
      boolean quoted = m.group(2) != null;
      boolean excluded = "-".equals(quoted ? m.group(1) : m.group(3));
      boolean name = !quoted && structured && NAME.matcher(m.group()).matches();
      String term = quoted ? m.group(2).replaceAll("\\\\(.)", "$1") : m.group();
      if (!excluded && !name && !term.replace("*", "").isEmpty()) {
        terms.add(Pattern.quote(term.replace("*", "")));
      }
    }
    return terms;
  }

  /** A line from a log, made safe for a terminal, with its marks. */
  String in(String line) {
    String safe = TerminalStyle.safe(line);
    return finder == null
        ? safe
        : finder.matcher(safe).replaceAll(found -> MARK + quoted(found.group()) + END);
  }

  private static String quoted(String text) {
    return Matcher.quoteReplacement(text);
  }
}
