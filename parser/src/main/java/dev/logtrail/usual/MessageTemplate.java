package dev.logtrail.usual;

/**
 * The part of a message that its log statement writes each time: words with a digit in them, such
 * as ids, numbers and times, are a {@code *}.
 */
public final class MessageTemplate {
  /** A template is no longer; what follows is left out. */
  public static final int MAX_CHARS = 160;

  private MessageTemplate() {}

  /**
   * The template of a message: of its first line that is not blank, white space made one space.
   *
   * @return never null; empty if the message is blank
   */
  public static String of(String message) {
    StringBuilder out = new StringBuilder(Math.min(message.length(), MAX_CHARS) + 1);
    int i = 0;
    while (i < message.length() && Character.isWhitespace(message.charAt(i))) {
      i++;
    }
    while (i < message.length() && message.charAt(i) != '\n' && out.length() < MAX_CHARS) {
      char c = message.charAt(i);
      if (isWord(c)) {
        int end = word(message, i);
        put(out, message, i, end);
        i = end;
      } else {
        boolean space = Character.isWhitespace(c);
        if (!space || out.length() > 0 && out.charAt(out.length() - 1) != ' ') {
          out.append(space ? ' ' : c);
        }
        i++;
      }
    }
    int length = Math.min(out.length(), MAX_CHARS);
    if (length > 0 && Character.isHighSurrogate(out.charAt(length - 1))) {
      length--;
    }
    return out.substring(0, length).stripTrailing();
  }

  private static void put(StringBuilder out, String message, int from, int to) {
    for (int i = from; i < to; i++) {
      if (Character.isDigit(message.charAt(i))) {
        out.append('*');
        return;
      }
    }
    out.append(message, from, Math.min(to, from + MAX_CHARS));
  }

  /** The end of a word: a dash, dot or colon belongs to it only between letters or digits. */
  static int word(String message, int from) {
    int end = from;
    while (end < message.length()) {
      char c = message.charAt(end);
      boolean inside =
          (c == '-' || c == '.' || c == ':')
              && end + 1 < message.length()
              && isWord(message.charAt(end + 1));
      if (!isWord(c) && !inside) {
        break;
      }
      end++;
    }
    return end;
  }

  static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }
}
