package dev.logtrail.ingest.source.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.limit.FeedLimits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/**
 * Many groups, followed in simulated time against AWS's limit of calls: no event is lost, however
 * late it becomes visible, and none is handed on twice. {@code -Dfollow.seconds=600} follows
 * longer.
 */
class FollowSimulationTest {
  private static final long BEGIN = 1_795_168_800_000L;
  private static final int GROUPS = 200;
  private static final int BUSY = 5;
  private static final int LIMIT_A_SECOND = 5;
  private static final int PAGE_EVENTS = 10_000;
  private static final long ANSWER_MS = 40;
  private static final int SECONDS = Integer.getInteger("follow.seconds", 120);

  private final Random random = new Random(20261128);
  private final Map<String, List<Event>> events = new HashMap<>();
  private final Set<String> read = new HashSet<>();
  private final List<Long> lags = new ArrayList<>();
  private long now = BEGIN;
  private long second;
  private int inSecond;
  private int refused;
  private int twice;

  /** An event, and when it can be read. */
  private record Event(FilteredLogEvent event, long visibleAt) {}

  private void make(String group, double perSecond) {
    List<Event> all = new ArrayList<>();
    for (double at = 0;
        at < SECONDS * 1_000.0;
        at -= 1_000 * Math.log(1 - random.nextDouble()) / perSecond) {
      long timestamp = BEGIN + (long) at;
      boolean isLate = random.nextInt(100) == 0;
      long late = isLate ? 10_000 + random.nextInt(590_000) : 300 + random.nextInt(4_000);
      FilteredLogEvent event =
          FilteredLogEvent.builder()
              .eventId(group + " " + all.size())
              .logStreamName("s")
              .timestamp(timestamp)
              .ingestionTime(timestamp + late)
              .message("line")
              .build();
      all.add(new Event(event, timestamp + late + random.nextInt(8_000)));
    }
    all.sort(Comparator.comparingLong(e -> e.event().timestamp()));
    events.put(group, all);
  }

  private FilterLogEventsResponse answer(String group, Scan scan) {
    int from = scan.token() == null ? 0 : Integer.parseInt(scan.token());
    List<FilteredLogEvent> page = new ArrayList<>();
    List<Event> all = events.get(group);
    int at = from;
    while (at < all.size() && page.size() < PAGE_EVENTS) {
      Event e = all.get(at++);
      long timestamp = e.event().timestamp();
      boolean fits =
          timestamp >= scan.fromMs() && (scan.toMs() == null || timestamp <= scan.toMs());
      if (fits && e.visibleAt() <= now) {
        page.add(e.event());
      }
    }
    String token = at < all.size() ? Integer.toString(at) : null;
    return FilterLogEventsResponse.builder().events(page).nextToken(token).build();
  }

  private boolean isRefused() {
    inSecond = now / 1_000 == second ? inSecond + 1 : 1;
    second = now / 1_000;
    return inSecond > LIMIT_A_SECOND;
  }

  private void take(String group, Scan scan, GroupScanner scanner) {
    FilterLogEventsResponse answer = answer(group, scan);
    int before = read.size();
    LogsRecord record = scanner.take(scan, answer, now);
    for (FilteredLogEvent event : answer.events()) {
      if (read.add(event.eventId())) {
        lags.add(now - event.ingestionTime());
      }
    }
    twice += record.events() - (read.size() - before);
  }

  @Test
  void losesNoLateEventAtTheLimitOfCalls() {
    GroupQueue queue = new GroupQueue();
    SeenIds seen = new SeenIds(FeedLimits.LOGS_SEEN_IDS);
    for (int i = 0; i < GROUPS; i++) {
      String group = "/aws/lambda/f-" + i;
      make(group, i < BUSY ? 10 : 0.1);
      GroupPosition position = GroupPosition.begin(BEGIN, BEGIN);
      queue.add(
          new GroupScanner(
              new GroupSplit(new LogGroup("123456789012", "eu-west-1", group), position),
              seen,
              FeedLimits.SLOWEST_RETRY_MS,
              BEGIN));
    }
    int all = events.values().stream().mapToInt(List::size).sum();
    RequestBudget budget = new RequestBudget(() -> now * 1_000_000);
    long end = BEGIN + SECONDS * 1_000L + 1_800_000;
    while (read.size() < all && now < end) {
      GroupQueue.Turn turn = queue.take(now);
      if (turn == null) {
        now += 100;
        continue;
      }
      now += budget.takeTurn() / 1_000_000;
      if (isRefused()) {
        refused++;
        budget.throttled();
      } else {
        budget.worked();
        take(turn.scanner().group().name(), turn.scanner().next(turn.kind(), now), turn.scanner());
      }
      now += ANSWER_MS / 3;
      queue.add(turn.scanner());
    }
    assertThat(read).as("events read").hasSize(all);
    assertThat(twice).as("events handed on twice").isZero();
    long[] sorted = lags.stream().mapToLong(Long::longValue).sorted().toArray();
    System.out.printf(
        "followed %d groups for %d s and %d s more: %d events, %d calls (%d refused), %.1f a"
            + " second; lag from ingestion p50 %d ms, p99 %d ms, most %d ms%n",
        GROUPS,
        SECONDS,
        (now - BEGIN) / 1_000 - SECONDS,
        all,
        budget.calls(),
        refused,
        budget.calls() * 1_000.0 / (now - BEGIN),
        sorted[sorted.length / 2],
        sorted[sorted.length * 99 / 100],
        Arrays.stream(sorted).max().orElse(0));
  }
}
