package dev.logtrail.payload.carrier.around;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands around a log in a text that somebody posted, and is none of it: fences and what is
 * written outside of them, tags of HTML, the command that printed the log, numbers of lines, the
 * name of the file in which a search found them, the signs of a literal.
 */
public final class Surroundings {
  private static final Pattern PROMPT =
      Pattern.compile(
          "(?:(?:\\S{1,80} ?|\\[[^\\]]{1,80}\\] ?)?[$%\\u276f\\u279c]|PS"
              + " [^>]{0,100}>|[A-Z]:\\\\[^>]{0,100}>|root@\\S{1,60}#)"
              + "\\s*(?:sudo\\s+)?(?:aws|sam|samlocal|awslocal|awslogs|sls|serverless|npx|npm|saw|cw|chalice"
              + "|zappa|docker|docker-compose|kubectl|stern|logcli|curl|cat|tail|less|grep|make|cdk|amplify"
              + "|cargo)\\s.*");
  private static final int LONGEST_PROMPT = 120;
  private static final int LONGEST_COMMAND = 2_000;
  private static final Pattern FOUND =
      Pattern.compile(
          "([\\w.~/\\\\-]{1,200}\\.(?:log|txt|out|json|jsonl))(?::(?:\\d{1,7}:)?|-\\d{1,7}-)");
  private static final Pattern WIDTHLESS =
      Pattern.compile("[\\u00ad\\u200b-\\u200d\\u2060\\ufeff]");
  private static final Pattern PAGE_BLANK =
      Pattern.compile("[\\u00a0\\u00ad\\u200b-\\u200d\\u2060]");
  private static final Pattern ROUND_QUOTES =
      Pattern.compile("\\{ {0,4}[\\u201c\\u201d]|[\\u201c\\u201d] ?:");
  private static final int FEWEST_LINES = 3;

  private final Fences fences;
  private final Markup markup;
  private final LineNumbers numbers;
  private final QuotedBlock block;
  private final Sections sections;
  private final LineSigns signs;
  private String file;
  private boolean escaped;

  /** Whether blanks are such as pages write, that no line breaks at, or signs without a width. */
  private boolean pageBlanks;

  /** Whether Markdown's sign before a dollar is left. */
  private boolean dollars;

  /** Whether quotes were made round ones, in JSON, too. */
  private boolean roundQuotes;

  private Surroundings(List<String> first) {
    fences = Fences.of(first);
    markup = Markup.of(first);
    numbers = LineNumbers.of(first);
    block = QuotedBlock.of(first);
    sections = Sections.of(fences.areAll() ? List.of() : first);
    signs = LineSigns.of(first);
  }

  /** What surrounds a log of which these are the first lines. */
  public static Surroundings of(List<String> first) {
    Surroundings found = new Surroundings(first);
    found.lookForFile(first);
    found.pageBlanks =
        first.stream().anyMatch(l -> PAGE_BLANK.matcher(l).find() && isMark(withPlainBlanks(l)));
    found.dollars = first.stream().anyMatch(l -> l.contains("\\$LATEST"));
    found.escaped = first.stream().anyMatch(Surroundings::isEscaped);
    found.roundQuotes = first.stream().anyMatch(l -> ROUND_QUOTES.matcher(l).find());
    return found;
  }

  /** Whether a line names a request as the platform does, whatever stands before it. */
  public static boolean isMark(String line) {
    return line.contains("RequestId: ")
        || line.contains("platform.")
        || line.contains("equestId\"");
  }

  private void lookForFile(List<String> first) {
    String name = null;
    int count = 0;
    for (String line : first) {
      Matcher m = FOUND.matcher(line);
      if (!m.lookingAt() || name != null && !name.equals(m.group(1))) {
        return;
      }
      name = m.group(1);
      count++;
    }
    boolean mark = first.stream().anyMatch(Surroundings::isMark);
    file = count >= FEWEST_LINES && mark ? name : null;
  }

  /**
   * Whether a line of the platform's was copied out of a literal: line breaks and tabs stand there
   * as signs.
   */
  private static boolean isEscaped(String line) {
    int at = line.length() > LONGEST_COMMAND ? -1 : line.indexOf(" RequestId: ");
    boolean marker =
        at > 2
            && (line.startsWith("END", at - 3) || line.startsWith("REPORT", Math.max(0, at - 6)));
    return marker && (line.endsWith("\\n") || line.contains("\\tDuration: "));
  }

  private static String unescaped(String line) {
    String text = line.endsWith("\\n") ? line.substring(0, line.length() - 2) : line;
    int json = text.indexOf('{');
    String head = json < 0 ? text : text.substring(0, json);
    String plain = head.replace("\\n", "\n").replace("\\t", "\t");
    return json < 0 ? plain : plain + text.substring(json);
  }

  /** What of a line is the log's; null if nothing is. Asked for each line in order. */
  public String log(String line) {
    String rest = isPrompt(line) ? null : fences.log(line);
    rest = rest == null ? null : sections.log(rest);
    rest = rest == null ? null : signs.log(rest);
    rest = rest == null ? null : markup.log(rest);
    if (rest != null && pageBlanks) {
      rest = withPlainBlanks(rest);
    }
    rest = rest == null ? null : block.log(rest);
    if (rest != null && dollars) {
      rest = rest.replace("\\$LATEST", "$LATEST");
    }
    if (rest != null && roundQuotes) {
      rest = withPlainQuotes(rest);
    }
    rest = rest == null ? null : numbers.log(rest);
    if (rest != null && file != null) {
      Matcher m = FOUND.matcher(rest);
      rest = m.lookingAt() ? rest.substring(m.end()) : rest;
    }
    return rest != null && escaped ? unescaped(rest) : rest;
  }

  private static String withPlainQuotes(String line) {
    return line.replace('\u201c', '"')
        .replace('\u201d', '"')
        .replace('\u2018', '\'')
        .replace('\u2019', '\'');
  }

  private static String withPlainBlanks(String line) {
    return WIDTHLESS.matcher(line).replaceAll("").replace('\u00a0', ' ');
  }

  /** The lines are asked again from the first one on. */
  public void restart() {
    fences.restart();
    sections.restart();
  }

  private static boolean isPrompt(String line) {
    int end = Math.min(line.length(), LONGEST_PROMPT);
    boolean sign = false;
    for (int i = 0; i < end && !sign; i++) {
      char c = line.charAt(i);
      sign = c == '$' || c == '%' || c == '>' || c == '#' || c == '\u276f' || c == '\u279c';
    }
    if (!sign || line.length() > LONGEST_COMMAND) {
      return false;
    }
    String text = line.strip();
    return text.equals("$") || text.equals("%") || PROMPT.matcher(text).matches();
  }
}
