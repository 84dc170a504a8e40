package dev.logtrail.payload.carrier.notation;

import dev.logtrail.payload.bytes.Bytes;
import java.util.regex.Pattern;

/**
 * Values as programs print them, not as JSON has them: what Python's {@code print} and {@code
 * pprint} and Node's {@code console.log} write, and JSON whose strings a window or a mail broke
 * into lines.
 */
final class PrintedValues {
  private static final int LOOK_BYTES = 64 << 10;

  /** What Ruby and Logstash's rubydebug print. */
  private static final Pattern RUBY = Pattern.compile("[\\[{\\s]{1,80}\"[^\"]{1,80}\"\\s?=>");

  private PrintedValues() {}

  /**
   * Whether a text that begins like JSON is printed in such a way: a quick look, which reads no
   * more than its beginning.
   */
  static boolean mayBe(Bytes text) {
    Bytes head = text.first(LOOK_BYTES);
    int i = 0;
    while (i < head.length() && (isOpening(head.at(i)) || head.at(i) <= ' ')) {
      i++;
    }
    if (i >= head.length()) {
      return false;
    }
    byte c = head.at(i);
    boolean ruby = c == '"' && RUBY.matcher(head.first(400).text()).lookingAt();
    return c == '\'' || c >= 'a' && c <= 'z' || ruby || isBroken(head);
  }

  private static boolean isOpening(byte b) {
    return b == '[' || b == '{';
  }

  /** Whether a line break stands in a string of a value that began. */
  private static boolean isBroken(Bytes head) {
    boolean inString = false;
    int depth = 0;
    for (int i = 0; i < head.length(); i++) {
      byte c = head.at(i);
      if (inString) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          inString = false;
        } else if (c == '\n') {
          return true;
        }
        continue;
      }
      switch (c) {
        case '"' -> inString = depth > 0;
        case '{', '[' -> depth++;
        case '}', ']' -> depth = Math.max(0, depth - 1);
        default -> {
          if (depth == 0 && c > ' ' && c != ',') {
            return false; // a line of text: what follows is read line by line
          }
        }
      }
    }
    return false;
  }

  /** The values in JSON, each on a line of its own; null if they are no events. */
  static String rewritten(String text) {
    String json = json(text);
    return json != null && (json.contains("essage\":") || isMessages(json)) ? json : null;
  }

  private static boolean isMessages(String json) {
    return json.startsWith("[\"") && (json.contains("RequestId: ") || json.contains("platform."));
  }

  private static String json(String text) {
    for (LineBreak kind : LineBreak.values()) {
      ValueReader reader = new ValueReader(text, kind);
      String json = reader.read();
      if (json == null) {
        return null;
      }
      if (kind == reader.breaks()) {
        return json;
      }
    }
    return null;
  }

  /** What a line break inside of a string is. */
  enum LineBreak {
    /** Of a window that ends there: nothing. */
    OF_WINDOW(""),
    /** In place of a blank, as mail programs break long lines. */
    OF_BLANK(" "),
    /** The string's own. */
    OF_TEXT("\\n");

    final String json;

    LineBreak(String json) {
      this.json = json;
    }
  }
}
