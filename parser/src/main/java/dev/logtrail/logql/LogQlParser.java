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
import dev.logtrail.logql.stage.LabelMatcher;
import dev.logtrail.logql.stage.Stage;
import dev.logtrail.logql.stage.Unwrap;
import java.util.ArrayList;
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
  private int depth;
  private int combined;

  private LogQlParser(String text) {
    this.in = new LogQlLexer(text);
    this.stages = new StageParser(in);
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
      boolean bool = level == 2 && takeName("bool");
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

  private boolean takeName(String name) {
    if (!in.peekName().equals(name)) {
      return false;
    }
    in.name(name);
    return true;
  }

  /** Which labels must be equal; all if nothing is said. */
  private Grouping matching() {
    String name = in.peekName();
    Grouping on = new Grouping(true, List.of());
    if (name.equals("on") || name.equals("ignoring")) {
      in.name(name);
      on = new Grouping(name.equals("ignoring"), labels());
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
    if (query instanceof Lines lines && unwrap(lines) != null) {
      throw new LogQlException(1, "'| unwrap' gives numbers: write sum_over_time(... [5m]) of it");
    }
  }

  private static Unwrap unwrap(Lines lines) {
    return lines.stages().stream()
        .filter(Unwrap.class::isInstance)
        .map(Unwrap.class::cast)
        .findFirst()
        .orElse(null);
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
      double number = number(in.number());
      return new Constant(negative ? -number : number);
    }
    int column = in.column();
    name = in.name("a selector such as {function=\"orders\"}, or a function,");
    if (negative) {
      throw new LogQlException(column, "'-' is not answered here: write 0 - " + name);
    }
    if (name.equalsIgnoreCase("vector")) {
      in.expect("(");
      Steady steady = new Steady(number(in.number()));
      in.expect(")");
      return steady;
    }
    Aggregation how = word(Aggregation.class, name);
    if (how != null) {
      return aggregated(how);
    }
    Function function = word(Function.class, name);
    if (function != null) {
      return counted(function);
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
    Grouping by = by();
    in.expect("(");
    int most = 0;
    if (how.isChoice()) {
      int column = in.column();
      double number = number(in.number());
      if (number < 1 || number > LokiLimits.SERIES || number != Math.rint(number)) {
        throw new LogQlException(
            column, "a number from 1 to %d is expected".formatted(LokiLimits.SERIES));
      }
      most = (int) number;
      in.expect(",");
    }
    Metric of = numbers(query(0));
    in.expect(")");
    by = by == null ? by() : by;
    return new Aggregated(how, most, by == null ? Grouping.NONE : by, of);
  }

  private Grouping by() {
    String name = in.peekName();
    if (!name.equals("by") && !name.equals("without")) {
      return null;
    }
    in.name(name);
    return new Grouping(name.equals("without"), labels());
  }

  private List<String> labels() {
    in.expect("(");
    List<String> labels = new ArrayList<>();
    while (!in.take(")")) {
      labels.add(in.name("a label"));
      if (!in.take(",")) {
        in.expect(")");
        break;
      }
    }
    return labels;
  }

  /** Lines with the span in which they are counted. */
  private record Spanned(Lines lines, long rangeMs, long offsetMs) {}

  private Counted counted(Function function) {
    int begin = in.column();
    in.expect("(");
    double quantile = 0;
    if (function == Function.QUANTILE_OVER_TIME) {
      quantile = number(in.number());
      in.expect(",");
    }
    Spanned s = spanned();
    if (s.rangeMs() == 0) {
      in.expect("[");
    }
    in.expect(")");
    boolean unwrapped = unwrap(s.lines()) != null;
    boolean ofLines = function.isOfBytes() || function == Function.COUNT_OVER_TIME;
    if (unwrapped == ofLines && function != Function.RATE) {
      throw new LogQlException(
          begin,
          unwrapped
              ? "'%s' counts lines: take '| unwrap' away".formatted(function.word())
              : "'%s' needs '| unwrap label' before the span".formatted(function.word()));
    }
    return new Counted(function, quantile, s.lines(), s.rangeMs(), s.offsetMs(), by());
  }

  /** The span stands behind the selector, behind the stages, or behind brackets around both. */
  private Spanned spanned() {
    if (in.take("(")) {
      if (++depth > LokiLimits.DEPTH) {
        throw new LogQlException(in.column(), "more than %d brackets".formatted(LokiLimits.DEPTH));
      }
      Spanned inner = spanned();
      in.expect(")");
      depth--;
      if (inner.rangeMs() > 0 || !"[".equals(in.peekSign())) {
        return inner;
      }
      long range = range();
      return new Spanned(inner.lines(), range, offset());
    }
    List<LabelMatcher> matchers = stages.selector();
    long range = "[".equals(in.peekSign()) ? range() : 0;
    long offset = offset();
    List<Stage> behind = stages.stages();
    if (range == 0 && "[".equals(in.peekSign())) {
      range = range();
      offset = offset();
    }
    if (range == 0 && !")".equals(in.peekSign())) {
      in.expect("[");
    }
    return new Spanned(new Lines(matchers, behind), range, offset);
  }

  private long range() {
    in.expect("[");
    int column = in.column();
    String range = in.number();
    Long ms = durationMs(range);
    if (ms == null || ms == 0) {
      throw new LogQlException(column, "'" + range + "' is no span: give one such as [5m]");
    }
    in.expect("]");
    return ms;
  }

  private long offset() {
    if (!takeName("offset")) {
      return 0;
    }
    int column = in.column();
    String text = in.number();
    Long ms = durationMs(text);
    if (ms == null) {
      throw new LogQlException(column, "'" + text + "' is no duration: give one such as 1h");
    }
    return ms;
  }

  private double number(String text) {
    if (text.matches("[0-9.]{1,30}(e[0-9]{1,3})?")) {
      try {
        return Double.parseDouble(text);
      } catch (NumberFormatException e) {
        // Told below.
      }
    }
    throw new LogQlException(in.column(), "'" + text + "' is no number");
  }
}
