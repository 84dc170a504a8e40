package dev.logtrail.job.inbox;

import dev.logtrail.store.inbox.Inbox;
import dev.logtrail.trail.Delivery;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.util.function.SerializableSupplier;

/**
 * The inbox as a Flink source: each writer is a split, read in commit order. It begins with what
 * the inbox holds: at most a re-read, never a loss.
 */
public final class InboxSource implements Source<Delivery, InboxSplit, NoState> {
  private static final long serialVersionUID = 2L;
  private final SerializableSupplier<Inbox> inboxes;

  /** A source that opens the inbox by {@code inboxes} where it runs. */
  public InboxSource(SerializableSupplier<Inbox> inboxes) {
    this.inboxes = inboxes;
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SourceReader<Delivery, InboxSplit> createReader(SourceReaderContext context) {
    return new InboxReader(inboxes.get(), context);
  }

  @Override
  public SplitEnumerator<InboxSplit, NoState> createEnumerator(
      SplitEnumeratorContext<InboxSplit> context) {
    return new InboxEnumerator(context, inboxes);
  }

  @Override
  public SplitEnumerator<InboxSplit, NoState> restoreEnumerator(
      SplitEnumeratorContext<InboxSplit> context, NoState state) {
    return new InboxEnumerator(context, inboxes);
  }

  @Override
  public SimpleVersionedSerializer<InboxSplit> getSplitSerializer() {
    return new InboxSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<NoState> getEnumeratorCheckpointSerializer() {
    return new NoStateSerializer();
  }
}
