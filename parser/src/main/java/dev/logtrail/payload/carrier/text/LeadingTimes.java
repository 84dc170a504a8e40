package dev.logtrail.payload.carrier.text;

import dev.logtrail.payload.carrier.prefix.CarrierTime;
import dev.logtrail.payload.carrier.prefix.Prefix;
import java.util.List;

/**
 * Texts in which the platform wrote no line: a stream's name beside a time can only be a carrier's,
 * and so is a time with a tab behind it, unless the runtime's own columns follow.
 */
final class LeadingTimes {
  private LeadingTimes() {}

  /** What most lines begin with, or null. */
  static Prefix prefix(List<String> lines) {
    Prefix best = null;
    int like = 0;
    for (String line : lines) {
      Prefix own = of(line);
      if (own == null) {
        continue;
      }
      if (best == null) {
        best = own;
      }
      if (best.isLike(own)) {
        best = best.both(own);
        like++;
      }
    }
    boolean surely = best != null && best.has(Prefix.Kind.STREAM);
    return surely || like > 1 && like * 10 >= lines.size() * 6 ? best : null;
  }

  private static Prefix of(String line) {
    List<Integer> bounds = Prefix.bounds(line);
    if (bounds.size() > 4) {
      Prefix two = Prefix.learned(line, bounds.get(4));
      if (two.has(Prefix.Kind.STREAM) && two.has(Prefix.Kind.TIME)) {
        return two;
      }
    }
    CarrierTime time = bounds.size() > 2 ? CarrierTime.at(line, 0) : null;
    boolean tab = time != null && time.isKnown() && line.charAt(time.end()) == '\t';
    return tab && !Records.begin(line.substring(bounds.get(2))) && !isColumn(line, bounds)
        ? Prefix.learned(line, bounds.get(2))
        : null;
  }

  /** Whether what follows the time is a column of its own, as a runtime or logger writes. */
  private static boolean isColumn(String line, List<Integer> bounds) {
    return bounds.size() > 4 && line.charAt(bounds.get(3)) == '\t';
  }
}
