package dev.logtrail.ingest.source.cloudwatch;

import dev.logtrail.ingest.aws.AwsAccess;
import dev.logtrail.ingest.feed.Feed;
import dev.logtrail.ingest.feed.FeedState;
import dev.logtrail.ingest.live.LiveGroup;
import dev.logtrail.ingest.live.LiveTailer;
import dev.logtrail.ingest.live.ProvisionalLines;
import dev.logtrail.ingest.source.FetchedPage;
import dev.logtrail.ingest.source.cloudwatch.RegionReader.Page;
import dev.logtrail.limit.ByteBudget;
import dev.logtrail.limit.ByteShare;
import dev.logtrail.limit.FeedLimits;
import dev.logtrail.limit.MemoryBudgets;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;

/**
 * Hands on what the readers of all accounts and regions bring, and tells how far the past has been
 * read.
 */
@SuppressWarnings("try") // Flink declares close() so
final class GroupSplitReader implements SplitReader<LogsRecord, GroupSplit> {
  private static final int WAITING_PAGES = 4;
  private static final long WAIT_MS = 500;
  private static final long TELL_MS = 1_000;
  private static final Page WAKE = new Page(null, null);

  private final LogGroupSettings settings;
  private final Feed feed;
  private final Clock clock;
  private final ByteBudget memory = MemoryBudgets.ofThisProcess().requests();
  private final SeenIds seen = new SeenIds(FeedLimits.LOGS_SEEN_IDS);
  private final BlockingQueue<Page> pages = new ArrayBlockingQueue<>(WAITING_PAGES);
  private final Queue<ByteShare> taken = new ConcurrentLinkedQueue<>();
  private final Map<String, RegionReader> regions = new TreeMap<>();
  private final BackfillProgress progress = new BackfillProgress();
  private final List<LiveTailer> live = new ArrayList<>();
  private long toldMs;

  GroupSplitReader(LogGroupSettings settings, Feed feed, Clock clock) {
    this.settings = settings;
    this.feed = feed;
    this.clock = clock;
  }

  @Override
  public RecordsWithSplitIds<LogsRecord> fetch() throws IOException {
    Page next;
    try {
      next = pages.poll(WAIT_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for events", e);
    }
    tell();
    if (next == null || next.records() == null) {
      return FetchedPage.empty();
    }
    taken.removeIf(earlier -> earlier.bytes() == 0);
    taken.add(next.share());
    return next.records();
  }

  private void tell() {
    long now = clock.millis();
    if (now - toldMs < TELL_MS) {
      return;
    }
    toldMs = now;
    Map<String, GroupPosition> positions = new TreeMap<>();
    regions.values().forEach(region -> positions.putAll(region.positions()));
    regions.values().forEach(RegionReader::tellLag);
    double calls = regions.values().stream().mapToDouble(RegionReader::callsPerSecond).sum();
    feed.gauge("calls_per_second", Math.round(calls));
    FeedState.Backfill state = progress.of(positions.values(), now);
    feed.backfill(state);
  }

  @Override
  public void handleSplitsChanges(SplitsChange<GroupSplit> change) {
    for (GroupSplit split : change.splits()) {
      regions
          .computeIfAbsent(region(split.group()), key -> reader(split.group()))
          .add(new GroupScanner(split, seen, settings.lookAgain().toMillis(), clock.millis()));
    }
  }

  /** What AWS allows is a budget of each account in each region. */
  private static String region(LogGroup group) {
    return group.account() + ":" + group.region();
  }

  private RegionReader reader(LogGroup group) {
    AwsAccess access = settings.access(group);
    RegionReader reader =
        new RegionReader(new LogsApi(access), settings::partName, feed, clock, memory, pages);
    if (settings.liveTail()) {
      ProvisionalLines lines = ProvisionalLines.here();
      reader.tellRead(lines);
      live.add(new LiveTailer(access, () -> liveGroups(reader), lines, feed));
    }
    return reader;
  }

  private static List<LiveGroup> liveGroups(RegionReader reader) {
    return reader.groups().stream()
        .map(group -> new LiveGroup(group.account(), group.region(), group.name()))
        .toList();
  }

  @Override
  public void wakeUp() {
    boolean woken = pages.offer(WAKE);
    assert woken || !pages.isEmpty(); // A full queue wakes by itself.
  }

  @Override
  public void close() {
    live.forEach(LiveTailer::close);
    regions.values().forEach(RegionReader::close);
    for (Page page : pages) {
      if (page.share() != null) {
        page.share().close();
      }
    }
    taken.forEach(ByteShare::close);
  }
}
