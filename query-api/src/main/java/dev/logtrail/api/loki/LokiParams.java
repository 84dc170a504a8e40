package dev.logtrail.api.loki;

import dev.logtrail.api.http.ProblemException;
import dev.logtrail.api.http.QueryParams;
import dev.logtrail.limit.LokiLimits;
import dev.logtrail.logql.LogQl;
import dev.logtrail.logql.LogQlException;
import dev.logtrail.logql.LogQlParser;
import io.javalin.http.Context;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.function.Function;

/** The parameters of Loki's calls: times in ns, seconds or RFC 3339, spans as durations. */
final class LokiParams {
  private static final long LATEST_MS = 253_402_300_799_999L;
  private static final long HOUR_MS = 3_600_000;
  private static final BigDecimal MS_PER_S = BigDecimal.valueOf(1_000);

  /** Below what a long holds. */
  private static final String NS = "\\d{16,18}|[1-8]\\d{18}";

  private static final long NS_PER_MS = 1_000_000;

  private final QueryParams params;
  private final Clock clock;

  /** Those of a call that knows no others than these. */
  LokiParams(Context ctx, Clock clock, String... known) {
    this.params = new QueryParams(ctx.queryParamMap(), Set.of(known), clock);
    this.clock = clock;
  }

  String text(String name) {
    return params.text(name);
  }

  int limit(int otherwise, int most) {
    return params.whole("limit", otherwise, 1, most);
  }

  /** First moment, epoch ms; an hour before the end if none is given. */
  long start() {
    String since = params.text("since");
    Long given = time("start");
    if (given == null && since != null) {
      Long ms = LogQlParser.durationMs(since);
      if (ms == null) {
        throw bad("since", since, "a duration such as 1h");
      }
      return Math.max(0, end() - ms);
    }
    long start = given == null ? end() - HOUR_MS : given;
    if (start >= end()) {
      throw new ProblemException(400, "'start' is not before 'end': nothing lies between.");
    }
    return start;
  }

  /**
   * The same to the ns, where it was given so.
   *
   * @param ms of {@link #start}
   */
  long startNs(long ms) {
    return ns("start", ms);
  }

  /**
   * The same to the ns, where it was given so.
   *
   * @param ms of {@link #end}
   */
  long endNs(long ms) {
    return ns("end", ms);
  }

  private long ns(String name, long ms) {
    String text = params.text(name);
    boolean given = text != null && text.matches(NS) && Long.parseLong(text) / NS_PER_MS == ms;
    return given ? Long.parseLong(text) : LineWalk.ns(ms);
  }

  /** From when on lines are followed, epoch ms; an hour ago if none is given. */
  long tailStart() {
    Long given = time("start");
    return given == null ? clock.millis() - HOUR_MS : given;
  }

  /** In whole seconds; 0 if none is given. */
  int seconds(String name, int most) {
    return params.whole(name, 0, 0, most);
  }

  /** First moment beyond, epoch ms; now if none is given. */
  long end() {
    Long end = time("end");
    return end == null ? clock.millis() : end;
  }

  /** The moment of an instant query, epoch ms. */
  long time() {
    Long time = time("time");
    return time == null ? clock.millis() : time;
  }

  private Long time(String name) {
    String text = params.text(name);
    if (text == null) {
      return null;
    }
    try {
      if (text.matches(NS)) {
        return Long.parseLong(text) / NS_PER_MS;
      }
      if (text.matches("\\d{1,11}(\\.\\d{1,12})?")) {
        return new BigDecimal(text).multiply(MS_PER_S).longValue();
      }
      long ms = OffsetDateTime.parse(text).toInstant().toEpochMilli();
      if (ms >= 0 && ms <= LATEST_MS) {
        return ms;
      }
      throw bad(name, text, "a time of the years 1970 to 9999");
    } catch (DateTimeException | ArithmeticException e) {
      throw bad(name, text, "ns or seconds since 1970, or a time such as 2026-11-20T10:00:00Z");
    }
  }

  /** Between two points, in ms. */
  long step() {
    String text = params.text("step");
    long span = end() - start();
    long step = text == null ? Math.max(1_000, span / 250 / 1_000 * 1_000) : duration(text);
    if (step <= 0) {
      throw bad("step", text, "seconds, or a duration such as 30s");
    }
    if (span / step >= LokiLimits.POINTS) {
      throw new ProblemException(
          400,
          "'step' makes more than %,d points: give a larger one.".formatted(LokiLimits.POINTS));
    }
    return step;
  }

  private long duration(String text) {
    if (text.matches("\\d{1,9}(\\.\\d{1,9})?")) {
      return new BigDecimal(text).multiply(MS_PER_S).longValue();
    }
    Long ms = LogQlParser.durationMs(text);
    return ms == null ? 0 : ms;
  }

  /** Whether the newest lines come first. */
  boolean newestFirst() {
    String direction = params.text("direction");
    if (direction != null && !direction.matches("(?i)backward|forward")) {
      throw bad("direction", direction, "backward or forward");
    }
    return !"forward".equalsIgnoreCase(direction);
  }

  /**
   * The query.
   *
   * @throws ProblemException 400 if it is none, or not answered here
   */
  LogQl query() {
    return read(params.text("query"), LogQlParser::parse);
  }

  /** The lines that a query is about; all if it may be left out and is. */
  LogQl.Lines lines(boolean needed) {
    String text = params.text("query");
    return read(text == null && !needed ? "{}" : text, LogQlParser::lines);
  }

  private static <T> T read(String text, Function<String, T> reader) {
    try {
      return reader.apply(text == null ? "" : text);
    } catch (LogQlException e) {
      throw new ProblemException(400, "'query', " + e.getMessage());
    }
  }

  private static ProblemException bad(String name, String text, String right) {
    return new ProblemException(400, "'" + name + "' is '" + text + "': give " + right + ".");
  }
}
