package dev.logtrail.api.trails;

import dev.logtrail.api.http.ProblemException;
import dev.logtrail.api.http.QueryParams;
import dev.logtrail.api.load.PatternMatch;
import dev.logtrail.limit.ServerLimits;
import dev.logtrail.pattern.FilterPattern;
import dev.logtrail.store.TrailQuery;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a histogram request asks for.
 *
 * @param query which trails; its times are not null
 * @param pattern what an event of each trail must match; null for no such filter
 * @param stepMs length of a step, in ms
 */
record HistogramParams(TrailQuery query, FilterPattern pattern, long stepMs) {
  private static final long DAY_MS = 86_400_000;

  /** Where no step is asked for the finest is taken that makes no more than so many. */
  private static final int USUAL_STEPS = 120;

  private static final List<Long> STEPS_S =
      List.of(1L, 5L, 15L, 60L, 300L, 900L, 3_600L, 10_800L, 21_600L, 86_400L, 604_800L);
  private static final Pattern STEP = Pattern.compile("(\\d{1,6})([smhd])");
  private static final Set<String> KNOWN = ListParams.with(ListParams.FILTERS, "step");

  /**
   * Reads the query string. Where no times are asked for, the last day is meant.
   *
   * @throws ProblemException 400 for a fault
   */
  static HistogramParams of(Map<String, List<String>> raw, Clock clock) {
    QueryParams p = new QueryParams(raw, KNOWN, clock);
    TrailQuery asked = ListParams.query(p, ServerLimits.PAGE_TRAILS);
    long to = asked.to() == null ? clock.millis() + 1 : asked.to();
    long from = asked.from() == null ? to - DAY_MS : asked.from();
    if (from >= to) {
      throw new ProblemException(400, "'from' is not before 'to': nothing lies between.");
    }
    return new HistogramParams(
        asked.between(from, to),
        PatternMatch.pattern(p.text("q")),
        step(p.text("step"), to - from));
  }

  private static long step(String text, long spanMs) {
    if (text == null) {
      return STEPS_S.stream()
          .map(seconds -> seconds * 1_000)
          .filter(ms -> spanMs / ms <= USUAL_STEPS)
          .findFirst()
          .orElseGet(() -> (spanMs / USUAL_STEPS / DAY_MS + 1) * DAY_MS);
    }
    Matcher m = STEP.matcher(text);
    long ms = m.matches() ? Long.parseLong(m.group(1)) * unitMs(m.group(2)) : 0;
    if (ms == 0) {
      throw new ProblemException(
          400, "'step' is '" + text + "': give seconds, minutes, hours or days (30s, 5m, 1h, 1d).");
    }
    if (spanMs / ms > ServerLimits.SERIES_POINTS) {
      throw new ProblemException(
          400,
          String.format(
              Locale.ROOT,
              "'step' is '%s', which makes %,d steps: give one that makes %,d at most, or a shorter"
                  + " span.",
              text,
              spanMs / ms,
              ServerLimits.SERIES_POINTS));
    }
    return ms;
  }

  private static long unitMs(String unit) {
    return switch (unit) {
      case "s" -> 1_000;
      case "m" -> 60_000;
      case "h" -> 3_600_000;
      default -> DAY_MS;
    };
  }
}
