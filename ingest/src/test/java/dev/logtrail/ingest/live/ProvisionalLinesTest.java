package dev.logtrail.ingest.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.limit.FeedLimits;
import dev.logtrail.redact.Redaction;
import dev.logtrail.trail.Basis;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.TrailEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProvisionalLinesTest {
  private static final String ID = "11111111-1111-4111-8111-111111111111";
  private static final LogStream STREAM =
      new LogStream("123456789012", "eu-west-1", "/aws/lambda/orders", "2026/11/20/[$LATEST]ab");
  private static final String START = "START RequestId: " + ID + " Version: $LATEST";

  private final Ticking clock = new Ticking();
  private final ProvisionalLines lines = new ProvisionalLines(clock);

  /** A clock that is moved by hand. */
  private static final class Ticking extends Clock {
    private long ms = 1_000_000;

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(ms);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private static LogEvent line(String id, long at, String text) {
    return new LogEvent(id, at, text);
  }

  private void shown(LogEvent... events) {
    lines.shown(Map.of(STREAM, List.of(events)));
  }

  private List<String> messages() {
    return lines.of(ID).stream()
        .flatMap(trail -> trail.events().stream())
        .map(event -> event.event().message())
        .toList();
  }

  @Test
  void aLineIsItsRequestsAtOnceAndNoMoreOnceItIsReadAndStored() {
    shown(line("", 1, START), line("", 2, "a"), line("", 2, "a"));
    assertThat(messages()).containsExactly(START, "a", "a");
    assertThat(lines.of("another")).isEmpty();

    lines.read(STREAM, List.of(line("1", 1, START), line("2", 2, "a")));
    assertThat(messages()).as("perhaps not stored yet").containsExactly(START, "a", "a");
    clock.ms += FeedLimits.LIVE_STORED_WITHIN_MS;
    assertThat(messages()).as("one of two equal lines was read").containsExactly("a", "a");
    lines.read(STREAM, List.of(line("3", 2, "a")));
    clock.ms += FeedLimits.LIVE_STORED_WITHIN_MS;
    assertThat(messages()).isEmpty();
  }

  @Test
  void whatWasReadFirstIsNotShownAgainAndTellsWhoseLinesAre() {
    lines.read(STREAM, List.of(line("1", 1, START)));
    clock.ms += FeedLimits.LIVE_STORED_WITHIN_MS;
    shown(line("", 1, START), line("", 2, "a"));
    assertThat(messages()).containsExactly("a");
  }

  @Test
  void storedLinesAreLeftOutByTheirNumber() {
    shown(line("", 1, START), line("", 2, "a"), line("", 2, "a"));
    TrailEvent stored =
        new TrailEvent(line("1", 2, "a"), Basis.MARKERS, false, Source.SUBSCRIPTION);
    assertThat(lines.of(ID).get(0).without(List.of(stored)))
        .extracting(event -> event.event().message())
        .containsExactly(START, "a");
    assertThat(lines.of(ID).get(0).id()).isNegative();
  }

  @Test
  void linesOfTheSameMillisecondKeepTheirOrder() {
    shown(line("", 1, START));
    for (int i = 0; i < 12; i++) {
      shown(line("", 2, "line " + (i * 7 % 12)));
    }
    List<String> expected = new ArrayList<>(List.of(START));
    for (int i = 0; i < 12; i++) {
      expected.add("line " + (i * 7 % 12));
    }
    assertThat(messages()).containsExactlyElementsOf(expected);
  }

  @Test
  void secretsAreMaskedBeforeAnyoneSeesThem() {
    lines.mask(Redaction.of(List.of("jwt", "email"), Map.of()));
    shown(line("", 1, START), line("", 2, "mail to jane@example.com"));
    assertThat(messages().get(1)).contains("[masked:email]").doesNotContain("jane@");
  }

  @Test
  void whatIsNeverReadIsForgottenAndCountedAndMemoryIsLimited() {
    shown(line("", 1, START));
    clock.ms += FeedLimits.LIVE_UNREAD_MS + 1;
    shown(line("", 3, "b"));
    assertThat(messages()).doesNotContain(START);
    assertThat(lines.unread()).isEqualTo(1);

    String large = "x".repeat(100_000);
    for (int i = 0; i < 200; i++) {
      LogStream other = new LogStream("123456789012", "eu-west-1", "/aws/lambda/o", "s" + i);
      lines.shown(Map.of(other, List.of(line("", 1, START), line("", 2, large))));
    }
    assertThat(lines.of(ID).size() * 200_000L).isLessThanOrEqualTo(FeedLimits.LIVE_BYTES);
    assertThat(lines.of(ID)).isNotEmpty();
  }

  @Test
  void onlyWhatSomebodyFollowsIsWatched() throws Exception {
    assertThat(lines.isWatched("/aws/lambda/orders")).isFalse();
    lines.watch("orders");
    assertThat(lines.isWatched("/aws/lambda/orders")).isTrue();
    assertThat(lines.isWatched("/aws/lambda/other")).isFalse();
    assertThat(lines.isWatched("/shop/all")).as("may be any function's").isTrue();
    lines.watch(null);
    assertThat(lines.isWatched("/aws/lambda/other")).isTrue();
    lines.unwatch(null);
    lines.unwatch("orders");
    assertThat(lines.isWatched("/shop/all")).isFalse();
    List<ProvisionalTrail> told = new ArrayList<>();
    try (AutoCloseable listening = lines.listen(told::addAll)) {
      shown(line("", 1, START));
    }
    shown(line("", 2, "later"));
    assertThat(told).hasSize(1);
  }
}
