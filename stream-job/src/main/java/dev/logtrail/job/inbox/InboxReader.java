package dev.logtrail.job.inbox;

import dev.logtrail.job.record.DecodedAhead;
import dev.logtrail.store.inbox.Inbox;
import dev.logtrail.store.inbox.InboxItem;
import dev.logtrail.trail.Delivery;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;

/**
 * Reads the deliveries of some writers from the inbox. What it has read is one number for each
 * writer; what a completed checkpoint covers is in the store, and deleted from the inbox.
 *
 * <p>It keeps nothing in checkpoints, and begins with what the inbox holds: a checkpoint may be of
 * another database, or of this one before a backup was put back, and then its numbers belong to
 * other deliveries. What was stored and not yet deleted is read again, which changes nothing.
 */
@SuppressWarnings("try") // Flink declares close() so
final class InboxReader
    extends SingleThreadMultiplexSourceReaderBase<
        InboxItem, Delivery, InboxSplit, InboxReader.Position> {

  /** The last number of a writer that was handed on. */
  static final class Position {
    private final int writer;
    private long seq;

    private Position(InboxSplit split) {
      this.writer = split.writer();
      this.seq = split.position();
    }
  }

  private final TreeMap<Long, Map<Integer, Long>> covered = new TreeMap<>();
  private final Inbox inbox;
  private boolean started;

  /**
   * A reader without splits yet.
   *
   * @param inbox closed with the reader
   */
  InboxReader(Inbox inbox, SourceReaderContext context) {
    super(
        () -> new InboxSplitReader(inbox, context.currentParallelism(), System::nanoTime),
        (item, output, position) -> {
          Delivery delivery = item.delivery();
          DecodedAhead.handOn(delivery, item.decoded(), () -> output.collect(delivery));
          position.seq = item.seq();
        },
        context.getConfiguration(),
        context);
    this.inbox = inbox;
  }

  @Override
  public void start() {
    started = true;
    super.start();
  }

  /** What comes before the start is of a checkpoint: the enumerator gives all of it out again. */
  @Override
  public void addSplits(List<InboxSplit> splits) {
    if (started) {
      super.addSplits(splits);
    }
  }

  @Override
  public List<InboxSplit> snapshotState(long checkpointId) {
    Map<Integer, Long> read = new HashMap<>();
    for (InboxSplit split : super.snapshotState(checkpointId)) {
      if (split.position() > 0) {
        read.put(split.writer(), split.position());
      }
    }
    covered.put(checkpointId, read);
    return List.of();
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    super.notifyCheckpointComplete(checkpointId);
    Map.Entry<Long, Map<Integer, Long>> done = covered.floorEntry(checkpointId);
    if (done != null && !done.getValue().isEmpty()) {
      inbox.delete(done.getValue());
    }
    covered.headMap(checkpointId, true).clear();
  }

  @Override
  protected void onSplitFinished(Map<String, Position> finished) {
    finished
        .values()
        .forEach(
            position -> context.sendSourceEventToCoordinator(new WriterDrained(position.writer)));
  }

  @Override
  protected Position initializedState(InboxSplit split) {
    return new Position(split);
  }

  @Override
  protected InboxSplit toSplitType(String splitId, Position position) {
    return new InboxSplit(position.writer, position.seq);
  }

  @Override
  public void close() throws Exception {
    try {
      super.close();
    } finally {
      inbox.close();
    }
  }
}
