package dev.logtrail.redact.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.text.CountingText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule looks at a text twice as long about twice as often, whatever is in it. */
class RuleStepsTest {
  private static final int PARTS = 2_000;

  static List<String> parts() {
    List<String> parts = new ArrayList<>();
    for (String part :
        List.of(
            "a@",
            "a.@b.",
            "@",
            "%40a",
            "eyJ",
            "eyJ.",
            "eyJabcdefgh.",
            "4",
            "4111 ",
            "4-",
            "bearer",
            "bearer ",
            "basic a",
            "authorization",
            "authorization=",
            "authorization: ",
            "b",
            "AKIA",
            "AKIAIOSFODNN7EXAMPLE",
            "secret",
            "secret=",
            "token ",
            "A/",
            "%2F",
            "\\",
            "-----BEGIN ",
            "-----BEGIN PRIVATE KEY-----",
            "-----END PRIVATE KEY-----",
            "-----END ",
            "PRIVATE KEY-----",
            "a".repeat(40) + " ",
            "[masked:email]",
            "[masked:")) {
      parts.add(part);
    }
    return parts;
  }

  @ParameterizedTest
  @MethodSource("parts")
  void stepsGrowWithTheText(String part) {
    List<Rule> rules = new ArrayList<>(BuiltInRules.all());
    rules.add(PatternRule.of("greedy", "[a-z].*(\\d)|x+y|(?:a|b)*c"));
    for (Rule rule : rules) {
      for (String end : List.of("", "x", "@b.de", ".x", " ", "4111111111111111")) {
        long once = steps(rule, part.repeat(PARTS) + end);
        long twice = steps(rule, part.repeat(2 * PARTS) + end);
        assertThat(twice)
            .as("%s on %s…%s", rule.name(), part, end)
            .isLessThan(once * 23 / 10 + 999);
      }
    }
  }

  private static long steps(Rule rule, String text) {
    CountingText counting = new CountingText(text);
    rule.mayMatch(counting);
    rule.find(counting, new Spans());
    return counting.steps();
  }
}
