package dev.logtrail.payload.carrier.text;

import dev.logtrail.line.IdStrength;
import dev.logtrail.line.LineFacts;
import dev.logtrail.line.LineKind;
import dev.logtrail.payload.carrier.prefix.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The lines of a text's head whose message is known by itself, and where in its line each begins:
 * those of the platform, or if there are none, records with an id in a runtime's own columns.
 */
final class Anchors {
  /** What no carrier stands before counts as an id only if it is as long as ids are. */
  private static final int SHORTEST_ID = 8;

  private record Anchor(int line, int at, LineFacts facts) {}

  private final List<String> lines;
  private final List<Anchor> anchors;

  private Anchors(List<String> lines, List<Anchor> anchors) {
    this.lines = lines;
    this.anchors = anchors;
  }

  static Anchors of(List<String> lines) {
    List<Anchor> platform = new ArrayList<>();
    List<Anchor> records = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Anchor record = null;
      for (int at : Prefix.bounds(lines.get(i))) {
        LineFacts facts = Records.facts(lines.get(i), at);
        if (isMark(facts)) {
          platform.add(new Anchor(i, at, facts));
          record = null;
          break;
        }
        if (record == null && hasOwnId(facts)) {
          record = new Anchor(i, at, facts);
        }
      }
      if (record != null) {
        records.add(record);
      }
    }
    return new Anchors(lines, platform.isEmpty() ? records : platform);
  }

  /** Whether this can only be a line of the platform. */
  private static boolean isMark(LineFacts facts) {
    return facts.isPlatform()
        && (facts.kind() != LineKind.PLATFORM || facts.json())
        && facts.kind() != LineKind.FAILURE;
  }

  private static boolean hasOwnId(LineFacts facts) {
    String id = facts.strength() == IdStrength.STRONG ? facts.requestId() : null;
    return id != null
        && id.length() >= SHORTEST_ID
        && id.chars().anyMatch(c -> c >= '0' && c <= '9')
        && id.indexOf(' ') < 0;
  }

  boolean isEmpty() {
    return anchors.isEmpty();
  }

  /** How many have nothing before them. */
  int bare() {
    return (int) anchors.stream().filter(a -> a.at == 0).count();
  }

  /** How many of those with nothing before them stand right below such a line. */
  int behind(Predicate<String> line) {
    return (int)
        anchors.stream()
            .filter(a -> a.at == 0 && a.line > 0 && line.test(lines.get(a.line - 1)))
            .count();
  }

  /** Whether most have a tab before them, some at a line's beginning, but not the text's first. */
  boolean isBehindTabs() {
    int tabs = 0;
    boolean first = false;
    for (Anchor a : anchors) {
      boolean tab = a.at > 0 && lines.get(a.line).charAt(a.at - 1) == '\t';
      tabs += tab ? 1 : 0;
      first |= tab && a.at == 1;
    }
    return first && tabs * 2 >= anchors.size() && lines.get(0).charAt(0) != '\t';
  }

  /** What stands before most of them; null if that is nothing. */
  Prefix prefix() {
    List<Prefix> kinds = new ArrayList<>();
    List<Integer> counts = new ArrayList<>();
    for (Anchor a : anchors) {
      Prefix own = Prefix.learned(lines.get(a.line), a.at);
      int k = 0;
      while (k < kinds.size() && !kinds.get(k).isLike(own)) {
        k++;
      }
      if (k == kinds.size()) {
        kinds.add(own);
        counts.add(1);
      } else {
        kinds.set(k, kinds.get(k).both(own));
        counts.set(k, counts.get(k) + 1);
      }
    }
    int best = -1;
    for (int k = 0; k < kinds.size(); k++) {
      boolean more = best < 0 || counts.get(k) > counts.get(best);
      boolean usual = isUsual(kinds.get(k), counts.get(k));
      best = more && usual ? k : best;
    }
    return best < 0 || kinds.get(best).isEmpty() ? null : kinds.get(best);
  }

  /** Whether a carrier writes this; words need more proof, for they may be a sentence's. */
  private boolean isUsual(Prefix prefix, int count) {
    return prefix.isEmpty()
        || prefix.has(Prefix.Kind.TIME)
        || prefix.has(Prefix.Kind.STREAM)
        || prefix.isDecoration()
        || count >= 2 && count * 10 >= anchors.size() * 9;
  }
}
