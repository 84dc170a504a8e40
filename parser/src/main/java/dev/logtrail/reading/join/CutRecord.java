package dev.logtrail.reading.join;

import dev.logtrail.limit.EventLimits;
import dev.logtrail.reading.text.ReadEvent;
import dev.logtrail.text.JsonTree;
import java.util.List;

/**
 * Rejoins records that were cut because they were too long for one event: at 256 KB, or at 1 MB
 * since 2025. Nothing marks the cut; the first part is as long as an event may be, and does not
 * end.
 */
public final class CutRecord {
  private static final int KB_256 = 256 * 1024;
  private static final int MB_1 = 1024 * 1024;

  /** "256 KB" and "1 MB" may be decimal, and a few bytes go to headers. */
  private static final int LEAST_256_KB = 250_000;

  private static final int LEAST_1_MB = 1_000_000;

  private CutRecord() {}

  /** The end (exclusive) of the record that begins at {@code from}; {@code from + 1} if whole. */
  public static int end(List<ReadEvent> events, int from) {
    int end = from + 1;
    long chars = chars(events.get(from));
    while (end < events.size()
        && end - from < EventLimits.CUT_RECORD_PARTS
        && isFullLength(events.get(end - 1))) {
      boolean first = end == from + 1;
      boolean incomplete = !first || isIncomplete(events.get(from));
      ReadEvent next = events.get(end);
      chars += chars(next);
      if (!incomplete
          || !next.isBare()
          || chars > EventLimits.CUT_RECORD_CHARS
          || !FollowingEvents.isSameOwner(events.get(from), next)) {
        return end;
      }
      end++;
    }
    return end;
  }

  /** The parts as one text again. */
  public static String join(List<ReadEvent> parts) {
    return ReadEvent.normalized(whole(parts));
  }

  /** The same as it was printed. */
  public static String whole(List<ReadEvent> parts) {
    StringBuilder all = new StringBuilder(parts.stream().mapToInt(CutRecord::chars).sum());
    parts.forEach(part -> all.append(part.raw().message()));
    return all.toString();
  }

  private static int chars(ReadEvent event) {
    return event.raw().message().length();
  }

  private static boolean isFullLength(ReadEvent event) {
    String message = event.raw().message();
    if (message.length() < LEAST_256_KB / 4 || event.facts().isPlatform()) {
      return false;
    }
    int bytes = utf8Bytes(message);
    boolean full = bytes >= LEAST_256_KB && bytes <= KB_256 || bytes >= LEAST_1_MB && bytes <= MB_1;
    return full && !message.endsWith("\n");
  }

  /** Counted, since a text of 1 MB is not worth a copy. */
  private static int utf8Bytes(String text) {
    int bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      bytes += c < 0x80 ? 0 : c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
    }
    return bytes;
  }

  /** JSON that is whole has nothing to be rejoined with. */
  private static boolean isIncomplete(ReadEvent first) {
    String text = first.text();
    int body = first.prefix() == null ? 0 : first.prefix().textAt();
    boolean json = body < text.length() && text.charAt(body) == '{';
    return !json || JsonTree.object(text.substring(body)) == null;
  }
}
