package dev.logtrail.ingest.source.s3;

import dev.logtrail.ingest.feed.Feeds;
import dev.logtrail.ingest.source.FetchedPage;
import dev.logtrail.ingest.source.s3.BucketReader.Page;
import dev.logtrail.limit.ByteBudget;
import dev.logtrail.limit.ByteShare;
import dev.logtrail.limit.MemoryBudgets;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;

/** Hands on what the readers of the places bring: each has a thread of its own. */
@SuppressWarnings("try") // Flink declares close() so
final class S3SplitReader implements SplitReader<S3Record, S3Split> {
  private static final int WAITING_PAGES = 4;
  private static final long WAIT_MS = 500;
  private static final Page WAKE = new Page(null, null);

  private final S3Settings settings;
  private final Clock clock;
  private final ByteBudget memory = MemoryBudgets.ofThisProcess().requests();
  private final BlockingQueue<Page> pages = new ArrayBlockingQueue<>(WAITING_PAGES);
  private final Queue<ByteShare> taken = new ConcurrentLinkedQueue<>();
  private final List<BucketReader> places = new ArrayList<>();

  S3SplitReader(S3Settings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public RecordsWithSplitIds<S3Record> fetch() throws IOException {
    Page next;
    try {
      next = pages.poll(WAIT_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for events", e);
    }
    if (next == null || next.records() == null) {
      return FetchedPage.empty();
    }
    taken.removeIf(earlier -> earlier.bytes() == 0);
    if (next.share() != null) {
      taken.add(next.share());
    }
    return next.records();
  }

  @Override
  public void handleSplitsChanges(SplitsChange<S3Split> change) {
    for (S3Split split : change.splits()) {
      places.add(
          new BucketReader(
              split,
              settings,
              Feeds.here().feed("s3", split.location(), clock),
              clock,
              memory,
              pages));
    }
  }

  @Override
  public void wakeUp() {
    boolean woken = pages.offer(WAKE);
    assert woken || !pages.isEmpty(); // A full queue wakes by itself.
  }

  @Override
  public void close() {
    places.forEach(BucketReader::close);
    for (Page page : pages) {
      if (page.share() != null) {
        page.share().close();
      }
    }
    taken.forEach(ByteShare::close);
  }
}
