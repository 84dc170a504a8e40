package dev.logtrail.job.inbox;

import dev.logtrail.job.record.DecodedAhead;
import dev.logtrail.payload.decoding.Decoded;
import dev.logtrail.store.inbox.Inbox;
import dev.logtrail.trail.Delivery;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;

/** The inbox's reader, called as its task calls it. Bodies are text. */
@SuppressWarnings("try") // Flink declares close() so
final class ReaderHarness implements ReaderOutput<Delivery>, SourceReaderContext, AutoCloseable {
  private static final long DEADLINE_MS = 30_000;

  /** The bodies that were read, in order. */
  final List<String> read = new ArrayList<>();

  /** What was decoded of each, or null; parallel to {@link #read}. */
  final List<Decoded> ahead = new ArrayList<>();

  final SourceReader<Delivery, InboxSplit> reader;

  /** What the enumerator would be told. */
  final List<SourceEvent> told = new ArrayList<>();

  private ReaderHarness(Inbox inbox) throws Exception {
    reader = new InboxSource(() -> inbox).createReader(this);
  }

  /** A reader that has been given these writers of the inbox. */
  static ReaderHarness open(Inbox inbox, int... writers) throws Exception {
    ReaderHarness harness = new ReaderHarness(inbox);
    harness.reader.start();
    harness.add(writers);
    return harness;
  }

  /** A reader whose state in a checkpoint was {@code split}, given these writers then. */
  static ReaderHarness restored(Inbox inbox, InboxSplit split, int... writers) throws Exception {
    ReaderHarness harness = new ReaderHarness(inbox);
    harness.reader.addSplits(List.of(split));
    harness.reader.start();
    harness.add(writers);
    return harness;
  }

  /** Gives it more writers. */
  void add(int... writers) {
    reader.addSplits(IntStream.of(writers).mapToObj(InboxSplit::of).toList());
  }

  /** Polls until so many deliveries have been read since the beginning. */
  void readUntil(int count) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(DEADLINE_MS);
    while (read.size() < count) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("%d of %d deliveries: %s".formatted(read.size(), count, read));
      }
      switch (reader.pollNext(this)) {
        case NOTHING_AVAILABLE -> reader.isAvailable().get(DEADLINE_MS, TimeUnit.MILLISECONDS);
        case END_OF_INPUT -> throw new AssertionError("the inbox never ends");
        default -> {
          // The next may be there already.
        }
      }
    }
  }

  /** A checkpoint's part of the reader. */
  void checkpoint(long id) {
    List<InboxSplit> splits = reader.snapshotState(id);
    if (!splits.isEmpty()) {
      throw new AssertionError("the reader keeps nothing in checkpoints, but " + splits);
    }
  }

  @Override
  public void collect(Delivery delivery) {
    read.add(new String(delivery.body(), StandardCharsets.UTF_8));
    ahead.add(DecodedAhead.of(delivery));
  }

  @Override
  public void collect(Delivery delivery, long timestamp) {
    collect(delivery);
  }

  @Override
  public SourceOutput<Delivery> createOutputForSplit(String splitId) {
    return this;
  }

  @Override
  public void releaseOutputForSplit(String splitId) {
    // All splits' output is one list.
  }

  @Override
  public void emitWatermark(Watermark watermark) {
    throw new AssertionError("the inbox has no watermarks");
  }

  @Override
  public void markIdle() {
    // Without watermarks, idleness means nothing.
  }

  @Override
  public void markActive() {
    // See markIdle().
  }

  @Override
  public SourceReaderMetricGroup metricGroup() {
    return UnregisteredMetricsGroup.createSourceReaderMetricGroup();
  }

  @Override
  public Configuration getConfiguration() {
    return new Configuration();
  }

  @Override
  public String getLocalHostName() {
    return "here";
  }

  @Override
  public int getIndexOfSubtask() {
    return 0;
  }

  @Override
  public int currentParallelism() {
    return 1;
  }

  @Override
  public void sendSplitRequest() {
    throw new AssertionError("the reader need not ask");
  }

  @Override
  public void sendSourceEventToCoordinator(SourceEvent sourceEvent) {
    told.add(sourceEvent);
  }

  @Override
  public UserCodeClassLoader getUserCodeClassLoader() {
    return SimpleUserCodeClassLoader.create(getClass().getClassLoader());
  }

  @Override
  public void close() throws Exception {
    reader.close();
  }
}
