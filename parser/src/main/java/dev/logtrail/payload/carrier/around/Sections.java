package dev.logtrail.payload.carrier.around;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Headings that part a text into sections, of which some hold the log: a text of Terraform's or a
 * shell's between {@code <<EOT} and {@code EOT}, what pytest captured, the messages of a chat.
 */
final class Sections {
  private static final Pattern HERE =
      Pattern.compile(".{0,100}<<[-~]?[\"']?([A-Z][A-Z_]{1,20})[\"']?");
  private static final Pattern CAPTURED =
      Pattern.compile("-{5,200} ?Captured .{1,40}-{5,200}|={5,200} .{1,80} ={5,200}");
  private static final Pattern SAID =
      Pattern.compile(
          "[\\p{L}][\\p{L}\\p{N}.@_' -]{0,40}(?: {2}|\\t| \\[)\\d{1,2}:\\d\\d ?(?:AM|PM)?\\]?");
  private static final int LONGEST = 400;

  /** Numbers of those sections of the first lines that hold none of the platform's lines. */
  private final Set<Integer> others = new HashSet<>();

  private boolean found;
  private String end;
  private int section;

  private Sections() {}

  static Sections of(List<String> first) {
    Sections found = new Sections();
    Set<Integer> marked = new HashSet<>();
    int heads = 0;
    for (String line : first) {
      heads += found.isHead(line) ? 1 : 0;
      if (Surroundings.isMark(line)) {
        marked.add(found.section);
      }
    }
    for (int i = 0; i < found.section + (found.end == null ? 1 : 0); i++) {
      if (!marked.contains(i)) {
        found.others.add(i);
      }
    }
    found.found = heads > 0 && !marked.isEmpty();
    found.restart();
    return found;
  }

  /** Whether a line begins or ends a section; goes on to it. */
  private boolean isHead(String line) {
    if (line.isEmpty() || line.length() > LONGEST) {
      return false;
    }
    if (end != null) {
      boolean over = line.strip().equals(end);
      end = over ? null : end;
      section += over ? 1 : 0;
      return over;
    }
    Matcher here = line.contains("<<") ? HERE.matcher(line.stripTrailing()) : null;
    if (here != null && here.matches()) {
      end = here.group(1);
      section++;
      return true;
    }
    char c = line.charAt(0);
    boolean head =
        c == '-' || c == '='
            ? CAPTURED.matcher(line.stripTrailing()).matches()
            : line.indexOf(':') > 0 && SAID.matcher(line.stripTrailing()).matches();
    section += head ? 1 : 0;
    return head;
  }

  /** What of a line is the log's; null if nothing is. */
  String log(String line) {
    return found && (isHead(line) || others.contains(section)) ? null : line;
  }

  void restart() {
    section = 0;
    end = null;
  }
}
