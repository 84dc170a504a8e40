package dev.logtrail.payload.carrier.notation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.text.CountingText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A printed value is read once, whatever stands in it. */
class ValueReaderStepsTest {
  private static final int TIMES = 3_000;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[",
        "(",
        "[1,",
        "['a' ",
        "'a' ",
        "'a'+",
        "('a' ",
        "('a',",
        "('a'),",
        "'\n",
        "\n",
        "a\n",
        "{'a':",
        "{\"a\"=>",
        "{\"a\"=>1},",
        "a(",
        "a((((",
        "a(1)",
        "a(1) ",
        "1",
        "1 ",
        "b'",
        "b'a' ",
        "\\",
        "'\\",
        "'a\\\n",
        "2026-11-20T10:",
        "{a:1}",
        "{a:1}\n",
        "[[1],[2]]\n",
        "None ",
        "-",
        "`"
      })
  void stepsGrowWithTheText(String part) {
    for (String before : new String[] {"", "[", "{'a': '", "{'a': ", "('"}) {
      for (PrintedValues.LineBreak kind : PrintedValues.LineBreak.values()) {
        long once = steps(before + part.repeat(TIMES), kind);
        long twice = steps(before + part.repeat(2 * TIMES), kind);
        assertThat(twice).as("%s%s…", before, part).isLessThan(once * 22 / 10 + 999);
      }
    }
  }

  private static long steps(String text, PrintedValues.LineBreak kind) {
    CountingText counting = new CountingText(text);
    new ValueReader(counting, kind).read();
    return counting.steps();
  }
}
