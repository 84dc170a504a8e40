package dev.logtrail.ingest.source.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.ingest.source.AssignedSplits;
import dev.logtrail.ingest.source.AssignedSplitsSerializer;
import dev.logtrail.ingest.source.cloudwatch.Scan.Kind;
import dev.logtrail.payload.PayloadDecoder;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/** What is asked of a group next, and how far it is read then. */
class GroupScannerTest {
  private static final long NOW = 1_795_168_800_000L;
  private static final long HOUR = 3_600_000;
  private static final LogGroup GROUP = new LogGroup("123456789012", "eu-west-1", "/f");

  private final SeenIds seen = new SeenIds(8);

  private GroupScanner scanner(GroupPosition position) {
    return new GroupScanner(new GroupSplit(GROUP, position), seen, 30_000, NOW);
  }

  private static FilteredLogEvent event(String id, String stream, long at, long ingested) {
    return FilteredLogEvent.builder()
        .eventId(id)
        .logStreamName(stream)
        .timestamp(at)
        .ingestionTime(ingested)
        .message("line " + id)
        .build();
  }

  private static FilterLogEventsResponse page(String token, FilteredLogEvent... events) {
    return FilterLogEventsResponse.builder().nextToken(token).events(events).build();
  }

  @Test
  void thePastIsReadNewestFirstAndEmptyPagesAreNotItsEnd() {
    GroupScanner scanner = scanner(GroupPosition.begin(NOW, NOW - HOUR));
    Scan first = scanner.next(Kind.BACKFILL, NOW);
    assertThat(first.toMs()).isEqualTo(NOW);
    assertThat(first.fromMs()).isEqualTo(NOW - HOUR / 4);

    scanner.take(first, page("more"), NOW);
    Scan second = scanner.next(Kind.BACKFILL, NOW);
    assertThat(second.token()).isEqualTo("more");
    assertThat(scanner.position().downMs()).as("not read yet").isEqualTo(NOW);
    scanner.take(second, page(null, event("a", "s", NOW - 5, NOW)), NOW);
    assertThat(scanner.position().downMs()).isEqualTo(NOW - HOUR / 4);
    while (!scanner.position().isBackfilled()) {
      scanner.take(scanner.next(Kind.BACKFILL, NOW), page(null), NOW);
    }
    assertThat(scanner.position().downMs()).isEqualTo(NOW - HOUR);
    assertThat(scanner.wantsBackfill(NOW)).isFalse();
  }

  @Test
  void followingGoesByIngestionAndLooksBackAsFarAsEventsWereLate() {
    GroupScanner scanner = scanner(GroupPosition.begin(NOW, NOW));
    Scan scan = scanner.next(Kind.FOLLOW, NOW);
    assertThat(scan.toMs()).isNull();
    assertThat(scan.fromMs()).isEqualTo(NOW - 60_000);

    long later = NOW + 5_000;
    scanner.take(scan, page(null, event("a", "s", NOW - 50_000, later)), later);
    assertThat(scanner.position().seenMs()).isEqualTo(later);
    assertThat(scanner.next(Kind.FOLLOW, later).fromMs()).isLessThanOrEqualTo(NOW - 105_000);
    scanner.take(scanner.next(Kind.FOLLOW, later), page(null), later + 90_000);
    assertThat(scanner.position().seenMs()).as("the clock moves nothing").isEqualTo(later);
  }

  @Test
  void whatTheBackfillHasYetToComeToIsNotLate() {
    GroupScanner scanner = scanner(GroupPosition.begin(NOW, NOW - HOUR));
    scanner.take(
        scanner.next(Kind.FOLLOW, NOW),
        page(null, event("a", "s", NOW - HOUR / 2, NOW - HOUR / 2 + 900)),
        NOW);
    assertThat(scanner.takeLateEvents()).isZero();

    scanner.take(scanner.next(Kind.BACKFILL, NOW), page(null), NOW);
    scanner.take(
        scanner.next(Kind.FOLLOW, NOW), page(null, event("b", "s", NOW - HOUR / 8, NOW)), NOW);
    assertThat(scanner.takeLateEvents()).as("read over before it came").isOne();
  }

  @Test
  void anEventOfTheFutureMovesNothing() {
    GroupScanner scanner = scanner(GroupPosition.begin(NOW, NOW));
    scanner.take(
        scanner.next(Kind.FOLLOW, NOW), page(null, event("a", "s", NOW + HOUR, NOW + HOUR)), NOW);
    assertThat(scanner.position().seenMs()).isEqualTo(NOW);
  }

  @Test
  void handsOnEachEventOnceAsPayloadsByStream() throws Exception {
    GroupScanner scanner = scanner(GroupPosition.begin(NOW, NOW));
    LogsRecord first =
        scanner.take(
            scanner.next(Kind.FOLLOW, NOW),
            page(
                null,
                event("1", "s", NOW, NOW),
                event("2", "t", NOW, NOW),
                event("3", "s", NOW, NOW)),
            NOW);
    LogsRecord second =
        scanner.take(scanner.next(Kind.FOLLOW, NOW), page(null, event("1", "s", NOW, NOW)), NOW);

    assertThat(second.delivery()).isNull();
    try (PayloadDecoder decoder = new PayloadDecoder()) {
      assertThat(decoder.decode(first.delivery()).batches())
          .extracting(batch -> batch.stream().logStream() + " " + batch.events().size())
          .containsExactlyInAnyOrder("s 2", "t 1");
    }
    assertThat(first.delivery().account()).isEqualTo("123456789012");
  }

  @Test
  void aCallThatFailsIsMadeAgainLaterAndLaterAndTheScanGoesOn() {
    GroupScanner scanner = scanner(GroupPosition.begin(NOW, NOW - HOUR));
    assertThat(scanner.failed(false, NOW)).isEqualTo(1_000);
    assertThat(scanner.failed(false, NOW)).isEqualTo(2_000);
    assertThat(scanner.urgency(NOW)).isZero();
    assertThat(scanner.wantsBackfill(NOW)).isFalse();
    assertThat(scanner.wantsBackfill(NOW + 2_000)).isTrue();
    assertThat(scanner.failed(true, NOW)).isEqualTo(30_000);
  }

  @Test
  void busyGroupsComeFirstAndThePastGetsEveryThirdTurn() {
    GroupQueue queue = new GroupQueue();
    GroupScanner quiet = scanner(GroupPosition.begin(NOW, NOW - HOUR));
    queue.add(quiet);
    assertThat(queue.take(NOW).kind()).isEqualTo(Kind.FOLLOW);
    assertThat(queue.take(NOW)).as("it is under way").isNull();
    queue.add(quiet);
    assertThat(queue.take(NOW).kind()).as("the third turn").isEqualTo(Kind.BACKFILL);
  }

  @Test
  void theBudgetFallsWhenThrottledAndRisesAgain() {
    long[] nanos = {0};
    RequestBudget budget = new RequestBudget(() -> nanos[0]);
    assertThat(budget.takeTurn()).isZero();
    assertThat(budget.takeTurn()).isEqualTo(200_000_000);
    budget.throttled();
    budget.throttled();
    assertThat(budget.perSecond()).as("one sign, not two").isEqualTo(3.5);
    for (int i = 0; i < 10_000; i++) {
      budget.worked();
    }
    assertThat(budget.perSecond()).isEqualTo(25);
  }

  @Test
  void forgetsTheOldestIdsOnly() {
    for (int i = 0; i < 12; i++) {
      assertThat(seen.add("g", "id " + i)).isTrue();
    }
    assertThat(seen.add("g", "id 11")).isFalse();
    assertThat(seen.add("other", "id 11")).isTrue();
    for (int i = 20; i < 40; i++) {
      seen.add("g", "id " + i);
    }
    assertThat(seen.add("g", "id 0")).as("forgotten").isTrue();
  }

  @Test
  void patternsOfNames() {
    LogGroupPattern pattern = LogGroupPattern.parse("/aws/lambda/*-live");
    assertThat(pattern.prefix()).isEqualTo("/aws/lambda/");
    assertThat(pattern.matches("/aws/lambda/orders-live")).isTrue();
    assertThat(pattern.matches("/aws/lambda/orders-live-2")).isFalse();
    LogGroupPattern arn =
        LogGroupPattern.parse("arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/*:*");
    assertThat(arn).isEqualTo(new LogGroupPattern("123456789012", "eu-west-1", "/aws/lambda/*"));
    assertThatThrownBy(() -> LogGroupPattern.parse("a b")).hasMessageContaining("'/aws/lambda/*'");
  }

  @Test
  void bytesOfVersion1() throws Exception {
    GroupSplit split = new GroupSplit(GROUP, new GroupPosition(4, 1, 2, 3));
    String golden =
        "000c313233343536373839303132000965752d776573742d3100022f660007342031203220" + "33";
    GroupSplitSerializer splits = new GroupSplitSerializer();
    assertThat(HexFormat.of().formatHex(splits.serialize(split))).isEqualTo(golden);
    assertThat(splits.deserialize(1, HexFormat.of().parseHex(golden))).isEqualTo(split);
    AssignedSplitsSerializer groups = new AssignedSplitsSerializer();
    AssignedSplits assigned = new AssignedSplits(Set.of("b", "a"));
    assertThat(HexFormat.of().formatHex(groups.serialize(assigned)))
        .isEqualTo("00000002000161000162");
    assertThat(groups.deserialize(1, groups.serialize(assigned))).isEqualTo(assigned);
    assertThatThrownBy(() -> splits.deserialize(2, new byte[0])).hasMessageContaining("version 2");
    for (String wrong : List.of("", "1 2 3", "a b c d")) {
      assertThatThrownBy(() -> GroupPosition.parse(wrong)).hasMessageContaining("no position");
    }
  }
}
