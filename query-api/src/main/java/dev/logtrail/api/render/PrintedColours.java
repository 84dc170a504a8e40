package dev.logtrail.api.render;

import dev.logtrail.trail.Entry;
import java.util.Map;

/**
 * The colours in which functions printed their lines. An entry's message is without them, since a
 * level or a logger may stand in one; here it is found again in the text of its event.
 *
 * @param messages messages of events, as they were written, by event id; those without colours may
 *     be missing
 */
public record PrintedColours(Map<String, String> messages) {
  private static final char ESCAPE = '\u001b';

  /** No line has colours. */
  public static final PrintedColours NONE = new PrintedColours(Map.of());

  /** Whether a text may hold colours of a terminal. */
  public static boolean mayBeIn(String text) {
    return text.indexOf("\u001b[") >= 0;
  }

  /**
   * The message of an entry with the terminal's codes for colours (ECMA-48 SGR) in it; null if it
   * has none, or stands in several events.
   */
  String of(Entry entry) {
    String printed = entry.eventIds().size() == 1 ? messages.get(entry.eventIds().get(0)) : null;
    return printed == null || entry.message().isEmpty() ? null : find(entry.message(), printed);
  }

  private static String find(String message, String printed) {
    String text = printed.replace("\r\n", "\n").replace('\r', '\n');
    int[] places = new int[text.length() + 1];
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int end = sequenceEnd(text, i);
      if (end == i) {
        places[plain.length()] = i;
        plain.append(text.charAt(i++));
      } else {
        i = end;
      }
    }
    int at = plain.lastIndexOf(message);
    if (at < 0) {
      return null;
    }
    int first = places[at];
    int last = places[at + message.length() - 1];
    StringBuilder coloured = new StringBuilder();
    int codes = 0;
    for (int i = 0; i <= last; ) {
      int end = sequenceEnd(text, i);
      if (end == i) {
        coloured.append(i < first ? "" : text.substring(i, i + 1));
        i++;
      } else {
        if (text.charAt(end - 1) == 'm') {
          coloured.append(text, i, end); // Those before it hold on in it.
          codes++;
        }
        i = end;
      }
    }
    return codes == 0 ? null : coloured.toString();
  }

  /** The end of a terminal's sequence that begins here; the same place if none does. */
  private static int sequenceEnd(String text, int from) {
    if (text.charAt(from) != ESCAPE || from + 1 >= text.length() || text.charAt(from + 1) != '[') {
      return from;
    }
    int i = from + 2;
    while (i < text.length() && (Character.isDigit(text.charAt(i)) || text.charAt(i) == ';')) {
      i++;
    }
    return i < text.length() && Character.isLetter(text.charAt(i)) ? i + 1 : from;
  }
}
