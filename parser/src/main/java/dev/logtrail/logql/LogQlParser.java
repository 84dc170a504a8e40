package dev.logtrail.logql;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.logtrail.limit.LokiLimits;
import dev.logtrail.limit.ServerLimits;
import dev.logtrail.logql.LogQl.Constant;
import dev.logtrail.logql.LogQl.Counted;
import dev.logtrail.logql.LogQl.Function;
import dev.logtrail.logql.LogQl.Lines;
import dev.logtrail.pattern.CountedRepeats;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;

/** Reads queries. What LogQL has and is not answered here is said to be so. */
public final class LogQlParser {
  private static final String KNOWN =
      "known are selectors, |= != |~ !~, | json, filters of labels, count_over_time, rate,"
          + " bytes_over_time, bytes_rate and sum by";

  /** A hundred years; more is no span of logs. */
  private static final long LONGEST_MS = 100 * 365 * 86_400_000L;

  private static final Set<String> MATCHES = Set.of("=", "!=", "=~", "!~");
  private static final java.util.regex.Pattern DURATION =
      java.util.regex.Pattern.compile("(\\d{1,9})(ms|s|m|h|d|w|y)");

  private final LogQlLexer in;

  private LogQlParser(String text) {
    this.in = new LogQlLexer(text);
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
    LogQl query = parser.query();
    if (!parser.in.atEnd()) {
      throw new LogQlException(
          parser.in.column(), parser.in.shownNext() + " is not answered here: " + KNOWN);
    }
    return query;
  }

  /** A query of lines; of counts the lines that are counted. */
  public static Lines lines(String text) {
    LogQl query = parse(text);
    if (query instanceof Counted counted) {
      return counted.lines();
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

  private LogQl query() {
    if ("{".equals(in.peekSign())) {
      return selected();
    }
    if (in.take("(")) {
      LogQl inner = query();
      in.expect(")");
      return inner;
    }
    String name = in.peekName();
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "sum" -> sum();
      case "vector" -> constant();
      default -> counted();
    };
  }

  private LogQl constant() {
    double sum = 0;
    do {
      in.name("vector");
      in.expect("(");
      sum += number(in.number());
      in.expect(")");
    } while (in.take("+"));
    return new Constant(sum);
  }

  private LogQl sum() {
    in.name("sum");
    List<String> by = by();
    in.expect("(");
    if (!(query() instanceof Counted inner)) {
      throw new LogQlException(in.column(), "a sum is of count_over_time or rate");
    }
    in.expect(")");
    by = by == null ? by() : by;
    List<String> outer = by == null ? List.of() : by;
    List<String> kept =
        inner.by() == null ? outer : outer.stream().filter(inner.by()::contains).toList();
    return new Counted(inner.function(), inner.lines(), inner.rangeMs(), kept);
  }

  private List<String> by() {
    String name = in.peekName();
    if (name.equals("without")) {
      throw new LogQlException(in.column(), "'without' is not answered here: name labels after by");
    }
    if (!name.equals("by")) {
      return null;
    }
    in.name("by");
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

  private Counted counted() {
    int column = in.column();
    String name = in.name("a selector such as {function=\"orders\"}, or a function,");
    Function function;
    try {
      function = Function.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new LogQlException(column, "'" + name + "' is not answered here: " + KNOWN);
    }
    in.expect("(");
    Lines lines = selected();
    in.expect("[");
    column = in.column();
    String range = in.number();
    Long ms = durationMs(range);
    if (ms == null || ms == 0) {
      throw new LogQlException(column, "'" + range + "' is no span: give one such as [5m]");
    }
    in.expect("]");
    in.expect(")");
    return new Counted(function, lines, ms, null);
  }

  private Lines selected() {
    in.expect("{");
    List<LabelMatcher> matchers = new ArrayList<>();
    while (!in.take("}")) {
      matchers.add(matcher(in.name("a label")));
      if (!in.take(",")) {
        in.expect("}");
        break;
      }
    }
    List<Stage> stages = new ArrayList<>();
    for (Stage stage = stage(); stage != null; stage = stage()) {
      stages.add(stage);
      if (stages.size() > LokiLimits.STAGES) {
        throw new LogQlException(in.column(), "more than %d stages".formatted(LokiLimits.STAGES));
      }
    }
    return new Lines(matchers, stages);
  }

  private LabelMatcher matcher(String label) {
    String op = in.peekSign();
    if (op == null || !MATCHES.contains(op)) {
      throw new LogQlException(
          in.column(), "one of = != =~ !~ is expected after '%s'".formatted(label));
    }
    in.expect(op);
    int column = in.column();
    String value = in.string();
    return new LabelMatcher(label, op, value, op.endsWith("~") ? regex(column, value) : null);
  }

  private Stage stage() {
    String sign = in.peekSign();
    if (sign == null) {
      return null;
    }
    if (Set.of("|=", "!=", "|~", "!~").contains(sign)) {
      in.expect(sign);
      int column = in.column();
      String text = in.string();
      if (in.peekName().equals("or")) {
        throw new LogQlException(
            in.column(), "'or' is not answered here: write |~ \"one|other\" instead");
      }
      Pattern pattern = sign.endsWith("~") ? regex(column, text) : null;
      return new Stage.LineFilter(text, pattern, sign.startsWith("|"));
    }
    if (!in.take("|")) {
      return null;
    }
    int column = in.column();
    String name = in.name("a stage");
    if (name.equals("json") && !in.isString() && in.peekName().isEmpty()) {
      return new Stage.Json();
    }
    String op = in.peekSign();
    if (op == null || !Set.of("=", "!=", "=~", "!~", "==", ">", ">=", "<", "<=").contains(op)) {
      throw new LogQlException(column, "'| " + name + "' is not answered here: " + KNOWN);
    }
    return filter(name, op);
  }

  private Stage filter(String label, String op) {
    LogQlLexer before = in;
    if (MATCHES.contains(op)) {
      in.expect(op);
      if (in.isString()) {
        int column = in.column();
        String value = in.string();
        Pattern pattern = op.endsWith("~") ? regex(column, value) : null;
        return ended(before, new Stage.LabelFilter(new LabelMatcher(label, op, value, pattern)));
      }
    } else {
      in.expect(op);
    }
    return ended(before, new Stage.NumberFilter(label, op, number(in.number())));
  }

  private static Stage ended(LogQlLexer in, Stage stage) {
    String next = in.peekName();
    if (next.equals("or") || next.equals("and")) {
      throw new LogQlException(
          in.column(),
          "'%s' is not answered here: filters behind each other are all to pass".formatted(next));
    }
    return stage;
  }

  private double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new LogQlException(in.column(), "'" + text + "' is no number");
    }
  }

  private static Pattern regex(int column, String text) {
    if (text.length() > ServerLimits.PATTERN_CHARS || CountedRepeats.beyondLimit(text) >= 0) {
      throw new LogQlException(column, "this expression is too large");
    }
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new LogQlException(column, "no valid regular expression: " + e.getMessage());
    }
  }
}
