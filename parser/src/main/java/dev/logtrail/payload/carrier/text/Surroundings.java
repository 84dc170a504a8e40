package dev.logtrail.payload.carrier.text;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands around a log in a text that somebody posted, and is none of it: fences and what is
 * written outside of them, tags of HTML, the command that printed the log, numbers of lines, the
 * name of the file in which a search found them, the signs of a literal.
 */
final class Surroundings {
  private static final Pattern FENCE =
      Pattern.compile(
          "[> \\t]{0,20}(?:```|~~~|\\{(?:code|noformat)(?::[^}]{0,80})?\\})[\\w.+-]{0,20}\\s*");
  private static final Pattern OPEN_TAG =
      Pattern.compile("\\s*(?:<(?:pre|code|samp)(?:\\s[^<>]{0,200})?>\\s*)+");
  private static final String[] CLOSED_TAGS = {
    "</pre>", "</code>", "</samp>", "</p>", "</div>", "</details>"
  };
  private static final Pattern TAGS =
      Pattern.compile(
          "\\s*(?:</?(?:pre|code|samp|p|div|details|br|summary)(?:\\s[^<>]{0,200})?/?>\\s*)+"
              + "|\\s*(?:<details[^<>]{0,100}>)?\\s*<summary>.{0,300}</summary>\\s*(?:<br/?>)?\\s*");
  private static final Pattern PROMPT =
      Pattern.compile(
          "(?:(?:\\S{1,80} ?|\\[[^\\]]{1,80}\\] ?)?[$%\\u276f\\u279c]|PS"
              + " [^>]{0,100}>|[A-Z]:\\\\[^>]{0,100}>|root@\\S{1,60}#)"
              + "\\s*(?:sudo\\s+)?(?:aws|sam|samlocal|awslocal|awslogs|sls|serverless|npx|npm|saw|cw|chalice"
              + "|zappa|docker|docker-compose|kubectl|stern|logcli|curl|cat|tail|less|grep|make|cdk|amplify"
              + "|cargo)\\s.*");
  private static final int LONGEST_PROMPT = 120;
  private static final int LONGEST_COMMAND = 2_000;
  private static final Pattern NUMBER = Pattern.compile("\\s*(\\d{1,7})[:.)|]?(?:[ \\t]+|$)");
  private static final Pattern FOUND =
      Pattern.compile(
          "([\\w.~/\\\\-]{1,200}\\.(?:log|txt|out|json|jsonl))(?::(?:\\d{1,7}:)?|-\\d{1,7}-)");
  private static final Pattern WIDTHLESS = Pattern.compile("[\\u200b-\\u200d\\u2060\\ufeff]");
  private static final Pattern PAGE_BLANK = Pattern.compile("[\\u00a0\\u200b-\\u200d\\u2060]");
  private static final int FEWEST_LINES = 3;

  private boolean fences;
  private boolean onlyFenced;
  private boolean html;
  private boolean numbers;
  private int blanks = Integer.MAX_VALUE;
  private String file;
  private boolean escaped;

  /** Whether blanks are such as pages write, that no line breaks at, or signs without a width. */
  private boolean pageBlanks;

  /** Whether Markdown's sign before a dollar is left. */
  private boolean dollars;

  private boolean inside;

  private Surroundings() {}

  /** What surrounds a log of which these are the first lines. */
  static Surroundings of(List<String> first) {
    Surroundings found = new Surroundings();
    found.lookForFences(first);
    found.html =
        first.stream().anyMatch(l -> l.startsWith("<") && OPEN_TAG.matcher(l).lookingAt())
            || first.stream().anyMatch(l -> l.startsWith("<details"));
    found.lookForNumbers(first);
    found.lookForFile(first);
    found.pageBlanks =
        first.stream().anyMatch(l -> PAGE_BLANK.matcher(l).find() && isMark(withPlainBlanks(l)));
    found.dollars = first.stream().anyMatch(l -> l.contains("\\$LATEST"));
    found.escaped = first.stream().anyMatch(Surroundings::isEscaped);
    return found;
  }

  private void lookForFences(List<String> first) {
    int lines = 0;
    int outside = 0;
    boolean in = false;
    boolean begins =
        first.stream().filter(l -> !l.isBlank()).limit(1).anyMatch(Surroundings::isFence);
    for (String line : first) {
      if (isFence(line)) {
        fences = true;
        in = !in;
      } else if (isMark(line)) {
        lines += in ? 1 : 0;
        outside += in ? 0 : 1;
      }
    }
    onlyFenced = fences && lines > 0 && outside == 0;
    fences = onlyFenced || begins;
  }

  private static boolean isFence(String line) {
    return (line.contains("```")
            || line.contains("~~~")
            || line.contains("{code")
            || line.contains("{nof"))
        && FENCE.matcher(line).matches();
  }

  /** Whether a line names a request as the platform does, whatever stands before it. */
  private static boolean isMark(String line) {
    return line.contains("RequestId: ")
        || line.contains("platform.")
        || line.contains("equestId\"");
  }

  private void lookForNumbers(List<String> first) {
    long next = -1;
    int count = 0;
    for (String line : first) {
      Matcher m = NUMBER.matcher(line);
      if (!m.lookingAt()) {
        if (line.isBlank() && next < 0) {
          continue;
        }
        return;
      }
      long number = Long.parseLong(m.group(1));
      if (next >= 0 && number != next) {
        return;
      }
      next = number + 1;
      count++;
      blanks = m.end() == line.length() ? blanks : Math.min(blanks, blanksBehind(line, m.end(1)));
    }
    numbers = count >= FEWEST_LINES && first.stream().anyMatch(Surroundings::isMark);
  }

  private static int blanksBehind(String line, int from) {
    int at = from < line.length() && ":.)|".indexOf(line.charAt(from)) >= 0 ? from + 1 : from;
    int i = at;
    while (i < line.length() && (line.charAt(i) == ' ' || line.charAt(i) == '\t')) {
      i++;
      if (line.charAt(i - 1) == '\t') {
        break;
      }
    }
    return i - at;
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
  String log(String line) {
    if (fences && isFence(line)) {
      inside = !inside;
      return null;
    }
    if (onlyFenced && !inside || isPrompt(line)) {
      return null;
    }
    String rest = html ? withoutTags(line) : line;
    if (rest != null && pageBlanks) {
      rest = withPlainBlanks(rest);
    }
    if (rest != null && dollars) {
      rest = rest.replace("\\$LATEST", "$LATEST");
    }
    if (rest != null && numbers) {
      rest = withoutNumber(rest);
    }
    if (rest != null && file != null) {
      Matcher m = FOUND.matcher(rest);
      rest = m.lookingAt() ? rest.substring(m.end()) : rest;
    }
    return rest != null && escaped ? unescaped(rest) : rest;
  }

  private static String withPlainBlanks(String line) {
    return WIDTHLESS.matcher(line).replaceAll("").replace('\u00a0', ' ');
  }

  /** The lines are asked again from the first one on. */
  void restart() {
    inside = false;
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

  private static String withoutTags(String line) {
    if (TAGS.matcher(line).matches()) {
      return null;
    }
    String rest = line;
    if (rest.startsWith("<")) {
      Matcher open = OPEN_TAG.matcher(rest);
      rest = open.lookingAt() ? rest.substring(open.end()) : rest;
    }
    for (int i = 0; i < CLOSED_TAGS.length && rest.endsWith(">"); i++) {
      if (rest.endsWith(CLOSED_TAGS[i])) {
        rest = rest.substring(0, rest.length() - CLOSED_TAGS[i].length());
        i = -1;
      }
    }
    return rest.indexOf('&') < 0
        ? rest
        : rest.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#34;", "\"")
            .replace("&#39;", "'")
            .replace("&#x27;", "'")
            .replace("&nbsp;", " ")
            .replace("&amp;", "&");
  }

  private String withoutNumber(String line) {
    Matcher m = NUMBER.matcher(line);
    if (!m.lookingAt()) {
      return line;
    }
    int at = m.end(1);
    at += at < line.length() && ":.)|".indexOf(line.charAt(at)) >= 0 ? 1 : 0;
    int own = at;
    while (own < line.length() && own - at < blanks && line.charAt(own) <= ' ') {
      own++;
    }
    return line.substring(own);
  }
}
