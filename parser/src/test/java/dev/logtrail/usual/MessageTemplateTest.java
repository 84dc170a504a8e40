package dev.logtrail.usual;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageTemplateTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          order 4711 paid                                      | order * paid
          GET /orders/17?page=2 took 12.5 ms                   | GET /orders/*?page=* took * ms
          user 4f1c5b3e-8d1a-4c57-9a55-0d6a1b6f2c11 left       | user * left
          at 2026-11-21T10:00:00.123Z: cache miss              | at *: cache miss
          KeyError: 'orderId'                                  | KeyError: 'orderId'
          charging   the\tcard                                 | charging the card
          -1 of -                                              | -* of -
          größe=3cm 注文 12                                     | größe=* 注文 *
          """)
  void keepsWhatTheStatementWrites(String message, String template) {
    assertThat(MessageTemplate.of(message.replace("\\t", "\t"))).isEqualTo(template);
  }

  @Test
  void isOfTheFirstLineThatIsNotBlankAndNoLongerThanItsLimit() {
    assertThat(MessageTemplate.of("\n  failed\n  at x.js:3")).isEqualTo("failed");
    assertThat(MessageTemplate.of(" \n ")).isEmpty();
    assertThat(MessageTemplate.of("a".repeat(1_000_000))).hasSize(MessageTemplate.MAX_CHARS);
    assertThat(MessageTemplate.of("x".repeat(159) + "😀")).isEqualTo("x".repeat(159));
  }
}
