package dev.logtrail.payload.carrier.prefix;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CarrierTimeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-11-20T10:00:00.123Z        | 2026-11-20T10:00:00.123Z",
        "2026-11-20T10:00:00.123456+00:00| 2026-11-20T10:00:00.123Z",
        "2026-11-20T10:00:00-0430        | 2026-11-20T14:30:00Z",
        "2026-11-20 10:00:00,5           | 2026-11-20T10:00:00.500Z",
        "2026-11-20 12:00:00.100 (+02:00)| 2026-11-20T10:00:00.100Z",
        "2026-11-20 10:00:00 +0000       | 2026-11-20T10:00:00Z",
        "2026/11/20 10:00:00             | 2026-11-20T10:00:00Z",
        "11/20/2026 05:00:00 EST         | 2026-11-20T10:00:00Z",
        "20/11/2026 10:00:00             | 2026-11-20T10:00:00Z",
        "20.11.2026 10:00:00             | 2026-11-20T10:00:00Z",
        "20/Nov/2026:10:00:00 +0000      | 2026-11-20T10:00:00Z",
        "20-Nov-2026 10:00:00            | 2026-11-20T10:00:00Z",
        "11/20/2026, 10:00:00 PM         | 2026-11-20T22:00:00Z",
        "Nov 20, 2026 12:00:00 AM        | 2026-11-20T00:00:00Z",
        "1795168800123                   | 2026-11-20T10:00:00.123Z",
        "[2026-11-20T10:00:00Z]          | 2026-11-20T10:00:00Z",
      })
  void isRead(String text, Instant expected) {
    CarrierTime time = CarrierTime.at(text, 0);
    assertThat(time.end()).isEqualTo(text.length());
    assertThat(Instant.ofEpochMilli(time.epochMs())).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "2026-13-20T10:00:00Z",
        "2026-11-31T10:00:00Z",
        "2026/11/20/[$LATEST]0a",
        "10.5 ms",
        "10:30",
        "99999999999999999999",
        "12345678-1111-4111-8111-111111111111",
        "[ERROR] x",
        "(",
        "Marked 10:00:00",
      })
  void isNone(String text) {
    assertThat(CarrierTime.at(text, 0)).isNull();
  }

  @Test
  void theTimeOfDayAloneTellsNoDay() {
    CarrierTime time = CarrierTime.at("16:36:11 START", 0);
    assertThat(time.isKnown()).isFalse();
    assertThat(time.end()).isEqualTo(8);
    assertThat(time.msOfDay()).isEqualTo(((16 * 60 + 36) * 60 + 11) * 1000);
  }

  @Test
  void aMessageMayBeGluedToIt() {
    assertThat(CarrierTime.at("2026-11-20T10:00:00.123ZSTART", 0).end()).isEqualTo(24);
    assertThat(CarrierTime.at("2026-11-20T10:00:00.123-04:00Copy", 0).end()).isEqualTo(29);
  }
}
