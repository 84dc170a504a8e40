package dev.logtrail.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FilterPatternTest {

  private static final List<String> PIECES =
      List.of(
          "ERROR",
          "a",
          "b_c",
          "\"",
          "\\",
          "\\u0061",
          "\\n",
          " ",
          "{",
          "}",
          "$.a",
          "$.b[0]",
          "=",
          "!=",
          "[",
          "]",
          ",",
          "...",
          "&&",
          "||",
          "(",
          ")",
          "?",
          "-",
          "%",
          "*",
          "1e3",
          ">",
          ":",
          "é",
          "{\"a\":\"",
          "{ $.a = \"",
          "{ $.a = a }",
          "\"}",
          "a b",
          "IS NULL",
          "NOT EXISTS",
          "\n",
          "12");

  static Stream<String> cases() throws IOException {
    try (InputStream in = FilterPatternTest.class.getResourceAsStream("cases.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.startsWith("#")).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void decidesAsDocumented(String line) {
    String[] parts = line.split("\t", 3);
    FilterPattern pattern = FilterPattern.parse(parts[1]);
    boolean matches = pattern.matches(parts[2]);
    assertThat(matches).isEqualTo(parts[0].equals("yes"));
    assertThat(!matches || pattern.requiredTokens().allows(tokens(parts[2])::contains)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"open|1|close it",
        "ERROR -|8|a term must follow",
        "%a(b)%|3|has no place",
        "%something!%|11|has no place",
        "%a|1|close it with %",
        "%.{1,1000}.{1,1000}z%|3|may come to 250 in all",
        "%a{200}b{1,51}%|9|use * or + for more",
        "%a{99999999999}%|3|may come to 250 in all",
        "{ $.a = 1|10|closing }",
        "{ a = 1 }|3|$.name",
        "{ $.a > x }|9|compare with a number",
        "[a, ..., b, ...]|16|only one ellipsis",
        "[a = 1 && b = 2]|11|write a again"
      })
  void saysWhereAndWhatWouldBeRight(String pattern, int column, String text) {
    assertThatThrownBy(() -> FilterPattern.parse(pattern))
        .isInstanceOfSatisfying(
            FilterPatternException.class, e -> assertThat(e.column()).isEqualTo(column))
        .hasMessageContaining(text);
    String example = FilterPattern.exampleFor(pattern);
    assertThat(FilterPattern.parse(example)).hasToString(example);
  }

  @Test
  void whatMatchesHoldsWhatIsNeeded() {
    Random random = new Random(20261121);
    int matched = 0;
    for (int i = 0; i < 200_000; i++) {
      String message = text(random);
      FilterPattern pattern;
      try {
        pattern = FilterPattern.parse(text(random));
      } catch (FilterPatternException e) {
        continue;
      }
      if (pattern.matches(message)) {
        matched++;
        assertThat(pattern.requiredTokens().allows(tokens(message)::contains))
            .as("%s over %s", pattern, message)
            .isTrue();
      }
    }
    assertThat(matched).isGreaterThan(1_000);
  }

  @Test
  void escapesInJsonHideNoMatch() {
    FilterPattern pattern = FilterPattern.parse("{ $.name = \"one two\" }");
    String message = "{\"n\\u0061me\":\"\\u006fne two\"}";
    assertThat(pattern.matches(message)).isTrue();
    assertThat(pattern.requiredTokens().allows(tokens(message)::contains)).isTrue();
    assertThat(pattern.requiredTokens().allows(tokens("{\"name\":\"one\"}")::contains)).isFalse();
  }

  @Test
  void theFirstWordThatWasSearchedForIsFound() {
    String message = "{\"a\":1,\"error\":\"card declined\"}";
    assertThat(FilterPattern.parse("declined").firstWord(message)).isEqualTo(21);
    assertThat(FilterPattern.parse("?declined ?card").firstWord(message)).isEqualTo(16);
    assertThat(FilterPattern.parse("{ $.error = \"card declined\" }").firstWord(message))
        .isEqualTo(8);
    assertThat(FilterPattern.parse("%dec%").firstWord(message)).isEqualTo(-1);
    assertThat(FilterPattern.parse("-declined").firstWord(message)).isEqualTo(-1);
  }

  @Test
  void hostileInputEnds() {
    String longText = "a".repeat(1_000_000);
    assertThat(FilterPattern.parse("%a*a*a*a*a*b%").matches(longText)).isFalse();
    assertThat(FilterPattern.parse("{ $.a = 1 }").matches("{\"a\":".repeat(200_000))).isFalse();
    assertThat(FilterPattern.parse("{ $.a > 1 }").matches("{\"a\":1e999999999999}")).isFalse();
    assertThat(FilterPattern.parse("[a, ...]").matches("[\" ".repeat(300_000))).isTrue();
    assertThat(FilterPattern.parse("a".repeat(1_000)).matches(longText)).isFalse();
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int n = random.nextInt(7); n >= 0; n--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }

  private static Set<Long> tokens(String message) {
    Set<Long> tokens = new HashSet<>();
    Tokens.of(message, tokens::add);
    return tokens;
  }
}
