package dev.logtrail.api.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text from logs that could steer a terminal, or turn what stands around it. */
class TerminalStyleTest {
  @ParameterizedTest
  @CsvSource({
    "plain Grüße 漢字 😀, plain Grüße 漢字 😀",
    "admin\u202egnp.exe\u2066, admin⟨RLO⟩gnp.exe⟨LRI⟩",
    "a\u200bb\ufeff, a⟨ZWSP⟩b⟨BOM⟩",
    "'\u001b[1;31mred\u001b[0m', red",
    "'\u001b]0;title\u0007x', ␛]0;title␇x",
    "a\u007f\u0085b, a⟨U+007F⟩⟨U+0085⟩b"
  })
  void what_is_hidden_shows_itself(String written, String shown) {
    assertThat(TerminalStyle.safe(written)).isEqualTo(shown);
  }
}
