package dev.logtrail.reading.entry;

import dev.logtrail.reading.join.CutRecord;
import dev.logtrail.reading.text.ReadEvent;
import dev.logtrail.text.TerminalCodes;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The colours in which a message was printed. Messages are without them, since a level or a logger
 * may stand in one; here they are found again in the text that the message was read from.
 */
final class PrintedColours {
  private PrintedColours() {}

  /**
   * The entry with the colours that were printed in its events.
   *
   * @param cut whether the events are parts of one record
   */
  static ReadEntry of(ReadEntry read, List<ReadEvent> joined, boolean cut) {
    if (joined.stream().noneMatch(e -> TerminalCodes.mayBeIn(e.raw().message()))) {
      return read;
    }
    String printed =
        cut
            ? ReadEvent.printed(CutRecord.whole(joined))
            : joined.stream()
                .map(e -> ReadEvent.printed(e.raw().message()))
                .collect(Collectors.joining("\n"));
    String coloured = of(read.entry().message(), printed);
    return new ReadEntry(read.entry().inColours(coloured), read.runtimeFailure());
  }

  /**
   * A message with the terminal's codes for colours in it.
   *
   * @param message without codes
   * @param printed the text that it was read from, with line breaks as in the message
   * @return null if no colour holds in it, or it does not stand in that text as it is
   */
  static String of(String message, String printed) {
    if (message.isEmpty() || !TerminalCodes.mayBeIn(printed)) {
      return null;
    }
    int[] places = new int[printed.length()]; // Of each character of the plain text.
    StringBuilder plain = new StringBuilder(printed.length());
    for (int i = 0; i < printed.length(); ) {
      int end = TerminalCodes.end(printed, i);
      if (end == i) {
        places[plain.length()] = i;
        plain.append(printed.charAt(i++));
      } else {
        i = end;
      }
    }
    int at = last(plain, message);
    return at < 0 ? null : coloured(printed, places[at], places[at + message.length() - 1]);
  }

  /** From one place to another, with the codes before it, which hold on in it. */
  private static String coloured(String printed, int first, int last) {
    StringBuilder coloured = new StringBuilder();
    boolean isColoured = false;
    for (int i = 0; i <= last; ) {
      int end = TerminalCodes.end(printed, i);
      if (end == i) {
        if (i >= first) {
          coloured.append(printed.charAt(i));
        }
        i++;
      } else {
        if (TerminalCodes.colourEnd(printed, i) == end) {
          coloured.append(printed, i, end);
          isColoured = true;
        }
        i = end;
      }
    }
    return isColoured ? coloured.toString() : null;
  }

  /**
   * Where a message stands last in a text; -1 if it does not. Most stand at its end; for all others
   * the steps stay in proportion to both lengths (Knuth, Morris and Pratt, from the end).
   */
  static int last(CharSequence text, String message) {
    int n = message.length();
    int[] shared = new int[n + 1];
    shared[0] = -1;
    for (int i = 0, k = -1; i < n; ) {
      while (k >= 0 && fromEnd(message, i) != fromEnd(message, k)) {
        k = shared[k];
      }
      shared[++i] = ++k;
    }
    for (int i = 0, k = 0; i < text.length(); ) {
      while (k >= 0 && fromEnd(text, i) != fromEnd(message, k)) {
        k = shared[k];
      }
      i++;
      if (++k == n) {
        return text.length() - i;
      }
    }
    return -1;
  }

  private static char fromEnd(CharSequence text, int i) {
    return text.charAt(text.length() - 1 - i);
  }
}
