package dev.logtrail.cli.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a search marks in the line that it prints. */
class PatternMarksTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "KeyError|a KeyError here|a <KeyError> here",
        "\"of 48\" -retry|12 of 48 retry|12 <of 48> retry",
        "?one ?two|two and one|<two> and <one>",
        "{ $.level = \"ERROR\" }|{level: ERROR, $.level}|{level: <ERROR>, $.level}",
        "[ip, status = 5*, size]|1.2.3.4 503 7|1.2.3.4 <5>03 7",
        "%a.c%|abc a.c|abc a.c",
        "$1.00|costs $1.00|costs <$1.00>",
        "\\Qa|a \\Qa b|a <\\Qa> b",
        "-none|none at all|none at all"
      })
  void marksTheWordsThatAreLookedFor(String pattern, String line, String marked) {
    String esc = "\u001b";
    assertThat(PatternMarks.of(pattern, true).in(line))
        .isEqualTo(marked.replace("<", esc + "[1;33m").replace(">", esc + "[0m"));
    assertThat(PatternMarks.of(pattern, false).in(line)).isEqualTo(line);
  }
}
