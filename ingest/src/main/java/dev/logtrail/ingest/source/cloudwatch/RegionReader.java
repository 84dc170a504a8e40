package dev.logtrail.ingest.source.cloudwatch;

import dev.logtrail.ingest.aws.AwsFaults;
import dev.logtrail.ingest.aws.AwsPermission;
import dev.logtrail.ingest.feed.Feed;
import dev.logtrail.ingest.live.ProvisionalLines;
import dev.logtrail.ingest.source.FetchedPage;
import dev.logtrail.ingest.source.cloudwatch.GroupQueue.Turn;
import dev.logtrail.limit.ByteBudget;
import dev.logtrail.limit.ByteShare;
import dev.logtrail.limit.FeedLimits;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;

/**
 * Reads one account's groups in one region by a few threads that share one budget of calls. Nothing
 * that a call answers ends it.
 */
final class RegionReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RegionReader.class);
  private static final int THREADS = 3;
  private static final long IDLE_MS = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final LogsApi api;
  private final Function<LogGroup, String> names;
  private final Feed feed;
  private final Clock clock;
  private final ByteBudget memory;
  private final BlockingQueue<Page> pages;
  private final RequestBudget budget = new RequestBudget(System::nanoTime);
  private final GroupQueue queue = new GroupQueue();
  private final Map<String, GroupPosition> positions = new ConcurrentHashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Map<LogGroup, Long> events = new ConcurrentHashMap<>();
  private volatile ProvisionalLines provisional;
  private volatile boolean closed;

  /**
   * A page that waits to be handed on.
   *
   * @param records of one group
   * @param share what they take of the memory
   */
  record Page(FetchedPage<LogsRecord> records, ByteShare share) {}

  /**
   * A reader without groups.
   *
   * @param names what status calls a group
   * @param pages where pages are put; it has room for few, so that a slow store slows reading
   */
  RegionReader(
      LogsApi api,
      Function<LogGroup, String> names,
      Feed feed,
      Clock clock,
      ByteBudget memory,
      BlockingQueue<Page> pages) {
    this.api = api;
    this.names = names;
    this.feed = feed;
    this.clock = clock;
    this.memory = memory;
    this.pages = pages;
    for (int i = 0; i < THREADS; i++) {
      Thread thread = new Thread(this::run, "cloudwatch-logs");
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  /** From now on tells of what is read in groups that are followed live. */
  void tellRead(ProvisionalLines lines) {
    provisional = lines;
  }

  /** The groups, those first that have brought most events. */
  List<LogGroup> groups() {
    return events.entrySet().stream()
        .sorted(
            Map.Entry.<LogGroup, Long>comparingByValue()
                .reversed()
                .thenComparing(e -> e.getKey().key()))
        .map(Map.Entry::getKey)
        .toList();
  }

  void add(GroupScanner scanner) {
    events.putIfAbsent(scanner.group(), 0L);
    positions.put(scanner.group().key(), scanner.position());
    synchronized (queue) {
      queue.add(scanner);
    }
  }

  /** How many calls a second are made at most. */
  double callsPerSecond() {
    return budget.perSecond();
  }

  /** How far each group is read. */
  Map<String, GroupPosition> positions() {
    return positions;
  }

  private void run() {
    try {
      while (!closed) {
        Turn turn;
        synchronized (queue) {
          turn = queue.take(clock.millis());
        }
        if (turn == null) {
          TimeUnit.MILLISECONDS.sleep(IDLE_MS);
          continue;
        }
        try {
          TimeUnit.NANOSECONDS.sleep(budget.takeTurn());
          call(turn);
        } finally {
          synchronized (queue) {
            queue.add(turn.scanner());
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void call(Turn turn) throws InterruptedException {
    GroupScanner scanner = turn.scanner();
    ByteShare share = memory.share();
    boolean handedOn = false;
    try {
      long most = Math.max(1, memory.limitBytes() / 8);
      if (!share.grow(Math.min(FeedLimits.LOGS_PAGE_BYTES, most), PATIENCE)) {
        return;
      }
      Scan scan = scanner.next(turn.kind(), clock.millis());
      FilterLogEventsResponse answer =
          api.page(scanner.group(), scan.fromMs(), scan.toMs(), scan.token());
      budget.worked();
      GroupPosition before = scanner.position();
      LogsRecord record = scanner.take(scan, answer, clock.millis());
      note(scanner, record);
      if (record.delivery() != null || !record.position().equals(before)) {
        long bytes = record.delivery() == null ? 0 : record.delivery().body().length;
        share.shrink(Math.max(0, share.bytes() - bytes));
        handedOn = true;
        pages.put(
            new Page(FetchedPage.of(scanner.group().key(), List.of(record), false, share), share));
      }
    } catch (RuntimeException e) {
      failed(turn, e);
    } catch (Error e) {
      // Such as no memory: a thread less would be lost without a word.
      LOG.error("Log group {} is read again after a fault", scanner.group().name(), e);
      scanner.failed(false, clock.millis());
    } finally {
      if (!handedOn) {
        share.close();
      }
    }
  }

  private String name(GroupScanner scanner) {
    return names.apply(scanner.group());
  }

  private String reading(GroupScanner scanner) {
    return "reading " + name(scanner);
  }

  private void note(GroupScanner scanner, LogsRecord record) {
    feed.worked(reading(scanner));
    feed.count("late_events", scanner.takeLateEvents());
    feed.read(name(scanner), record.events(), scanner.lagMs(clock.millis()));
    positions.put(scanner.group().key(), record.position());
    events.merge(scanner.group(), (long) record.events(), Long::sum);
    ProvisionalLines lines = provisional;
    if (lines != null && lines.isWatched(scanner.group().name())) {
      record.streams().forEach((name, of) -> lines.read(scanner.group().stream(name), of));
    }
  }

  private void failed(Turn turn, RuntimeException e) {
    GroupScanner scanner = turn.scanner();
    if (closed || Thread.currentThread().isInterrupted()) {
      return;
    }
    if (AwsFaults.isThrottled(e)) {
      feed.count("throttled", 1);
      budget.throttled();
      return;
    }
    if (e instanceof InvalidParameterException) {
      scanner.restart(turn.kind()); // A token lives for a day.
    }
    boolean lasting = AwsFaults.isDenied(e) || AwsFaults.isMissing(e);
    long againMs = scanner.failed(lasting, clock.millis());
    AwsPermission needed = LogsApi.reading(scanner.group());
    feed.failed(reading(scanner), AwsFaults.words(e, needed), againMs);
  }

  /** Tells of each group how far behind it is. */
  void tellLag() {
    synchronized (queue) {
      queue.each(scanner -> feed.lag(name(scanner), scanner.lagMs(clock.millis())));
    }
  }

  @Override
  public void close() {
    closed = true;
    threads.forEach(Thread::interrupt);
    try {
      for (Thread thread : threads) {
        thread.join(PATIENCE.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    api.close();
  }
}
