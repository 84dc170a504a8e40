package dev.logtrail.payload.carrier.around;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** HTML around a log and in it: tags, and what stands for quotes and brackets. */
final class Markup {
  private static final String CODE = "pre|code|samp";
  private static final String OTHERS =
      "p|div|details|br|summary|span|li|ul|ol|table|thead|tbody|tr|td|th|font|b|i|em|strong";
  private static final Pattern OPEN_CODE =
      Pattern.compile("\\s*(?:<(?:" + CODE + ")(?:\\s[^<>]{0,200})?>\\s*)+");
  private static final Pattern OPEN =
      Pattern.compile("(?:\\s*<(?:" + CODE + "|" + OTHERS + ")(?:\\s[^<>]{0,200})?/?>)+ ?");
  private static final Pattern CLOSE = Pattern.compile("</?(?:" + CODE + "|" + OTHERS + ") ?/?>$");
  private static final Pattern CELL =
      Pattern.compile("</t[dh]>\\s{0,20}<t[dh](?:\\s[^<>]{0,200})?>");
  private static final Pattern ONLY_TAGS =
      Pattern.compile(
          "\\s*(?:</?(?:"
              + CODE
              + "|"
              + OTHERS
              + ")(?:\\s[^<>]{0,200})?/?>\\s*)+"
              + "|\\s*(?:<details[^<>]{0,100}>)?\\s*<summary>.{0,300}</summary>\\s*(?:<br/?>)?\\s*");
  private static final Pattern ENTITY = Pattern.compile("&(?:quot|lt|gt|nbsp|#34|#39|#x27);");
  private static final int LONGEST_END = 60;

  private boolean tags;
  private boolean entities;

  private Markup() {}

  static Markup of(List<String> first) {
    Markup found = new Markup();
    found.tags =
        first.stream().anyMatch(l -> l.startsWith("<") && OPEN_CODE.matcher(l).lookingAt())
            || first.stream().anyMatch(l -> l.startsWith("<details"))
            || first.stream().anyMatch(Markup::isTaggedMark);
    found.entities =
        found.tags
            || first.stream().noneMatch(l -> l.chars().anyMatch(c -> "\"<>".indexOf(c) >= 0))
                && first.stream().anyMatch(l -> ENTITY.matcher(l).find());
    return found;
  }

  /** A function may print HTML; the platform's lines stand between tags on a page only. */
  private static boolean isTaggedMark(String line) {
    return line.indexOf('<') >= 0
        && Surroundings.isMark(line)
        && (OPEN.matcher(line).lookingAt() || line.stripTrailing().endsWith("<br>"));
  }

  /** What of a line is the log's; null if nothing is. */
  String log(String line) {
    if (tags && line.indexOf('<') >= 0) {
      if (ONLY_TAGS.matcher(line).matches()) {
        return null;
      }
      return plain(withoutTags(line));
    }
    return entities ? plain(line) : line;
  }

  private static String withoutTags(String line) {
    Matcher open = OPEN.matcher(line);
    String rest = open.lookingAt() ? line.substring(open.end()) : line;
    rest = CELL.matcher(rest).replaceAll("\t");
    while (rest.endsWith(">")) {
      int from = Math.max(0, rest.length() - LONGEST_END);
      Matcher close = CLOSE.matcher(rest.substring(from));
      if (!close.find()) {
        break;
      }
      rest = rest.substring(0, from + close.start());
    }
    return rest;
  }

  private static String plain(String line) {
    return line.indexOf('&') < 0
        ? line
        : line.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#34;", "\"")
            .replace("&#39;", "'")
            .replace("&#x27;", "'")
            .replace("&nbsp;", " ")
            .replace("&amp;", "&");
  }
}
