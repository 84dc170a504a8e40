package dev.logtrail.logql;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.logtrail.limit.LokiLimits;
import dev.logtrail.limit.ServerLimits;
import dev.logtrail.logql.stage.FieldStage;
import dev.logtrail.logql.stage.JsonPath;
import dev.logtrail.logql.stage.LabelMatcher;
import dev.logtrail.logql.stage.LabelStage;
import dev.logtrail.logql.stage.LineFilter;
import dev.logtrail.logql.stage.LineStage;
import dev.logtrail.logql.stage.PatternText;
import dev.logtrail.logql.stage.Quantity;
import dev.logtrail.logql.stage.Stage;
import dev.logtrail.logql.stage.Template;
import dev.logtrail.logql.stage.Unwrap;
import dev.logtrail.pattern.CountedRepeats;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Reads selectors and the stages behind them. */
final class StageParser {
  private static final String KNOWN =
      "known are |= != |~ !~ |> !>, json, logfmt, pattern, regexp, filters of labels, line_format,"
          + " label_format, drop, keep, decolorize and unwrap";

  static final Set<String> MATCHES = Set.of("=", "!=", "=~", "!~");
  private static final Set<String> LINE_FILTERS = Set.of("|=", "!=", "|~", "!~", "|>", "!>");

  private final LogQlLexer in;
  private final FilterParser filters;

  StageParser(LogQlLexer in) {
    this.in = in;
    this.filters = new FilterParser(in);
  }

  /** What stands in braces. */
  List<LabelMatcher> selector() {
    in.expect("{");
    List<LabelMatcher> matchers = new ArrayList<>();
    while (!in.take("}")) {
      matchers.add(matcher(in.name("a label")));
      if (!in.take(",")) {
        in.expect("}");
        break;
      }
    }
    return matchers;
  }

  /** All stages that follow. */
  List<Stage> stages() {
    List<Stage> stages = new ArrayList<>();
    for (Stage stage = stage(); stage != null; stage = stage()) {
      stages.add(stage);
      if (stages.size() > LokiLimits.STAGES) {
        throw new LogQlException(in.column(), "more than %d stages".formatted(LokiLimits.STAGES));
      }
    }
    return stages;
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
    if (LINE_FILTERS.contains(sign)) {
      return lineFilter(sign);
    }
    if (!in.take("|")) {
      return null;
    }
    if ("(".equals(in.peekSign())) {
      return filters.filters();
    }
    int column = in.column();
    String name = in.name("a stage");
    String op = in.peekSign();
    if (FilterParser.isComparison(op)) {
      return filters.filters(name, op);
    }
    return switch (name) {
      case "json" -> json();
      case "logfmt" -> logfmt();
      case "regexp" -> regexp();
      case "pattern" -> gaps();
      case "line_format" -> new LineStage.Format(read(in.column(), in.string(), Template::new));
      case "label_format" -> labelFormat();
      case "decolorize" -> new LineStage.Decolorize();
      case "drop" -> dropped(true);
      case "keep" -> dropped(false);
      case "unwrap" -> unwrap();
      default ->
          throw new LogQlException(column, "'| " + name + "' is not answered here: " + KNOWN);
    };
  }

  private Stage lineFilter(String sign) {
    in.expect(sign);
    List<LineFilter.Text> texts = new ArrayList<>();
    do {
      int column = in.column();
      if (!in.isString() && in.peekName().equals("ip")) {
        throw new LogQlException(column, "'ip' is not answered here: write |~ \"10[.]1[.]\"");
      }
      String text = in.string();
      texts.add(
          switch (sign.charAt(1)) {
            case '~' -> new LineFilter.Regex(regex(column, text));
            case '>' -> new LineFilter.Shape(read(column, text, PatternText::new));
            default -> new LineFilter.Plain(text);
          });
    } while (in.takeName("or"));
    return new LineFilter(texts, sign.startsWith("|"));
  }

  private static <T> T read(int column, String text, Function<String, T> reader) {
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException e) {
      throw new LogQlException(column, e.getMessage());
    }
  }

  private Stage json() {
    if (in.peekName().isEmpty()) {
      return new FieldStage.Json();
    }
    Map<String, JsonPath> wanted = new LinkedHashMap<>();
    do {
      String label = in.name("a label");
      int column = in.column();
      String path = in.take("=") ? in.string() : label;
      wanted.put(label, read(column, path, JsonPath::new));
    } while (in.take(","));
    return new FieldStage.Json(wanted);
  }

  private Stage logfmt() {
    if ("-".equals(in.peekSign())) {
      throw new LogQlException(
          in.column(), in.shownNext() + " is not answered here: logfmt takes labels alone");
    }
    if (in.peekName().isEmpty()) {
      return new FieldStage.Logfmt(null);
    }
    Map<String, String> wanted = new LinkedHashMap<>();
    do {
      String label = in.name("a label");
      wanted.put(label, in.take("=") ? in.string() : label);
    } while (in.take(","));
    return new FieldStage.Logfmt(wanted);
  }

  private Stage regexp() {
    int column = in.column();
    Pattern pattern = regex(column, in.string());
    if (pattern.namedGroups().isEmpty()) {
      throw new LogQlException(
          column, "a group with a name is expected, such as (?P<status>[0-9]+)");
    }
    return new FieldStage.Regexp(pattern);
  }

  private Stage gaps() {
    int column = in.column();
    PatternText pattern = read(column, in.string(), PatternText::new);
    if (!pattern.hasNames()) {
      throw new LogQlException(column, "a gap with a name is expected, such as <status>");
    }
    return new FieldStage.Gaps(pattern);
  }

  private Stage labelFormat() {
    Map<String, String> renamed = new LinkedHashMap<>();
    Map<String, Template> made = new LinkedHashMap<>();
    do {
      String label = in.name("a label");
      in.expect("=");
      if (in.isString()) {
        made.put(label, read(in.column(), in.string(), Template::new));
      } else {
        renamed.put(label, in.name("a label"));
      }
    } while (in.take(","));
    return new LabelStage.Format(renamed, made);
  }

  private Stage dropped(boolean drop) {
    List<String> names = new ArrayList<>();
    List<LabelMatcher> matchers = new ArrayList<>();
    do {
      String label = in.name("a label");
      if (in.peekSign() != null && MATCHES.contains(in.peekSign())) {
        matchers.add(matcher(label));
      } else {
        names.add(label);
      }
    } while (in.take(","));
    return drop ? new LabelStage.Drop(names, matchers) : new LabelStage.Keep(names, matchers);
  }

  private Stage unwrap() {
    int column = in.column();
    String name = in.name("a label");
    if (!in.take("(")) {
      return new Unwrap(name, Quantity.Unit.NONE);
    }
    Quantity.Unit unit =
        switch (name) {
          case "duration", "duration_seconds" -> Quantity.Unit.DURATION;
          case "bytes" -> Quantity.Unit.BYTES;
          default ->
              throw new LogQlException(
                  column,
                  "'%s' is not answered here: known are duration and bytes".formatted(name));
        };
    String label = in.name("a label");
    in.expect(")");
    return new Unwrap(label, unit);
  }

  static Pattern regex(int column, String text) {
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
