package dev.logtrail.logql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.logql.LogQl.Counted;
import dev.logtrail.logql.LogQl.Function;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogQlParserTest {
  private static boolean passes(String stages, String line) {
    Map<String, String> labels = new HashMap<>(Map.of("function", "orders"));
    return LogQlParser.lines("{function=\"orders\"}" + stages).pass(line, labels);
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
      })
  void linesPassTheirStages(String stages, String line, boolean passes) {
    assertThat(passes(stages, line)).isEqualTo(passes);
  }

  @Test
  void countsAreReadWithTheirSpanAndLabels() {
    Counted c =
        (Counted)
            LogQlParser.parse(
                "sum by (level, function) (rate({level=~\"ERR.*\"} |= \"x\" [1h30m]))");
    assertThat(c.function()).isEqualTo(Function.RATE);
    assertThat(c.rangeMs()).isEqualTo(5_400_000);
    assertThat(c.by()).containsExactly("level", "function");
    assertThat(c.lines().matchers().get(0).matches("ERROR")).isTrue();
    assertThat(c.lines().matchers().get(0).matches("MY ERROR")).isFalse();
    assertThat(((Counted) LogQlParser.parse("sum(count_over_time({a=\"b\"}[5m])) by (a)")).by())
        .containsExactly("a");
    assertThat(((Counted) LogQlParser.parse("count_over_time({a=\"b\"}[5m])")).by()).isNull();
    assertThat(((LogQl.Constant) LogQlParser.parse("vector(1)+vector(1)")).value()).isEqualTo(2);
    assertThat(LogQlParser.parse("{}")).isEqualTo(new LogQl.Lines(List.of(), List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\0',
      value = {
        "                                      ; column 1: a selector such as",
        "{function=\"a\"} | logfmt             ; '| logfmt' is not answered here: known are",
        "{a=\"b\"} | line_format \"{{.x}}\"    ; '| line_format' is not answered here",
        "{a=\"b\"} |= \"x\" or \"y\"           ; 'or' is not answered here: write |~",
        "{a=\"b\"} | x=\"1\" and y=\"2\"       ; 'and' is not answered here",
        "topk(5, rate({a=\"b\"}[5m]))          ; 'topk' is not answered here",
        "sum without (a) (rate({a=\"b\"}[5m])) ; 'without' is not answered here",
        "rate({a=\"b\"}[5x])                   ; '5x' is no span: give one such as [5m]",
        "rate({a=\"b\"}[5m]) / 2               ; is not answered here",
        "rate({a=\"b\"}[5m] offset 1h)         ; ')' is expected, not 'offset 1h)'",
        "{a=\"b}                               ; this text has no end",
        "{a=b}                                 ; a text in quotes is expected, not 'b}'",
        "{a>\"b\"}                             ; one of = != =~ !~ is expected after 'a'",
        "{a=~\"(\"}                            ; no valid regular expression",
        "{a=\"b\"} |~ \"a{1,9000}\"            ; this expression is too large",
        "{a=\"\\d\"}                           ; '\\d' is no escape",
        "vector(x)                             ; 'x' is no number",
        "sum({a=\"b\"})                        ; a sum is of count_over_time or rate",
      })
  void whatIsNotAnsweredIsSaidToBeSo(String query, String text) {
    assertThatThrownBy(() -> LogQlParser.parse(query == null ? "" : query))
        .isInstanceOf(LogQlException.class)
        .hasMessageContaining(text);
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
