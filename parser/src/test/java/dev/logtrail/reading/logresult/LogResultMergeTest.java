package dev.logtrail.reading.logresult;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.attribution.StreamSplit;
import dev.logtrail.reading.TrailReading;
import dev.logtrail.trail.Basis;
import dev.logtrail.trail.CloseReason;
import dev.logtrail.trail.Entry;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.Trail;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LogResultMergeTest {
  private static final LogStream STREAM =
      new LogStream("123456789012", "eu-west-1", "/aws/lambda/orders", "2026/11/20/[$LATEST]0123");
  private static final List<String> LOG =
      List.of(
          "START RequestId: r Version: $LATEST\n",
          "retrying\n",
          "retrying\n",
          "[ERROR] KeyError: 'x'\nTraceback (most recent call last):\n\u00a0\u00a0File \"a.py\", line 7, in h",
          "END RequestId: r\n",
          "REPORT RequestId: r\tDuration: 4.00 ms\tBilled Duration: 4 ms\tMemory Size: 128 MB\tMax Memory Used: 35 MB\t\n");

  @Test
  void aLogResultAloneIsATrail() {
    Trail trail = TrailReading.ofLogResult(invocation(String.join("", LOG), false, "Unhandled"));
    assertThat(trail.header().closeReason()).isEqualTo(CloseReason.LOG_RESULT_ONLY);
    assertThat(trail.header().outcome()).isEqualTo(Outcome.ERROR);
    assertThat(trail.header().functionName()).isEqualTo("orders");
    assertThat(trail.header().report().billedDurationMs()).isEqualTo(4);
    assertThat(trail.entries())
        .allMatch(e -> e.basis() == Basis.LOG_RESULT && e.timestamp() == null);
    assertThat(text(trail)).isEqualTo(lines(String.join("", LOG)));
  }

  @Test
  void nothingIsDoubledOrMissingWhateverPartCloudWatchHas() {
    String log = String.join("", LOG);
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      List<LogEvent> events = new ArrayList<>();
      for (int i = 0; i < LOG.size(); i++) {
        if (random.nextBoolean()) {
          events.add(new LogEvent(String.valueOf(i), 1_000 + i / 2, LOG.get(i)));
        }
      }
      Trail trail = read(events, invocation(log, false, null));
      assertThat(sorted(text(trail))).as("seed %d", seed).isEqualTo(sorted(lines(log)));
      if (events.size() == LOG.size()) {
        assertThat(trail.entries()).noneMatch(e -> e.basis() == Basis.LOG_RESULT);
      }
    }
  }

  @Test
  void aCutFirstLineIsTheEndOfTheLineItWasCutFrom() {
    byte[] bytes = String.join("", LOG).getBytes(StandardCharsets.UTF_8);
    List<LogEvent> events = new ArrayList<>();
    for (int i = 0; i < LOG.size(); i++) {
      events.add(new LogEvent(String.valueOf(i), 1_000 + i, LOG.get(i)));
    }
    for (int cut = 1; cut < bytes.length; cut++) {
      if ((bytes[cut] & 0xC0) == 0x80) {
        continue;
      }
      String log = new String(Arrays.copyOfRange(bytes, cut, bytes.length), StandardCharsets.UTF_8);
      Trail trail = read(events, invocation(log, true, null));
      assertThat(trail.entries())
          .as("cut at %d", cut)
          .noneMatch(e -> e.basis() == Basis.LOG_RESULT);
    }
  }

  @Test
  void linesThatOnlyTheLogResultKnowsKeepTheirPlace() {
    List<LogEvent> events =
        List.of(
            new LogEvent("0", 1_000, LOG.get(0)), new LogEvent("1", 1_004, "END RequestId: r\n"));
    Trail trail = read(events, invocation(String.join("", LOG), false, null));
    assertThat(text(trail)).isEqualTo(lines(String.join("", LOG)));
    assertThat(trail.header().sources())
        .containsExactlyInAnyOrder(Source.SUBSCRIPTION, Source.LOG_RESULT);
    assertThat(trail.header().closeReason()).isEqualTo(CloseReason.REPORT);
  }

  @Test
  void theInvokesAnswerDecidesWhereTheLogSaysNothing() {
    Invocation timedOut =
        new Invocation(
            "1",
            "r",
            "orders",
            null,
            "r",
            null,
            false,
            200,
            "Unhandled",
            "{\"errorType\":\"Sandbox.Timedout\",\"errorMessage\":\"Task timed out\"}",
            null);
    assertThat(TrailReading.ofLogResult(timedOut).header().outcome()).isEqualTo(Outcome.TIMEOUT);
    Invocation fine =
        new Invocation("1", "r", "orders", null, "r", null, false, 200, null, "{}", 5L);
    assertThat(TrailReading.ofLogResult(fine).header().outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(TrailReading.ofLogResult(fine).header().startedAt()).isEqualTo(5);
  }

  private static Trail read(List<LogEvent> events, Invocation invocation) {
    List<TrailEvent> trailEvents =
        events.isEmpty()
            ? List.of()
            : StreamSplit.split(STREAM, Source.SUBSCRIPTION, events).stream()
                .flatMap(t -> t.events().stream())
                .toList();
    TrailKey key = TrailKey.request(STREAM, "r", 1);
    return TrailReading.read(key, trailEvents, invocation);
  }

  private static Invocation invocation(String log, boolean cut, String functionError) {
    return new Invocation(
        "123456789012",
        "eu-west-1",
        "orders",
        "$LATEST",
        "r",
        log,
        cut,
        200,
        functionError,
        "{}",
        999L);
  }

  private static List<String> text(Trail trail) {
    return lines(
        trail.entries().stream().map(LogResultMergeTest::raw).collect(Collectors.joining("\n")));
  }

  private static String raw(Entry entry) {
    boolean stripped = entry.message().startsWith("KeyError");
    return stripped ? "[ERROR] " + entry.message() : entry.message();
  }

  private static List<String> lines(String text) {
    return text.replace('\u00a0', ' ')
        .replace("END RequestId", "\nEND RequestId")
        .lines()
        .map(String::stripTrailing)
        .filter(l -> !l.isEmpty())
        .toList();
  }

  private static List<String> sorted(List<String> lines) {
    return lines.stream().sorted().toList();
  }
}
