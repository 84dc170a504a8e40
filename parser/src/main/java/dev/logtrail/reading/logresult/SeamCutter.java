package dev.logtrail.reading.logresult;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Cuts lines of a log result that events without a line break of their own have glued together.
 *
 * <p>Such a line is a row of whole last lines of those events, followed by a line that is known as
 * well. Where it can be cut is worked out once, from left to right, and in a limited number of
 * steps: what one log result and one trail hold can be made so that every way to cut the line is
 * nearly right.
 *
 * <pre>
 *  open lines  .  ..        known lines  .  ..  x
 *  glued       .....x   ►   ..  ..  .  x
 * </pre>
 */
final class SeamCutter {
  /** A line whose cuts take more steps than this for each of its characters stays as it is. */
  static final int STEPS_PER_CHAR = 64;

  private static final int NOT_REACHED = -1;
  private static final int START = -2;

  private final Set<String> open = new HashSet<>();
  private final Set<String> known = new HashSet<>();

  /** The lengths of {@link #open}, the longest first. */
  private final TreeSet<Integer> lengths = new TreeSet<>((a, b) -> Integer.compare(b, a));

  /** Hashes as {@link String#hashCode} makes them, asked before the texts; made when needed. */
  private Set<Integer> knownHashes;

  private Set<Integer> openHashes;
  private long steps;

  /**
   * Adds a line of an event; all come before the first {@link #cut}.
   *
   * @param text without white space at its right end, not empty
   * @param isOpen whether its event ends with it, without a line break
   */
  void add(String text, boolean isOpen) {
    known.add(text);
    if (isOpen && open.add(text)) {
      lengths.add(text.length());
    }
  }

  /** The lines that {@code line} is made of, in order; itself alone if it is not to be cut. */
  List<String> cut(String line) {
    return cut(line, false);
  }

  /**
   * The same.
   *
   * @param head whether the line's beginning is cut off: then it may begin with the end of an open
   *     line
   */
  List<String> cut(String line, boolean head) {
    if (open.isEmpty() || isKnown(line, head)) {
      return List.of(line);
    }
    if (openHashes == null) {
      openHashes = hashes(open);
      knownHashes = hashes(known);
    }
    Hashes hashes = new Hashes(line);
    long limit = steps + (long) STEPS_PER_CHAR * line.length();
    // For each place the place where the open line that ends there begins.
    int[] from = new int[line.length()];
    Arrays.fill(from, NOT_REACHED);
    from[0] = START;
    if (head) {
      markTails(line, from, limit);
    }
    for (int at = 0; at < line.length(); at++) {
      if (from[at] == NOT_REACHED) {
        continue;
      }
      if (at > 0 && isKnown(line, hashes, at)) {
        return parts(line, from, at);
      }
      for (int length : lengths.tailSet(line.length() - at - 1)) {
        if (++steps > limit) {
          return List.of(line);
        }
        int end = at + length;
        if (from[end] == NOT_REACHED && isOpen(line, hashes, at, end)) {
          from[end] = at;
        }
      }
    }
    return List.of(line);
  }

  /** Marks where the end of an open line ends with which {@code line} begins. */
  private void markTails(String line, int[] from, long limit) {
    for (String text : open) {
      for (int at = Math.min(line.length(), text.length()) - 1; at > 0; at--) {
        if (++steps > limit) {
          return;
        }
        boolean tail =
            line.charAt(at - 1) == text.charAt(text.length() - 1)
                && text.startsWith(line.substring(0, Math.min(at, 1)), text.length() - at)
                && isTail(line, at, text);
        from[at] = tail ? 0 : from[at];
      }
    }
  }

  private boolean isTail(String line, int length, String text) {
    steps += length / Long.BYTES;
    return text.regionMatches(text.length() - length, line, 0, length);
  }

  /** Whether a line is one that was added, or the end of one. */
  boolean isKnown(String line, boolean head) {
    if (known.contains(line) || !head) {
      return known.contains(line);
    }
    for (String text : known) {
      if (text.endsWith(line)) {
        return true;
      }
    }
    return false;
  }

  private static Set<Integer> hashes(Set<String> texts) {
    return texts.stream().map(String::hashCode).collect(Collectors.toSet());
  }

  /** How many steps all cuts have taken so far. */
  long steps() {
    return steps;
  }

  private boolean isKnown(String line, Hashes hashes, int from) {
    steps++;
    if (!knownHashes.contains(hashes.of(from, line.length()))) {
      return false;
    }
    steps += line.length() - from;
    return known.contains(line.substring(from));
  }

  private boolean isOpen(String line, Hashes hashes, int from, int to) {
    if (!openHashes.contains(hashes.of(from, to))) {
      return false;
    }
    // Comparing costs as much as the text is long, and two texts of one hash are easily made.
    steps += (to - from) / Long.BYTES;
    return open.contains(line.substring(from, to));
  }

  private static List<String> parts(String line, int[] from, int lastBegin) {
    List<String> parts = new ArrayList<>();
    parts.add(line.substring(lastBegin));
    for (int end = lastBegin; end > 0; end = from[end]) {
      parts.add(0, line.substring(from[end], end));
    }
    return parts;
  }

  /** The hash of any part of a text, each in one step: what {@link String#hashCode} says of it. */
  private static final class Hashes {
    private static final int BASE = 31;

    private final int[] prefix;
    private final int[] power;

    Hashes(String text) {
      prefix = new int[text.length() + 1];
      power = new int[text.length() + 1];
      power[0] = 1;
      for (int i = 0; i < text.length(); i++) {
        prefix[i + 1] = BASE * prefix[i] + text.charAt(i);
        power[i + 1] = BASE * power[i];
      }
    }

    int of(int from, int to) {
      return prefix[to] - prefix[from] * power[to - from];
    }
  }
}
