package dev.logtrail.ingest.source.kinesis;

import dev.logtrail.ingest.feed.Feeds;
import dev.logtrail.ingest.source.FetchedPage;
import dev.logtrail.ingest.source.kinesis.ShardPoller.Polled;
import dev.logtrail.limit.ByteBudget;
import dev.logtrail.limit.ByteShare;
import dev.logtrail.limit.MemoryBudgets;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the shards of one task by a few threads, so that a slow one does not hold up the others. Of
 * each shard one page at most waits to be handed on.
 */
@SuppressWarnings("try") // Flink declares close() so
final class KinesisSplitReader implements SplitReader<KinesisRecord, KinesisSplit> {
  private static final Logger LOG = LoggerFactory.getLogger(KinesisSplitReader.class);
  private static final int THREADS = 4;
  private static final long WAIT_MS = 1_000;
  private static final Ready WAKE = new Ready(null, null);

  private final KinesisSettings settings;
  private final Clock clock;
  private final ByteBudget memory = MemoryBudgets.ofThisProcess().requests();
  private final Map<String, KinesisApi> apis = new HashMap<>();
  private final BlockingQueue<Ready> ready = new LinkedBlockingQueue<>();
  private final Queue<ByteShare> taken = new ConcurrentLinkedQueue<>();
  private final ScheduledThreadPoolExecutor threads;

  /** A page that waits to be handed on, and whose it is. */
  private record Ready(ShardPoller poller, Polled polled) {}

  KinesisSplitReader(KinesisSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.threads =
        new ScheduledThreadPoolExecutor(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "kinesis-shards");
              thread.setDaemon(true);
              return thread;
            });
    threads.setRemoveOnCancelPolicy(true);
  }

  @Override
  public RecordsWithSplitIds<KinesisRecord> fetch() throws IOException {
    Ready next;
    try {
      next = ready.poll(WAIT_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for records", e);
    }
    if (next == null || next.polled() == null) {
      return FetchedPage.empty();
    }
    taken.removeIf(earlier -> earlier.bytes() == 0);
    again(next.poller(), next.polled().againMs());
    return next.polled().page();
  }

  private void again(ShardPoller poller, long ms) {
    if (ms < 0) {
      return;
    }
    try {
      threads.schedule(() -> poll(poller), ms, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("the reader is closed");
    }
  }

  private void poll(ShardPoller poller) {
    try {
      Polled polled = poller.poll();
      if (polled.page() == null) {
        again(poller, polled.againMs());
        return;
      }
      taken.add(polled.share());
      ready.add(new Ready(poller, polled));
      if (threads.isShutdown()) {
        polled.share().close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Error e) {
      // Such as no memory: a shard that nobody reads any more would be lost without a word.
      LOG.error("A shard is read again after a fault", e);
      again(poller, WAIT_MS);
    }
  }

  @Override
  public void handleSplitsChanges(SplitsChange<KinesisSplit> change) {
    for (KinesisSplit split : change.splits()) {
      KinesisApi api =
          apis.computeIfAbsent(split.stream(), name -> new KinesisApi(name, settings.access(name)));
      again(
          new ShardPoller(
              split, api, Feeds.here().feed("kinesis", split.stream(), clock), clock, memory),
          0);
    }
  }

  @Override
  public void wakeUp() {
    ready.add(WAKE);
  }

  @Override
  public void close() throws Exception {
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(WAIT_MS, TimeUnit.MILLISECONDS)) {
        LOG.debug("a call of Kinesis is still under way");
      }
    } finally {
      taken.forEach(ByteShare::close);
      apis.values().forEach(KinesisApi::close);
    }
  }
}
