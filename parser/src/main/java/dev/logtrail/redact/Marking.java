package dev.logtrail.redact;

import dev.logtrail.redact.rule.Rule;
import dev.logtrail.redact.rule.Spans;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Puts masks over what rules find in a plain text. */
final class Marking {
  /** A stretch to mask. */
  private record Found(int start, int end, int rule) {}

  private final List<Rule> rules;

  Marking(List<Rule> rules) {
    this.rules = rules;
  }

  /**
   * The text with masks; itself if nothing is found.
   *
   * @param from what lies before is only looked at, as what tells of a secret behind it
   * @param keep what is not masked; null for nothing
   * @param overLinesOnly whether to mask only what reaches over the end of a line
   * @return what lies behind {@code from}
   */
  String once(String text, int from, String keep, boolean overLinesOnly) {
    List<Found> found = find(text, from);
    if (found.isEmpty()) {
      return text.substring(from);
    }
    found.sort(Comparator.comparingInt(Found::start).thenComparingInt(Found::rule));
    StringBuilder out = new StringBuilder(text.length());
    int copied = from;
    for (Found span : merged(text, found)) {
      if (isKept(text, span, keep) || overLinesOnly && isInLine(text, span)) {
        continue;
      }
      String kind = rules.get(span.rule).name();
      out.append(text, copied, span.start).append(Masks.of(kind));
      copied = span.end;
    }
    return out.append(text, copied, text.length()).toString();
  }

  private List<Found> find(String text, int from) {
    List<Found> found = new ArrayList<>();
    for (int rule = 0; rule < rules.size(); rule++) {
      if (rules.get(rule).mayMatch(text)) {
        Spans spans = new Spans();
        rules.get(rule).find(text, spans);
        for (int i = 0; i < spans.size(); i++) {
          if (spans.end(i) > from) {
            found.add(new Found(Math.max(from, spans.start(i)), spans.end(i), rule));
          }
        }
      }
    }
    return found;
  }

  /** Those that overlap are one, of the longest's kind; what is masked already is left out. */
  private static List<Found> merged(String text, List<Found> sorted) {
    List<Found> merged = new ArrayList<>();
    MaskedParts masked = new MaskedParts(text);
    Found open = null;
    int longest = 0;
    for (Found each : sorted) {
      Found next = masked.widened(each.start, each.end, each.rule);
      if (next == null) {
        continue;
      }
      if (open != null && next.start < open.end) {
        int rule = next.end - next.start > longest ? next.rule : open.rule;
        longest = Math.max(longest, next.end - next.start);
        open = new Found(open.start, Math.max(open.end, next.end), rule);
      } else {
        if (open != null) {
          merged.add(open);
        }
        open = next;
        longest = next.end - next.start;
      }
    }
    if (open != null) {
      merged.add(open);
    }
    return merged;
  }

  private static boolean isInLine(String text, Found span) {
    for (int i = span.start; i < span.end; i++) {
      if (text.charAt(i) == '\n') {
        return false;
      }
    }
    return true;
  }

  private static boolean isKept(String text, Found span, String keep) {
    if (keep == null) {
      return false;
    }
    // The only places where it can cover the stretch.
    for (int at = Math.max(0, span.end - keep.length()); at <= span.start; at++) {
      if (text.startsWith(keep, at)) {
        return true;
      }
    }
    return false;
  }

  /** The masks that are in a text already, asked for from the left to the right. */
  private static final class MaskedParts {
    private final String text;
    private int begin;
    private int end;

    MaskedParts(String text) {
      this.text = text;
      this.begin = Masks.next(text, 0);
      this.end = begin < 0 ? -1 : Masks.end(text, begin);
    }

    /**
     * A stretch with whole masks where it cuts them; null if there is nothing else in it.
     *
     * @param from not before that of an earlier call
     */
    Found widened(int from, int to, int rule) {
      while (begin >= 0 && end <= from) {
        step();
      }
      if (begin < 0 || begin >= to) {
        return new Found(from, to, rule);
      }
      int start = Math.min(from, begin);
      int unmasked = Math.max(0, begin - from);
      int at = begin;
      int last = end;
      while (at >= 0 && at < to) {
        int next = Masks.next(text, last);
        int gapEnd = next < 0 || next > to ? Math.max(to, last) : next;
        unmasked += Math.max(0, gapEnd - last);
        if (next < 0 || next >= to) {
          break;
        }
        at = next;
        last = Masks.end(text, next);
      }
      return unmasked == 0 ? null : new Found(start, Math.max(to, last), rule);
    }

    private void step() {
      begin = Masks.next(text, end);
      end = begin < 0 ? -1 : Masks.end(text, begin);
    }
  }
}
