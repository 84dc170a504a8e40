package dev.logtrail.api.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimesTest {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  @Test
  void threeDigitsOfTheSecond() {
    assertThat(Times.utc(null)).isNull();
    assertThat(Times.utc(0L)).isEqualTo("1970-01-01T00:00:00.000Z");
    assertThat(Times.utc(1_795_168_800_007L)).isEqualTo("2026-11-20T10:00:00.007Z");
    assertThat(Times.utc(1_709_251_199_999L)).isEqualTo("2024-02-29T23:59:59.999Z");
    assertThat(Times.utc(253_402_300_799_999L)).isEqualTo("9999-12-31T23:59:59.999Z");
  }

  @Test
  void anyTimeAsAFormatterWritesIt() {
    Random random = new Random(14);
    for (int i = 0; i < 10_000; i++) {
      long ms = random.nextLong() % 300_000_000_000_000L;
      assertThat(Times.utc(ms)).isEqualTo(FORM.format(Instant.ofEpochMilli(ms)));
    }
  }
}
