package dev.logtrail.logql;

import dev.logtrail.limit.LokiLimits;
import dev.logtrail.logql.LogQl.Lines;
import dev.logtrail.logql.Metric.Aggregated;
import dev.logtrail.logql.Metric.Aggregation;
import dev.logtrail.logql.Metric.Combined;
import dev.logtrail.logql.Metric.Constant;
import dev.logtrail.logql.Metric.Counted;
import dev.logtrail.logql.Metric.Function;
import dev.logtrail.logql.Metric.Grouping;
import dev.logtrail.logql.Metric.Steady;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;

/** Reads queries. What LogQL has and is not answered here is said to be so. */
public final class LogQlParser {
  private static final String KNOWN =
      "known are a selector with stages, count_over_time, rate, bytes_over_time, bytes_rate; sum,"
          + " avg, min, max, first, last, stddev, stdvar and quantile_over_time of what is"
          + " unwrapped; sum, avg, min, max, count, stddev, stdvar, topk, bottomk, sort and"
          + " sort_desc; arithmetic, comparisons, and, or, unless, vector";

  private static final List<List<String>> BINARY =
      List.of(
          List.of("or"),
          List.of("and", "unless"),
          List.of("==", "!=", ">", ">=", "<", "<="),
          List.of("+", "-"),
          List.of("*", "/", "%"),
          List.of("^"));

  /** A hundred years; more is no span of logs. */
  private static final long LONGEST_MS = 100 * 365 * 86_400_000L;

  private static final java.util.regex.Pattern DURATION =
      java.util.regex.Pattern.compile("(\\d{1,9})(ms|s|m|h|d|w|y)");

  private final LogQlLexer in;
  private final StageParser stages;
  private final CountedParser spans;
  private int depth;
  private int combined;

  private LogQlParser(String text) {
    this.in = new LogQlLexer(text);
    this.stages = new StageParser(in);
    this.spans = new CountedParser(in, stages);
  }

  /**
   * Reads a query.
   *
   * @throws LogQlException if it is none, or is not answered here
   */
  public static LogQl parse(String text) {
    if (text.length() > LokiLimits.QUERY_CHARS) {
      throw new LogQlException(
          1, "the query is longer than %d characters".formatted(LokiLimits.QUERY_CHARS));
    }
    LogQlParser parser = new LogQlParser(text);
    LogQl query = parser.query(0);
    parser.checkLines(query);
    if (!parser.in.atEnd()) {
      throw new LogQlException(
          parser.in.column(), parser.in.shownNext() + " is not answered here: " + KNOWN);
    }
    return query;
  }

  /** A query of lines; of numbers the lines that they are of. */
  public static Lines lines(String text) {
    LogQl query = parse(text);
    while (!(query instanceof Lines)) {
      if (query instanceof Counted counted) {
        return counted.lines();
      }
      if (!(query instanceof Aggregated a)) {
        break;
      }
      query = a.of();
    }
    if (query instanceof Lines lines) {
      return lines;
    }
    throw new LogQlException(1, "a selector such as {function=\"orders\"} is expected");
  }

  /** A duration such as {@code 1h30m}, in ms; null if it is none. */
  public static Long durationMs(String text) {
    Matcher m = DURATION.matcher(text);
    long ms = 0;
    int end = 0;
    while (end < text.length() && m.find() && m.start() == end) {
      long number = Long.parseLong(m.group(1));
      long unit = unitMs(m.group(2));
      if (number > LONGEST_MS / unit || ms > LONGEST_MS) {
        return null;
      }
      ms += number * unit;
      end = m.end();
    }
    return end > 0 && end == text.length() && ms <= LONGEST_MS ? ms : null;
  }

  private static long unitMs(String unit) {
    return switch (unit) {
      case "ms" -> 1L;
      case "s" -> 1_000L;
      case "m" -> 60_000L;
      case "h" -> 3_600_000L;
      case "d" -> 86_400_000L;
      case "w" -> 7 * 86_400_000L;
      default -> 365 * 86_400_000L;
    };
  }

  /** An expression of operators that bind at least so much. */
  private LogQl query(int level) {
    if (level == BINARY.size()) {
      return single();
    }
    if (level == 0 && ++depth > LokiLimits.DEPTH) {
      throw new LogQlException(in.column(), "more than %d brackets".formatted(LokiLimits.DEPTH));
    }
    LogQl left = query(level + 1);
    for (String op = operator(level); op != null; op = operator(level)) {
      Metric numbers = numbers(left);
      boolean bool = level == 2 && in.takeName("bool");
      Grouping on = matching();
      if (++combined > LokiLimits.STAGES) {
        throw new LogQlException(
            in.column(), "more than %d operators".formatted(LokiLimits.STAGES));
      }
      // Only powers are taken from the right.
      LogQl right = query(op.equals("^") ? level : level + 1);
      left = new Combined(op, bool, on, numbers, numbers(right));
    }
    depth -= level == 0 ? 1 : 0;
    return left;
  }

  private String operator(int level) {
    String next = level < 2 ? in.peekName() : in.peekSign();
    if (next == null || !BINARY.get(level).contains(next)) {
      return null;
    }
    if (level < 2) {
      in.name("an operator");
    } else {
      in.expect(next);
    }
    return next;
  }

  /** Which labels must be equal; all if nothing is said. */
  private Grouping matching() {
    String name = in.peekName();
    Grouping on = new Grouping(true, List.of());
    if (name.equals("on") || name.equals("ignoring")) {
      in.name(name);
      on = new Grouping(name.equals("ignoring"), spans.labels());
      name = in.peekName();
    }
    if (name.startsWith("group_")) {
      throw new LogQlException(
          in.column(), "'%s' is not answered here: series are matched one to one".formatted(name));
    }
    return on;
  }

  private Metric numbers(LogQl query) {
    if (query instanceof Metric numbers) {
      return numbers;
    }
    throw new LogQlException(
        in.column(),
        "numbers are expected, not lines: count them, such as count_over_time(...[5m])");
  }

  private void checkLines(LogQl query) {
    if (query instanceof Lines lines && CountedParser.unwrap(lines) != null) {
      throw new LogQlException(1, "'| unwrap' gives numbers: write sum_over_time(... [5m]) of it");
    }
  }

  private LogQl single() {
    String sign = in.peekSign();
    if ("{".equals(sign)) {
      return new Lines(stages.selector(), stages.stages());
    }
    if (in.take("(")) {
      LogQl inner = query(0);
      in.expect(")");
      return inner;
    }
    boolean negative = in.take("-");
    String name = in.peekName();
    if (name.isEmpty() && in.isNumber()) {
      double number = spans.number(in.number());
      return new Constant(negative ? -number : number);
    }
    int column = in.column();
    name = in.name("a selector such as {function=\"orders\"}, or a function,");
    if (negative) {
      throw new LogQlException(column, "'-' is not answered here: write 0 - " + name);
    }
    if (name.equalsIgnoreCase("vector")) {
      in.expect("(");
      Steady steady = new Steady(spans.number(in.number()));
      in.expect(")");
      return steady;
    }
    Aggregation how = word(Aggregation.class, name);
    if (how != null) {
      return aggregated(how);
    }
    Function function = word(Function.class, name);
    if (function != null) {
      return spans.counted(function);
    }
    throw new LogQlException(column, "'" + name + "' is not answered here: " + KNOWN);
  }

  private static <E extends Enum<E>> E word(Class<E> of, String name) {
    try {
      return Enum.valueOf(of, name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private Metric aggregated(Aggregation how) {
    Grouping by = spans.by();
    in.expect("(");
    int most = 0;
    if (how.isChoice()) {
      int column = in.column();
      double number = spans.number(in.number());
      if (number < 1 || number > LokiLimits.SERIES || number != Math.rint(number)) {
        throw new LogQlException(
            column, "a number from 1 to %d is expected".formatted(LokiLimits.SERIES));
      }
      most = (int) number;
      in.expect(",");
    }
    Metric of = numbers(query(0));
    in.expect(")");
    by = by == null ? spans.by() : by;
    return new Aggregated(how, most, by == null ? Grouping.NONE : by, of);
  }
}
