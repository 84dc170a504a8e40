package dev.logtrail.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.trail.Basis;
import dev.logtrail.trail.CloudWatchId;
import dev.logtrail.trail.Entry;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Records of Python's JSON format stand where they were written, whatever second they tell. */
class CutTimesTest {
  private static final TrailKey KEY =
      TrailKey.request(new LogStream("1", "r", "/aws/lambda/f", "s"), "r", 1);
  private static final long T0 = 1_795_168_800_000L;
  private static final String START =
      "{\"time\":\"2026-11-20T10:00:00.123Z\",\"type\":\"platform.start\",\"record\":{\"requestId\":\"r\"}}";

  private final List<TrailEvent> events = new ArrayList<>();

  @Test
  void aBatchKeepsItsOrder() {
    add(123, 2_000, 7, 0, START);
    add(0, 2_000, 7, 1, record("a"));
    add(200, 2_000, 7, 2, "first print\n");
    add(0, 2_000, 7, 3, record("b"));
    add(0, 2_000, 7, 4, record("c"));
    add(950, 2_000, 7, 5, "second print\n");
    add(1_000, 2_000, 7, 6, record("d"));
    add(1_010, 2_000, 7, 7, "third print\n");
    assertThat(messages())
        .containsExactly("a", "first print", "b", "c", "second print", "d", "third print");
  }

  @Test
  void whatWasIngestedLaterComesLater() {
    add(123, 2_000, 7, 0, START);
    add(300, 2_000, 7, 1, "print\n");
    add(0, 2_500, 9, 0, record("later"));
    assertThat(messages()).containsExactly("print", "later");
  }

  @Test
  void withoutSuchAnIdItStandsBehindStart() {
    events.add(event("1", T0 + 123, START));
    events.add(event("2", T0, record("a")));
    events.add(event("3", T0 + 300, "print\n"));
    assertThat(messages()).containsExactly("a", "print");
  }

  @Test
  void aTimeThatIsWholeByChanceIsNotCut() {
    add(0, 2_000, 7, 0, START);
    add(0, 2_000, 7, 1, record("a").replace("00Z", "00.000Z"));
    add(300, 1_000, 3, 2, "print\n");
    assertThat(messages()).containsExactly("a", "print");
  }

  /** Standard output and the records come through pipes of their own: only the second is known. */
  @Test
  void aTracebackIsNotCutInTwo() {
    add(123, 2_000, 7, 0, START);
    add(300, 2_000, 7, 1, "Traceback (most recent call last):\n");
    add(301, 2_000, 7, 2, "  File \"app.py\", line 1, in f\n");
    add(0, 2_500, 8, 0, record("a"));
    add(302, 2_600, 9, 0, "ValueError: x\n");
    add(303, 2_600, 9, 1, "print\n");
    assertThat(messages())
        .containsExactly(
            "Traceback (most recent call last):\n  File \"app.py\", line 1, in f\nValueError: x",
            "a",
            "print");
  }

  private static String record(String message) {
    return "{\"timestamp\": \"2026-11-20T10:00:00Z\", \"level\": \"INFO\", \"message\": \"%s\", \"logger\": \"root\", \"requestId\": \"r\"}\n"
        .formatted(message);
  }

  private void add(long at, long ingestedAfter, long batch, int seq, String message) {
    String id = new CloudWatchId(T0 + at, T0 + ingestedAfter, batch, seq).text();
    events.add(event(id, T0 + at, message));
  }

  private static TrailEvent event(String id, long time, String message) {
    return new TrailEvent(
        new LogEvent(id, time, message), Basis.REQUEST_ID, false, Source.SUBSCRIPTION);
  }

  private List<String> messages() {
    Collections.shuffle(events, new Random(1));
    return TrailReading.read(KEY, events, null).entries().stream()
        .map(Entry::message)
        .filter(m -> !m.startsWith("{\"time\""))
        .toList();
  }
}
