package dev.logtrail.store.postgres.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.store.RandomEvents;
import dev.logtrail.store.StoreException;
import dev.logtrail.store.TrailSegment;
import dev.logtrail.store.logs.SyntheticLogs;
import dev.logtrail.trail.Basis;
import dev.logtrail.trail.EventId;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.TrailEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SegmentCodecTest {
  private static TrailEvent event(String id, long timestamp, String message) {
    return new TrailEvent(
        new LogEvent(id, timestamp, message, 0), Basis.MARKERS, false, Source.SUBSCRIPTION);
  }

  private static void assertRoundTrip(List<TrailEvent> events) {
    assertThat(SegmentCodec.decode(SegmentCodec.encode(events).data())).isEqualTo(events);
  }

  @Test
  void nothing() {
    assertRoundTrip(List.of());
  }

  @Test
  void every_basis_source_and_flag() {
    List<TrailEvent> events = new ArrayList<>();
    for (Basis basis : Basis.values()) {
      for (Source source : Source.values()) {
        for (boolean bleed : new boolean[] {false, true}) {
          LogEvent event = new LogEvent("id", 5, "m", events.size() * 7);
          events.add(new TrailEvent(event, basis, bleed, source));
        }
      }
    }
    assertRoundTrip(events);
  }

  @Test
  void any_time_and_arrival() {
    List<TrailEvent> events = new ArrayList<>();
    for (long time :
        new long[] {
          LogEvent.UNKNOWN_TIME, Long.MAX_VALUE, 0, -1, 1_795_000_000_000L, Long.MIN_VALUE + 1
        }) {
      for (int arrival : new int[] {0, Integer.MAX_VALUE, Integer.MIN_VALUE, 3}) {
        LogEvent event = new LogEvent("id", time, "m", arrival);
        events.add(new TrailEvent(event, Basis.INIT, false, Source.FILE));
      }
    }
    assertRoundTrip(events);
  }

  @Test
  void ids_of_every_kind_come_back_exactly() {
    long time = 1_795_000_000_000L;
    String id = SyntheticLogs.id(time, time + 2_000, 0xFEDCBA9876543210L, 65_535);
    List<String> ids =
        List.of(
            id,
            "0" + id,
            id.substring(1),
            id + "0",
            "+" + id,
            SyntheticLogs.id(time + 1, time, 1, 1),
            SyntheticLogs.id(time, time - 5_000, -1, 0),
            SyntheticLogs.id(time, 0, 0, 0),
            SyntheticLogs.id(time, -1, -1, 65_535),
            "9".repeat(57),
            "0".repeat(56),
            "",
            "~",
            EventId.makeUp(time, "m", 1),
            EventId.makeUp(time, "m", 1).toUpperCase(Locale.ROOT),
            "~" + "g".repeat(32),
            "\u0661".repeat(56),
            "e3b0c442-98fc-1c14-9afb-f4c8996fb924",
            "lone \uD800, pair \uD83D\uDE00, nul \u0000");
    assertRoundTrip(ids.stream().map(i -> event(i, time, "m")).toList());
    assertRoundTrip(ids.stream().map(i -> event(i, LogEvent.UNKNOWN_TIME, "m")).toList());
    assertRoundTrip(ids.stream().map(i -> event(i, -time, "m")).toList());
  }

  @Test
  void messages_of_every_kind_come_back_exactly() {
    List<String> messages =
        List.of(
            "",
            "\n",
            "line\r\nline\rline\n\n",
            "nul \u0000 and \uFFFF",
            "what? really?",
            "żółć \u2028 \uD83D\uDE00",
            "\uD800",
            "x\uDC00\uD800y",
            "?\uD800?",
            "\uD83D\uDE00".repeat(1_000),
            "long ".repeat(300_000));
    for (String message : messages) {
      assertRoundTrip(List.of(event("id", 1, message)));
    }
    assertRoundTrip(messages.stream().map(m -> event("id", 1, m)).toList());
  }

  @Test
  void random_events_come_back_exactly() {
    Random random = new Random(20_261_120);
    for (int round = 0; round < 500; round++) {
      assertRoundTrip(RandomEvents.list(random, random.nextInt(60)));
    }
    assertRoundTrip(RandomEvents.list(random, TrailSegment.MAX_EVENTS));
  }

  @Test
  void counts_events_and_text() {
    EncodedSegment segment =
        SegmentCodec.encode(List.of(event("a", 1, "żó"), event("b", 2, "\uD800?")));

    assertThat(segment.eventCount()).isEqualTo(2);
    assertThat(segment.rawBytes()).isEqualTo(4 + 4);
  }

  @Test
  void is_small() {
    SyntheticLogs logs = new SyntheticLogs(7);
    long text = 0;
    long stored = 0;
    for (int i = 0; i < 200; i++) {
      EncodedSegment segment = SegmentCodec.encode(logs.request(logs.time()));
      text += segment.rawBytes();
      stored += segment.data().length;
    }
    assertThat(stored).as("ids, times and flags included").isLessThan(text / 4);
  }

  @Test
  void damage_is_told() {
    List<TrailEvent> events = new SyntheticLogs(3).request(0);
    byte[] data = SegmentCodec.encode(events).data();

    assertUnreadable(new byte[0], "0 bytes");
    assertUnreadable(new byte[] {2, 1, 5}, "format 2");
    assertUnreadable(new byte[] {1, 9, 5}, "dictionary 9");
    assertUnreadable("not a segment".getBytes(StandardCharsets.UTF_8), "cannot be read");
    assertUnreadable(Arrays.copyOf(data, data.length - 1), "cannot be read");
    for (int bit = 0; bit < data.length * 8; bit++) {
      byte[] damaged = data.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      assertNeverWrong(damaged, events);
    }
    assertThat(SegmentCodec.decode(data)).as("contexts survive").isEqualTo(events);
  }

  /** A frame has bits that mean nothing; any other damage must be noticed. */
  private static void assertNeverWrong(byte[] damaged, List<TrailEvent> events) {
    List<TrailEvent> read;
    try {
      read = SegmentCodec.decode(damaged);
    } catch (StoreException e) {
      assertThat(e).hasMessageContaining("cannot be read");
      return;
    }
    assertThat(read).isEqualTo(events);
  }

  private static void assertUnreadable(byte[] data, String reason) {
    assertThatThrownBy(() -> SegmentCodec.decode(data))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("cannot be read")
        .hasMessageContaining(reason);
  }
}
