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
 * The inbox as a Flink source, read by one task in commit order. Without a checkpoint it reads what
 * the inbox still holds: at most a re-read, never a loss.
 */
public final class InboxSource implements Source<Delivery, InboxSplit, Boolean> {
  private static final long serialVersionUID = 1L;
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
    return new InboxReader(inboxes, context);
  }

  @Override
  public SplitEnumerator<InboxSplit, Boolean> createEnumerator(
      SplitEnumeratorContext<InboxSplit> context) {
    return new InboxEnumerator(context, false);
  }

  @Override
  public SplitEnumerator<InboxSplit, Boolean> restoreEnumerator(
      SplitEnumeratorContext<InboxSplit> context, Boolean assigned) {
    return new InboxEnumerator(context, assigned);
  }

  @Override
  public SimpleVersionedSerializer<InboxSplit> getSplitSerializer() {
    return new InboxSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<Boolean> getEnumeratorCheckpointSerializer() {
    return new FlagSerializer();
  }
}
