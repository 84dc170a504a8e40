package dev.logtrail.logql;

import com.google.re2j.Pattern;
import dev.logtrail.limit.LokiLimits;
import dev.logtrail.logql.stage.LabelMatcher;
import dev.logtrail.logql.stage.LabelStage;
import dev.logtrail.logql.stage.Quantity;
import dev.logtrail.logql.stage.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads filters of labels: comparisons, joined by words and brackets. */
final class FilterParser {
  private static final Set<String> COMPARES = Set.of("=", "==", "!=", ">", ">=", "<", "<=");

  private final LogQlLexer in;
  private int depth;

  FilterParser(LogQlLexer in) {
    this.in = in;
  }

  /** Filters joined by words; {@code and} binds more than {@code or}. */
  Stage filters() {
    return more(one());
  }

  /** The same, of which label and comparison of the first are read. */
  Stage filters(String label, String op) {
    return more(filter(label, op));
  }

  /** Whether a sign, or none, compares a label. */
  static boolean isComparison(String sign) {
    return sign != null && (StageParser.MATCHES.contains(sign) || COMPARES.contains(sign));
  }

  private Stage more(Stage first) {
    List<Stage> any = new ArrayList<>();
    Stage all = allOf(first);
    any.add(all);
    while (in.takeName("or")) {
      any.add(allOf(one()));
    }
    return any.size() == 1 ? all : new LabelStage.Any(any);
  }

  private Stage allOf(Stage first) {
    List<Stage> all = new ArrayList<>(List.of(first));
    while (in.take(",") || in.takeName("and")) {
      all.add(one());
    }
    return all.size() == 1 ? first : new LabelStage.All(all);
  }

  private Stage one() {
    if (!in.take("(")) {
      String label = in.name("a label");
      String op = in.peekSign();
      if (!isComparison(op)) {
        throw new LogQlException(in.column(), "a comparison is expected after '" + label + "'");
      }
      return filter(label, op);
    }
    if (++depth > LokiLimits.DEPTH) {
      throw new LogQlException(in.column(), "more than %d brackets".formatted(LokiLimits.DEPTH));
    }
    Stage inner = filters();
    in.expect(")");
    depth--;
    return inner;
  }

  private Stage filter(String label, String op) {
    in.expect(op);
    int column = in.column();
    if (in.isString() && StageParser.MATCHES.contains(op)) {
      String value = in.string();
      Pattern pattern = op.endsWith("~") ? StageParser.regex(column, value) : null;
      return new LabelStage.Matches(new LabelMatcher(label, op, value, pattern));
    }
    if (in.isString()) {
      throw new LogQlException(
          column, "a text is compared by = != =~ !~; of a number leave the quotes out");
    }
    boolean negative = in.take("-");
    String text = in.number();
    for (Quantity.Unit unit : Quantity.Unit.values()) {
      double number = Quantity.of(text, unit);
      if (!Double.isNaN(number) && COMPARES.contains(op)) {
        return new LabelStage.Compares(label, op, negative ? -number : number, unit);
      }
    }
    throw new LogQlException(column, "'" + text + "' is no number");
  }
}
