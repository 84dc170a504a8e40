package dev.logtrail.api.stats;

import dev.logtrail.api.http.ProblemException;
import dev.logtrail.api.http.QueryParams;
import dev.logtrail.api.render.Times;
import dev.logtrail.limit.ServerLimits;
import dev.logtrail.store.stats.StatsQuery;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a statistics request asks for. Times are epoch ms on full minutes.
 *
 * @param function exactly, or null for all
 * @param account exactly, or null for all
 * @param region exactly, or null for all
 * @param from first start
 * @param to end, itself not in it
 * @param stepMs length of the steps of a series; null: none is wanted
 * @param seriesOf of what there is a series; null: of groups where they are few
 * @param groupBy what makes a group
 * @param bill whether sums by day and month are wanted
 * @param screen where the readable form is shown
 */
record StatsParams(
    String function,
    String account,
    String region,
    long from,
    long to,
    Long stepMs,
    SeriesOf seriesOf,
    GroupBy groupBy,
    boolean bill,
    Screen screen) {
  static final long MINUTE_MS = 60_000;
  static final long DAY_MS = 86_400_000;

  /** Steps where none are asked for: of one function, and of all, whose series are many. */
  private static final int USUAL_STEPS = 120;

  private static final int USUAL_STEPS_OF_ALL = 40;
  private static final int MOST_COLUMNS = 10_000;
  private static final List<Long> STEPS =
      List.of(1L, 5L, 15L, 60L, 180L, 360L, 1_440L, 10_080L, 44_640L);
  private static final Pattern STEP = Pattern.compile("(\\d{1,6})([mhd])");
  private static final Set<String> KNOWN =
      Set.of(
          "function",
          "account",
          "region",
          "from",
          "to",
          "step",
          "series",
          "groupBy",
          "bill",
          "color",
          "zone",
          "width",
          "height");

  /**
   * Where the readable form is shown.
   *
   * @param zone the zone of its times
   * @param width columns that a table may take; 0 for any number
   * @param height lines that are seen at once; 0 for any number
   */
  record Screen(ZoneId zone, int width, int height) {}

  /** Of what there is a series: of each group too, or of all together alone. */
  enum SeriesOf {
    GROUPS,
    TOTAL;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What makes a group. */
  enum GroupBy {
    FUNCTION,
    VERSION,
    STAGE,
    ACCOUNT,
    REGION;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Reads the query string.
   *
   * @throws ProblemException 400 for a fault
   */
  static StatsParams of(Map<String, List<String>> raw, Clock clock) {
    QueryParams p = new QueryParams(raw, KNOWN, clock);
    Long toGiven = p.time("to");
    long to = ceil(toGiven == null ? clock.millis() : toGiven);
    Long fromGiven = p.time("from");
    long from = floor(fromGiven == null ? to - DAY_MS : fromGiven);
    if (from >= to) {
      throw new ProblemException(
          400,
          "'from' (%s) is not before 'to' (%s): nothing lies between."
              .formatted(Times.utc(from), Times.utc(to)));
    }
    GroupBy groupBy = p.oneOf("groupBy", List.of(GroupBy.values()), GroupBy::word);
    return new StatsParams(
        p.text("function"),
        p.text("account"),
        p.text("region"),
        from,
        to,
        step(p, from, to),
        p.oneOf("series", List.of(SeriesOf.values()), SeriesOf::word),
        groupBy == null ? GroupBy.FUNCTION : groupBy,
        Boolean.TRUE.equals(p.bool("bill")),
        new Screen(
            p.zone("zone"),
            p.whole("width", 0, 0, MOST_COLUMNS),
            p.whole("height", 0, 0, MOST_COLUMNS)));
  }

  /** The store's question. Without a series it is asked by the day, since prices have dates. */
  StatsQuery query() {
    long step = stepMs != null ? stepMs : DAY_MS;
    return new StatsQuery(function, account, region, from, to, step, groupBy == GroupBy.VERSION);
  }

  private static Long step(QueryParams p, long from, long to) {
    String text = p.text("step");
    if (text == null) {
      int most = p.text("function") == null ? USUAL_STEPS_OF_ALL : USUAL_STEPS;
      return STEPS.stream()
          .map(minutes -> minutes * MINUTE_MS)
          .filter(ms -> (to - from) / ms <= most)
          .findFirst()
          .orElse(STEPS.get(STEPS.size() - 1) * MINUTE_MS);
    }
    if (text.equals("none")) {
      return null;
    }
    Matcher m = STEP.matcher(text);
    long ms = m.matches() ? Long.parseLong(m.group(1)) * unitMs(m.group(2)) : 0;
    if (ms == 0) {
      throw new ProblemException(
          400, "'step' is '" + text + "': give minutes, hours or days (5m, 1h, 1d), or none.");
    }
    if ((to - from) / ms > ServerLimits.SERIES_POINTS) {
      throw new ProblemException(
          400,
          String.format(
              Locale.ROOT,
              "'step' is '%s', which makes %,d steps: give one that makes %,d at most, or a shorter"
                  + " span.",
              text,
              (to - from) / ms,
              ServerLimits.SERIES_POINTS));
    }
    return ms;
  }

  private static long unitMs(String unit) {
    return switch (unit) {
      case "m" -> MINUTE_MS;
      case "h" -> 60 * MINUTE_MS;
      default -> DAY_MS;
    };
  }

  private static long floor(long ms) {
    return Math.floorDiv(ms, MINUTE_MS) * MINUTE_MS;
  }

  private static long ceil(long ms) {
    return floor(ms + MINUTE_MS - 1);
  }
}
