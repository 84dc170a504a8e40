package dev.logtrail.logql;

import dev.logtrail.limit.LokiLimits;
import dev.logtrail.logql.LogQl.Lines;
import dev.logtrail.logql.Metric.Counted;
import dev.logtrail.logql.Metric.Function;
import dev.logtrail.logql.Metric.Grouping;
import dev.logtrail.logql.stage.LabelMatcher;
import dev.logtrail.logql.stage.Stage;
import dev.logtrail.logql.stage.Unwrap;
import java.util.ArrayList;
import java.util.List;

/** Reads lines with the span in which they are counted. */
final class CountedParser {
  private final LogQlLexer in;
  private final StageParser stages;
  private int depth;

  CountedParser(LogQlLexer in, StageParser stages) {
    this.in = in;
    this.stages = stages;
  }

  /** Which labels are kept; null if nothing is said. */
  Grouping by() {
    String name = in.peekName();
    if (!name.equals("by") && !name.equals("without")) {
      return null;
    }
    in.name(name);
    return new Grouping(name.equals("without"), labels());
  }

  /** Labels in brackets. */
  List<String> labels() {
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

  /** What is unwrapped; null if nothing is. */
  static Unwrap unwrap(Lines lines) {
    return lines.stages().stream()
        .filter(Unwrap.class::isInstance)
        .map(Unwrap.class::cast)
        .findFirst()
        .orElse(null);
  }

  /** Lines with the span in which they are counted. */
  private record Spanned(Lines lines, long rangeMs, long offsetMs) {}

  /** What stands behind the name of a function. */
  Counted counted(Function function) {
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
    Long ms = LogQlParser.durationMs(range);
    if (ms == null || ms == 0) {
      throw new LogQlException(column, "'" + range + "' is no span: give one such as [5m]");
    }
    in.expect("]");
    return ms;
  }

  private long offset() {
    if (!in.takeName("offset")) {
      return 0;
    }
    int column = in.column();
    String text = in.number();
    Long ms = LogQlParser.durationMs(text);
    if (ms == null) {
      throw new LogQlException(column, "'" + text + "' is no duration: give one such as 1h");
    }
    return ms;
  }

  /** A number as it is written. */
  double number(String text) {
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
