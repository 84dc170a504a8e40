package dev.logtrail.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.store.StoreException;
import dev.logtrail.store.change.ChangedTrail;
import dev.logtrail.store.postgres.bytes.ByteReader;
import dev.logtrail.store.postgres.bytes.ByteWriter;
import dev.logtrail.store.postgres.change.ChangeCodec;
import dev.logtrail.store.postgres.jdbc.PgText;
import dev.logtrail.store.postgres.jdbc.PgTime;
import dev.logtrail.store.postgres.list.ListCursor;
import dev.logtrail.trail.CloudWatchId;
import dev.logtrail.trail.LogEvent;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The small values and encodings that the statements are made of. */
final class SmallPartsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "\u0000",
        "\uFFFF",
        "\uFFFF0000",
        "a\uD800b",
        "\uDC00\uD800",
        "\uD83D\uDE00",
        "\uD83D\uDE00\u0000\uD83D",
        "ends \uFFFF"
      })
  void texts_that_postgresql_refuses_are_kept(String text) {
    String stored = PgText.encode(text);

    assertThat(stored).doesNotContain("\u0000");
    assertThat(new String(stored.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .as("valid Unicode")
        .isEqualTo(stored);
    assertThat(PgText.decode(stored)).isEqualTo(text);
  }

  @Test
  void plain_texts_are_stored_as_they_are() {
    assertThat(PgText.encode("żółć \uD83D\uDE00")).isEqualTo("żółć \uD83D\uDE00");
    assertThat(PgText.encode(null)).isNull();
    assertThat(PgText.decode(null)).isNull();
  }

  @Test
  void cloudwatch_ids_are_taken_apart_as_big_numbers_are() {
    Random random = new Random(54);
    for (int i = 0; i < 10_000; i++) {
      String id = new BigInteger(180 + random.nextInt(10), random).toString();
      CloudWatchId parsed = CloudWatchId.parse(id);
      if (parsed != null) {
        BigInteger value = new BigInteger(id);
        assertThat(parsed.text()).isEqualTo(id);
        assertThat(parsed.timestamp()).isEqualTo(value.shiftRight(144).longValue());
        assertThat(parsed.ingestionTime()).isEqualTo(value.shiftRight(80).longValue());
        assertThat(parsed.batchHash()).isEqualTo(value.shiftRight(16).longValue());
        assertThat(parsed.seq()).isEqualTo(value.intValue() & 0xFFFF);
      } else {
        assertThat(id.length()).matches(length -> length < 54 || length > 57);
      }
    }
  }

  @Test
  void an_id_of_any_length_is_written_in_decimal() {
    Random random = new Random(55);
    for (int bits = 0; bits <= 200; bits++) {
      BigInteger value = new BigInteger(bits, random);
      CloudWatchId id =
          new CloudWatchId(
              value.shiftRight(144).longValue(),
              value.shiftRight(80).longValue(),
              value.shiftRight(16).longValue(),
              value.intValue() & 0xFFFF);
      assertThat(id.text()).isEqualTo(value.mod(BigInteger.TWO.pow(192)).toString());
    }
  }

  @Test
  void numbers_that_are_stepped_over_must_be_there() {
    ByteWriter writer = new ByteWriter(16);
    writer.putVarint(300);
    writer.putSigned(-70_000);
    writer.putVarint(7);
    ByteReader reader = new ByteReader(writer.toByteArray());
    reader.skipVarints(2);
    assertThat(reader.getVarint()).isEqualTo(7);
    assertThatThrownBy(() -> reader.skipVarints(1))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("1 numbers are missing");
  }

  @Test
  void cursors_come_back() {
    for (ListCursor cursor :
        List.of(
            new ListCursor(true, 1_795_000_000_000L, 5),
            new ListCursor(false, ListCursor.NO_TIME, Long.MAX_VALUE),
            new ListCursor(true, -1, -9))) {
      assertThat(ListCursor.parse(cursor.text(), cursor.newestFirst())).isEqualTo(cursor);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "?", "MSxuLDE", "MSx4LDEsMQ", "MixuLDEsMQ", "MSxuLDEsMSwx", "MSxuLGEsMQ"})
  void what_is_no_cursor_is_refused(String text) {
    assertThatThrownBy(() -> ListCursor.parse(text, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a cursor: \"" + text + "\"");
  }

  @Test
  void changes_come_back() {
    LocalDate day = LocalDate.of(2026, 11, 20);
    List<ChangedTrail> trails =
        List.of(
            new ChangedTrail(5L << 32 | 7, day, "1", "/aws/lambda/orders", "orders", "r1", false),
            new ChangedTrail(5L << 32 | 6, day.plusDays(1), "2", "/other", "orders", null, true),
            new ChangedTrail(1, day, "1", "/g", "f", "6bc1bee2-2e40-4f96-9e93-7e117393172a", false),
            new ChangedTrail(2, day, "1", "/g", "f", "6BC1BEE2-2E40-4F96-9E93-7E117393172A", false),
            new ChangedTrail(3, day, "1", "/g", "f", "6bc1bee2-2e40-4f96-9e93-7e117393172x", true),
            new ChangedTrail(0, null, "1", "", "billing \uD800", "r\u0000", false));

    assertThat(ChangeCodec.decode(ChangeCodec.encode(trails))).isEqualTo(trails);
    assertThat(ChangeCodec.decode(ChangeCodec.encode(List.of()))).isEmpty();
  }

  @Test
  void a_damaged_change_is_told() {
    byte[] data =
        ChangeCodec.encode(
            List.of(new ChangedTrail(1, LocalDate.EPOCH, "1", "/g", "orders", "r1", false)));

    assertThatThrownBy(() -> ChangeCodec.decode(Arrays.copyOf(data, data.length - 3)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("a change cannot be read");
    assertThatThrownBy(() -> ChangeCodec.decode(new byte[] {9, 1, 1}))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("format 9");
  }

  @Test
  void times_that_do_not_fit_become_the_nearest_that_does() {
    assertThat(PgTime.timestamp(Long.MAX_VALUE)).hasToString("9999-12-31T23:59:59.999Z");
    assertThat(PgTime.timestamp(Long.MIN_VALUE + 1)).hasToString("0001-01-01T00:00Z");
    assertThat(PgTime.timestamp(LogEvent.UNKNOWN_TIME)).isEqualTo(OffsetDateTime.MIN);
    assertThat(PgTime.ms(null)).isNull();
    assertThat(PgTime.day(LocalDate.MAX)).isEqualTo(LocalDate.of(9999, 12, 31));
    assertThat(PgTime.day(LocalDate.MIN)).isEqualTo(LocalDate.of(1, 1, 1));
  }
}
