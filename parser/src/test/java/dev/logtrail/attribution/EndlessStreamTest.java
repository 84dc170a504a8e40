package dev.logtrail.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.logtrail.limit.EventLimits;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams that never end what they begin, or never begin what they end. */
class EndlessStreamTest {
  private static final LogStream STREAM = new LogStream("1", "eu-west-1", "/aws/lambda/f", "s");

  /** What grew with the square of a stream's length took minutes at this one. */
  private static final int MANY = 200_000;

  /** Against hanging only: a second or two is usual. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "REPORT RequestId: %s\tDuration: 1.00 ms\tBilled Duration: 1 ms\tMemory Size: 128 MB\tMax"
            + " Memory Used: 35 MB\t\n",
        "END RequestId: %s\n",
        "START RequestId: %s Version: 1\n"
      })
  void aLongStreamOfOneKindOfMarkerIsSplit(String marker) {
    List<LogEvent> events = events(MANY, i -> marker.formatted("r" + i));

    assertTimeoutPreemptively(
        PATIENCE, () -> assertThat(StreamSplit.split(STREAM, Source.FILE, events)).hasSize(MANY));
  }

  @Test
  void oneRequestThatStartsAgainAndAgainIsSplit() {
    List<LogEvent> events =
        events(MANY, i -> i % 2 == 0 ? "START RequestId: r Version: 1\n" : "RequestId: r x\n");

    assertTimeoutPreemptively(
        PATIENCE,
        () -> assertThat(StreamSplit.split(STREAM, Source.FILE, events)).hasSize(MANY / 2));
  }

  @Test
  void startsInsideALongRequestAreText() {
    List<LogEvent> events =
        events(
            MANY,
            i ->
                i == 0
                    ? "START RequestId: outer Version: 1\n"
                    : i == MANY - 1
                        ? "REPORT RequestId: outer\tDuration: 1.00 ms\n"
                        : "START RequestId: r" + i + " Version: 1\n");

    assertTimeoutPreemptively(
        PATIENCE, () -> assertThat(StreamSplit.split(STREAM, Source.FILE, events)).hasSize(1));
  }

  @Test
  void aTrackerKeepsTheNewestOpenRequestsOnly() {
    StreamTracker tracker = StreamTracker.ofNewStream(STREAM);
    List<LogEvent> events = events(20_000, i -> "START RequestId: r" + i + " Version: 1\n");
    for (int from = 0; from < events.size(); from += 100) {
      List<ScannedEvent> delivery =
          events.subList(from, from + 100).stream()
              .map(e -> ScannedEvent.of(e, Source.SUBSCRIPTION))
              .toList();
      assertThat(tracker.append(delivery)).isNotNull();
      assertThat(tracker.retainedCount()).isLessThanOrEqualTo(EventLimits.OPEN_REQUESTS);
    }

    assertThat(tracker.requestIds()).contains("r19999").doesNotContain("r0");
    // Of one that was let go the store is asked.
    LogEvent late =
        new LogEvent("late", 2_000_000_000L, "REPORT RequestId: r0\tDuration: 1.00 ms\n");
    assertThat(tracker.append(List.of(ScannedEvent.of(late, Source.SUBSCRIPTION)))).isNull();
  }

  private static List<LogEvent> events(int count, IntFunction<String> message) {
    return new ArrayList<>(
        IntStream.range(0, count)
            .mapToObj(i -> new LogEvent("%08d".formatted(i), 1_000_000_000L + i, message.apply(i)))
            .toList());
  }
}
