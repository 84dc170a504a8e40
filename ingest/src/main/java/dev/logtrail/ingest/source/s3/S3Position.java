package dev.logtrail.ingest.source.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which objects of a place are read: those of long ago, and of later ones these. S3 tells when an
 * object was begun to be put there, not when it appeared; so of the last hours each is remembered.
 *
 * @param beforeMs all that were put there earlier are read, epoch ms
 * @param done the numbers of the others that are, and when they were put there
 */
record S3Position(long beforeMs, Map<Long, Long> done) {
  private static final int RADIX = Character.MAX_RADIX;
  private static final int DIGITS = 13;

  S3Position {
    done = Map.copyOf(done);
  }

  /** Nothing is read of what was put there since a time. */
  static S3Position since(long ms) {
    return new S3Position(ms, Map.of());
  }

  /** What both have read. */
  S3Position earlier(S3Position other) {
    S3Position less = beforeMs <= other.beforeMs ? this : other;
    S3Position more = less == this ? other : this;
    Map<Long, Long> both = new TreeMap<>();
    less.done.forEach(
        (hash, modified) -> {
          if (modified < more.beforeMs || more.done.containsKey(hash)) {
            both.put(hash, modified);
          }
        });
    return new S3Position(less.beforeMs, both);
  }

  /** Short, and read back by {@link #parse}: numbers to the base of 36, {@code hash:modified}. */
  String text() {
    StringBuilder text = new StringBuilder(Long.toString(beforeMs, RADIX));
    new TreeMap<>(done)
        .forEach(
            (hash, modified) ->
                text.append(' ')
                    .append(Long.toUnsignedString(hash, RADIX))
                    .append(':')
                    .append(Long.toString(modified, RADIX)));
    return text.toString();
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static S3Position parse(String text) {
    List<String> words = new ArrayList<>(List.of(text.split(" ")));
    try {
      long before = Long.parseLong(words.remove(0), RADIX);
      Map<Long, Long> done = new TreeMap<>();
      for (String word : words) {
        int colon = word.indexOf(':');
        done.put(
            Long.parseUnsignedLong(word.substring(0, colon), RADIX),
            Long.parseLong(word.substring(colon + 1), RADIX));
      }
      return new S3Position(before, done);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      String shown = text.length() > DIGITS ? text.substring(0, DIGITS) + "…" : text;
      throw new IllegalArgumentException("'" + shown + "' is no position in S3", e);
    }
  }
}
