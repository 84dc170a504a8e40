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
import org.apache.flink.util.function.SerializableSupplier;

/**
 * Reads deliveries from the inbox. Its state is one number for each writer; what a completed
 * checkpoint covers is in the store, and deleted from the inbox.
 *
 * <p>It always begins with what the inbox holds, whatever a checkpoint says was read: the
 * checkpoint may be of another database, or of this one before a backup was put back, and then its
 * numbers belong to other deliveries. What was stored and not yet deleted is read again, which
 * changes nothing.
 */
@SuppressWarnings("try") // Flink declares close() so
final class InboxReader
    extends SingleThreadMultiplexSourceReaderBase<
        InboxItem, Delivery, InboxSplit, Map<Integer, Long>> {
  private final TreeMap<Long, Map<Integer, Long>> covered = new TreeMap<>();
  private final Inbox inbox;

  InboxReader(SerializableSupplier<Inbox> inboxes, SourceReaderContext context) {
    super(
        () -> new InboxSplitReader(inboxes),
        (item, output, positions) -> {
          Delivery delivery = item.delivery();
          DecodedAhead.handOn(delivery, item.decoded(), () -> output.collect(delivery));
          positions.merge(item.writer(), item.seq(), Math::max);
        },
        context.getConfiguration(),
        context);
    this.inbox = inboxes.get();
  }

  @Override
  public List<InboxSplit> snapshotState(long checkpointId) {
    List<InboxSplit> splits = super.snapshotState(checkpointId);
    splits.forEach(split -> covered.put(checkpointId, split.positions()));
    return splits;
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
  protected void onSplitFinished(Map<String, Map<Integer, Long>> finished) {
    throw new IllegalStateException("the inbox never ends");
  }

  @Override
  protected Map<Integer, Long> initializedState(InboxSplit split) {
    return new HashMap<>();
  }

  @Override
  protected InboxSplit toSplitType(String splitId, Map<Integer, Long> positions) {
    return new InboxSplit(positions);
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
