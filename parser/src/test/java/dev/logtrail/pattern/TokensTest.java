package dev.logtrail.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tokens are stored: what these tests hold must never change. */
class TokensTest {

  private static List<Long> of(String message) {
    List<Long> tokens = new ArrayList<>();
    Tokens.of(message, tokens::add);
    return tokens;
  }

  @Test
  void hashesAreWhatIsStored() {
    assertThat(Tokens.token("error")).isEqualTo(-251968130146584890L);
    assertThat(Tokens.token("8c9f2e")).isEqualTo(-3383816064982153633L);
    assertThat(Tokens.token("größe")).isEqualTo(6426432134711550106L);
    assertThat(Tokens.ESCAPED).isEqualTo(-5451962507482445012L);
  }

  @Test
  void lettersAndDigitsAreTokensAndAllElseSeparates() {
    assertThat(of("GET /a_b?x=17, é\n"))
        .containsExactly(
            Tokens.token("get"),
            Tokens.token("a"),
            Tokens.token("b"),
            Tokens.token("x"),
            Tokens.token("17"),
            Tokens.token("É"));
    assertThat(of(" \t-- ")).isEmpty();
  }

  @Test
  void onlyTheBeginningOfALongTokenCounts() {
    String long64 = "x".repeat(Tokens.MAX_LENGTH);
    assertThat(of(long64 + "y " + long64 + "z")).containsOnly(Tokens.token(long64));
  }

  @Test
  void escapedCharactersAreToldByATokenOfTheirOwn() {
    assertThat(of("{\"a\":\"caf\\u00e9\"}")).endsWith(Tokens.ESCAPED);
    assertThat(of("u00e9")).doesNotContain(Tokens.ESCAPED);
  }

  @Test
  void aWordIsLettersAndDigitsOnly() {
    assertThatThrownBy(() -> Tokens.token("a-b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("letters and digits only");
  }
}
