package dev.logtrail.cli.server;

import dev.logtrail.ingest.feed.FeedState;
import dev.logtrail.ingest.feed.FeedState.Backfill.Unit;
import dev.logtrail.text.Counted;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Tells how far the past of log groups and places of S3 has been read, until all of it has. */
final class FeedProgress implements AutoCloseable {
  private static final int WIDTH = 20;
  private static final double MB = 1e6;
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;

  private final PrintWriter out;
  private final Supplier<List<FeedState>> feeds;
  private final long everyNs;
  private final Map<String, Long> printedNs = new HashMap<>();
  private final Set<String> begun = new HashSet<>();
  private final Set<String> done = new HashSet<>();
  private final Set<String> ended = new HashSet<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread worker = new Thread(task, "feed-progress");
            worker.setDaemon(true);
            return worker;
          });

  private FeedProgress(PrintWriter out, Supplier<List<FeedState>> feeds, int seconds) {
    this.everyNs = TimeUnit.SECONDS.toNanos(seconds);
    this.out = out;
    this.feeds = feeds;
  }

  /**
   * Begins.
   *
   * @param seconds between two lines of one feed; its first ones come as soon as there is something
   *     to tell
   */
  static FeedProgress on(PrintWriter out, Supplier<List<FeedState>> feeds, int seconds) {
    FeedProgress progress = new FeedProgress(out, feeds, seconds);
    progress.thread.scheduleWithFixedDelay(progress::print, 1, 1, TimeUnit.SECONDS);
    return progress;
  }

  /**
   * A line for each feed when it is connected, some while its past is read, and one when it is, or
   * it has ended.
   */
  synchronized void print() {
    for (FeedState feed : feeds.get()) {
      if (feed.connectedSince() != null && !feed.parts().isEmpty() && begun.add(feed.name())) {
        out.println("Reading " + what(feed) + ".");
      }
      FeedState.Backfill backfill = feed.backfill();
      if (backfill != null && !done.contains(feed.name()) && isDue(feed, backfill)) {
        if (backfill.isDone()) {
          done.add(feed.name());
        }
        out.println(line(feed, backfill));
      }
      if (feed.endedAt() != null && ended.add(feed.name())) {
        out.println(feed.name() + " is read to its end; nothing more is looked for there.");
      }
      out.flush();
    }
  }

  private boolean isDue(FeedState feed, FeedState.Backfill backfill) {
    long now = System.nanoTime();
    Long before = printedNs.get(feed.name());
    boolean due = before == null || backfill.isDone() || now - before >= everyNs;
    if (due) {
      printedNs.put(feed.name(), now);
    }
    return due;
  }

  private static String what(FeedState feed) {
    int parts = feed.parts().size();
    return switch (feed.source()) {
      case "kinesis" -> "Kinesis stream %s: %s".formatted(feed.name(), Counted.of(parts, "shard"));
      case "api" -> "log groups %s: %d so far".formatted(feed.name(), parts);
      default -> feed.name();
    };
  }

  static String line(FeedState feed, FeedState.Backfill backfill) {
    double share = backfill.total() == 0 ? 1 : (double) backfill.done() / backfill.total();
    int filled = (int) (share * WIDTH);
    long events = feed.parts().stream().mapToLong(FeedState.Part::records).sum();
    String lag = feed.lagMs() == null ? "" : ", lag " + time(feed.lagMs());
    String left =
        backfill.isDone()
            ? ", done"
            : backfill.leftMs() == null ? "" : ", " + time(backfill.leftMs()) + " left";
    return String.format(
        Locale.ROOT,
        "Past of %s: [%s%s] %d %%, %s, %s%s%s",
        feed.name(),
        "#".repeat(filled),
        "-".repeat(WIDTH - filled),
        (int) (share * 100),
        amount(feed, backfill),
        Counted.of(events, "event"),
        lag,
        left);
  }

  private static String amount(FeedState feed, FeedState.Backfill backfill) {
    return backfill.unit() == Unit.BYTES
        ? String.format(Locale.ROOT, "%.1f of %.1f MB", backfill.done() / MB, backfill.total() / MB)
        : Counted.of(feed.parts().size(), "group");
  }

  private static String time(long ms) {
    return ms < 2 * MINUTE ? (ms + SECOND - 1) / SECOND + " s" : ms / MINUTE + " min";
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
