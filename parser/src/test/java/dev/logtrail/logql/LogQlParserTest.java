package dev.logtrail.logql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.logql.Metric.Aggregated;
import dev.logtrail.logql.Metric.Combined;
import dev.logtrail.logql.Metric.Counted;
import dev.logtrail.logql.Metric.Function;
import dev.logtrail.logql.stage.LogLine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogQlParserTest {
  private static LogLine line(String text) {
    Map<String, String> labels = new HashMap<>(Map.of("function", "orders", "level", "INFO"));
    return new LogLine(text, () -> null, Map.of(), labels);
  }

  private static boolean passes(String stages, LogLine line) {
    return LogQlParser.lines("{function=\"orders\"}" + stages).pass(line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\0',
      value = {
        "|= \"full\"                          ; disk is full     ; true",
        "|= `full` != \"disk\"                ; disk is full     ; false",
        "|~ \"f.l+$\"                         ; disk is full     ; true",
        "!~ `is\\s`                           ; disk is full     ; false",
        "| json | order_id = `7`              ; {\"order\":{\"id\":7}}  ; true",
        "| json | order_id > 6.5              ; {\"order\":{\"id\":7}}  ; true",
        "| json | order_id >= 8               ; {\"order\":{\"id\":7}}  ; false",
        "| json | none = \"\"                 ; {}               ; true",
        "| json | none > 1                    ; {}               ; false",
        "| json | function_extracted=~`x|y`   ; {\"function\":\"y\"}  ; true",
        "| json | _1a = \"b\"                 ; {\"1a\":\"b\"}   ; true",
        "|= \"a\\\"b\\\\n\"                   ; a\"b\\n          ; true",
        "| function = \"orders\"              ; x                ; true",
        "|= \"x\" or \"full\"                 ; disk is full     ; true",
        "!= \"x\" or \"full\"                 ; disk is full     ; false",
        "|> \"disk is <_>\"                   ; disk  is full    ; true",
        "|> \"disk <_>\" or \"<_> full\"       ; a disk is full   ; true",
        "|> \"disk\"                          ; disk is full     ; false",
        "|> \"<_>is<_>\"                      ; disk is full     ; true",
        "|> \"<_>is fu\"                      ; disk is full     ; false",
        "!> \"disk is <_>\"                   ; disk is full     ; false",
        "| json | a=\"1\" or b=\"1\"           ; {\"b\":1}          ; true",
        "| json | a=\"1\" and b=\"1\"          ; {\"b\":1}          ; false",
        "| json | (a>1 or b>1), c<1          ; {\"b\":2,\"c\":0}    ; true",
        "| json | a=\"1\" or b=\"1\" and c=\"1\" ; {\"b\":1}        ; false",
        "| json | t > 250ms                   ; {\"t\":\"0.3s\"}     ; true",
        "| json | t > 250ms                   ; {\"t\":\"300\"}      ; false",
        "| json | size >= 2KiB                ; {\"size\":\"2048\"}  ; true",
        "| json | size >= 2.5kb               ; {\"size\":\"2.4kB\"} ; false",
        "| json | a > -1                      ; {\"a\":0}          ; true",
        "| json | __error__=\"\"               ; plain            ; false",
        "| json | __error__=\"\"               ; {}               ; true",
      })
  void linesPassTheirStages(String stages, String line, boolean passes) {
    assertThat(passes(stages, line(line))).isEqualTo(passes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\0',
      value = {
        "| logfmt                    ; status=200 msg=\"not \\\"ok\\\"\" x=  ; msg=not \"ok\", status=200",
        "| logfmt                    ; 10 of 12 done: a=b=c     ; a=b=c",
        "| logfmt                    ; {\"a\":\"b=c\"}           ; ",
        "| logfmt s=\"status\", none  ; status=200              ; none=, s=200",
        "| json a=\"x.y[1]\", b=\"x\"  ; {\"x\":{\"y\":[1,2]}}     ; a=2, b={\"y\":[1,2]}",
        "| json x, b=\"[\\\"a b\\\"]\"   ; {\"x\":1,\"a b\":2}       ; b=2, x=1",
        "| json                      ; {\"level\":\"a\",\"b\":[1]}  ; level_extracted=a",
        "| json                      ; no JSON                 ; __error__=JSONParserErr",
        "| json | drop __error__, __error_details__ ; no JSON  ; ",
        "| json | keep a             ; {\"a\":1,\"b\":2}         ; a=1",
        "| json | drop a=\"1\", b=\"1\" ; {\"a\":1,\"b\":2}        ; b=2",
        "| regexp `(?P<verb>\\w+) (?P<path>/\\S*)` ; -- GET /x 1    ; path=/x, verb=GET",
        "| pattern `<ip> - <_> \"<verb> <path>\"` ; ::1 - me \"GET /x\" ; ip=::1, path=/x, verb=GET",
        "| pattern `a <x> b <y>`     ; a 1 c 2                 ; x=1 c 2",
        "| json | label_format c=a, d=`{{.b}}-{{ __line__ }}` ; {\"a\":1} ; c=1, d=-{\"a\":1}",
        "| json | logfmt             ; a=1                     ; __error__=JSONParserErr, a=1",
        "| json # a comment          ; {\"a\":1}                ; a=1",
      })
  void stagesMakeLabels(String stages, String text, String labels) {
    LogLine line = line(text);
    assertThat(passes(stages, line)).isTrue();
    Map<String, String> made = new TreeMap<>(line.labels());
    made.remove("function");
    made.remove("level", "INFO");
    assertThat(made.toString()).isEqualTo("{" + (labels == null ? "" : labels) + "}");
  }

  @Test
  void stagesMakeLines() {
    LogLine line = line("\u001b[31mred\u001b[0m");
    assertThat(passes("| decolorize", line)).isTrue();
    assertThat(line.text()).isEqualTo("red");
    line = line("\u001b[38:5:196mred\u001b[0m, and the rest of the line\u001b[K");
    assertThat(passes("| decolorize", line)).isTrue();
    assertThat(line.text()).isEqualTo("red, and the rest of the line");
    line = line("{\"a\":{\"b\":7}}");
    assertThat(
            passes("| json | line_format \"{{.a_b}} of {{.function}}{{.none}}\" |= `7 of`", line))
        .isTrue();
    assertThat(line.text()).isEqualTo("7 of orders");
  }

  @Test
  void unwrappedLabelsAreTheNumbersOfLines() {
    LogLine line = line("took 1.5s");
    assertThat(unwrapped("| pattern `took <t>` | unwrap duration(t) | __error__=``", line))
        .isTrue();
    assertThat(line.value()).isEqualTo(1.5);
    assertThat(line.labels()).doesNotContainKey("t");
    assertThat(unwrapped("| unwrap function | __error__=``", line("x"))).isFalse();
    assertThat(unwrapped("| unwrap none", line("x"))).isFalse();
  }

  private static boolean unwrapped(String stages, LogLine line) {
    return LogQlParser.lines("sum_over_time({a=\"b\"} " + stages + " [5m])").pass(line);
  }

  @Test
  void aLineFilterLooksAtWhatTheFunctionWroteToo() {
    String written = "2026-11-20T10:00:00.000Z\t4711\tINFO\tdone";
    LogLine line = new LogLine("done", () -> written, Map.of(), new HashMap<>());
    assertThat(passes("|= `4711`", line)).isTrue();
    assertThat(passes("|~ `^done$`", line)).isTrue();
    assertThat(passes("!= `4711`", line)).isFalse();
    assertThat(passes("| line_format `x` |= `4711`", line)).isFalse();
  }

  @Test
  void countsAreReadWithTheirSpanAndLabels() {
    Aggregated a =
        (Aggregated)
            LogQlParser.parse(
                "sum by (level, function) (rate({level=~\"ERR.*\"} |= \"x\" [1h30m] offset 5m))");
    Counted c = (Counted) a.of();
    assertThat(c.function()).isEqualTo(Function.RATE);
    assertThat(c.rangeMs()).isEqualTo(5_400_000);
    assertThat(c.offsetMs()).isEqualTo(300_000);
    assertThat(c.by()).isNull();
    assertThat(a.by().labels()).containsExactly("level", "function");
    assertThat(c.lines().matchers().get(0).matches("ERROR")).isTrue();
    assertThat(c.lines().matchers().get(0).matches("MY ERROR")).isFalse();
    assertThat(
            ((Aggregated) LogQlParser.parse("sum(count_over_time({a=\"b\"}[5m])) without (a)"))
                .by())
        .isEqualTo(new Metric.Grouping(true, List.of("a")));
    assertThat(LogQlParser.parse("{}")).isEqualTo(new LogQl.Lines(List.of(), List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rate({a=\"b\"} |= `x` [5m])",
        "rate({a=\"b\"}[5m] |= `x`)",
        "rate(({a=\"b\"} |= `x`)[5m])",
        "rate((({a=\"b\"} |= `x` [5m])))"
      })
  void theSpanMayStandInAnyPlace(String query) {
    Counted c = (Counted) LogQlParser.parse(query);
    assertThat(c.rangeMs()).isEqualTo(300_000);
    assertThat(c.lines().stages()).hasSize(1);
  }

  @Test
  void operatorsBindAsTheyDoElsewhere() {
    Combined or =
        (Combined) LogQlParser.parse("vector(1) - vector(2) - 3 * 4 ^ 2 > bool 5 or vector(0)");
    assertThat(or.op()).isEqualTo("or");
    Combined more = (Combined) or.left();
    assertThat(more.op()).isEqualTo(">");
    assertThat(more.bool()).isTrue();
    Combined minus = (Combined) more.left();
    assertThat(((Combined) minus.left()).op()).as("from the left").isEqualTo("-");
    assertThat(((Combined) minus.right()).op()).isEqualTo("*");
    Combined on = (Combined) LogQlParser.parse("vector(1) / on (a) vector(2)");
    assertThat(on.on()).isEqualTo(new Metric.Grouping(false, List.of("a")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\0',
      value = {
        "                                      ; column 1: a selector such as",
        "{function=\"a\"} | unpack             ; '| unpack' is not answered here: known are",
        "{a=\"b\"} | line_format \"{{.x | upper}}\" ; '{{.x | upper}}' is not answered here",
        "{a=\"b\"} | label_format x=\"{{ToUpper .y}}\" ; is not answered here: of templates",
        "{a=\"b\"} | logfmt --strict          ; '--strict' is not answered here",
        "{a=\"b\"} |= ip(\"10.0.0.0/8\")       ; 'ip' is not answered here",
        "{a=\"b\"} | regexp \"a(b)\"           ; a group with a name is expected",
        "{a=\"b\"} | pattern \"<_> x\"         ; a gap with a name is expected",
        "{a=\"b\"} |> \"<_><_>\"               ; two gaps need a text between them",
        "{a=\"b\"} | json x=\"a..b\"           ; 'a..b' is no path",
        "{a=\"b\"} | unwrap x                 ; '| unwrap' gives numbers",
        "sum_over_time({a=\"b\"}[5m])         ; 'sum_over_time' needs '| unwrap label'",
        "count_over_time({a=\"b\"} | unwrap x [5m]) ; 'count_over_time' counts lines",
        "rate({a=\"b\"})                      ; '[' is expected, not ')'",
        "rate_counter({a=\"b\"}[5m])          ; 'rate_counter' is not answered here",
        "absent_over_time({a=\"b\"}[5m])      ; 'absent_over_time' is not answered here",
        "label_replace(rate({a=\"b\"}[5m]))   ; 'label_replace' is not answered here",
        "topk(0, rate({a=\"b\"}[5m]))         ; a number from 1 to 500 is expected",
        "rate({a=\"b\"}[5m]) / on(a) group_left rate({a=\"b\"}[5m]) ; 'group_left' is not answered",
        "rate({a=\"b\"}[5x])                  ; '5x' is no span: give one such as [5m]",
        "{a=\"b\"} / 2                        ; numbers are expected, not lines",
        "({a=\"b\"}) / 2                      ; numbers are expected, not lines",
        "{a=\"b}                               ; this text has no end",
        "{a=b}                                 ; a text in quotes is expected, not 'b}'",
        "{a>\"b\"}                             ; one of = != =~ !~ is expected after 'a'",
        "{a=~\"(\"}                            ; no valid regular expression",
        "{a=\"b\"} |~ \"a{1,9000}\"            ; this expression is too large",
        "{a=\"\\d\"}                           ; '\\d' is no escape",
        "vector(x)                             ; 'x' is no number",
        "sum({a=\"b\"})                        ; numbers are expected, not lines",
      })
  void whatIsNotAnsweredIsSaidToBeSo(String query, String text) {
    assertThatThrownBy(() -> LogQlParser.parse(query == null ? "" : query))
        .isInstanceOf(LogQlException.class)
        .hasMessageContaining(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "sum(", "{} | (a>1 or ", "1 ^ ", "rate((", "vector(1) + "})
  void nothingIsReadDeeperThanTheLimit(String piece) {
    assertThatThrownBy(() -> LogQlParser.parse(piece.repeat(4_990 / piece.length())))
        .isInstanceOf(LogQlException.class);
  }

  @Test
  void durations() {
    assertThat(LogQlParser.durationMs("1d2h")).isEqualTo(93_600_000);
    assertThat(LogQlParser.durationMs("500ms")).isEqualTo(500);
    assertThat(LogQlParser.durationMs("5")).isNull();
    assertThat(LogQlParser.durationMs("5m!")).isNull();
    assertThat(LogQlParser.durationMs("999999999y")).isNull();
    assertThat(LogQlParser.durationMs("99y99y")).isNull();
  }
}
