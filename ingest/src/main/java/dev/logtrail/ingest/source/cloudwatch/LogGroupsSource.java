package dev.logtrail.ingest.source.cloudwatch;

import dev.logtrail.ingest.feed.Feed;
import dev.logtrail.ingest.feed.Feeds;
import dev.logtrail.ingest.source.AssignedSplits;
import dev.logtrail.ingest.source.AssignedSplitsSerializer;
import dev.logtrail.ingest.source.SavedPositions;
import dev.logtrail.trail.Delivery;
import java.time.Clock;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.util.function.SerializableSupplier;

/**
 * Log groups as a Flink source: each delivery holds new events of one group. It is read by one
 * task, since what AWS allows is one budget for all groups.
 */
public final class LogGroupsSource implements Source<Delivery, GroupSplit, AssignedSplits> {
  private static final long serialVersionUID = 1L;

  private final LogGroupSettings settings;
  private final SerializableSupplier<SavedPositions> positions;
  private final Clock clock;

  /**
   * Reads log groups.
   *
   * @param positions opens the store's positions where a task runs; closed with the task
   * @param clock serializable, as {@link Clock#systemUTC} is
   */
  public LogGroupsSource(
      LogGroupSettings settings, SerializableSupplier<SavedPositions> positions, Clock clock) {
    this.settings = settings;
    this.positions = positions;
    this.clock = clock;
  }

  private Feed feed() {
    return Feeds.here().feed("api", settings.feedName(), clock);
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SourceReader<Delivery, GroupSplit> createReader(SourceReaderContext context) {
    return new GroupReader(settings, positions.get(), feed(), clock, context);
  }

  @Override
  public SplitEnumerator<GroupSplit, AssignedSplits> createEnumerator(
      SplitEnumeratorContext<GroupSplit> context) {
    return restoreEnumerator(context, AssignedSplits.NONE);
  }

  @Override
  public SplitEnumerator<GroupSplit, AssignedSplits> restoreEnumerator(
      SplitEnumeratorContext<GroupSplit> context, AssignedSplits restored) {
    return new GroupEnumerator(settings, positions, feed(), clock, context, restored);
  }

  @Override
  public SimpleVersionedSerializer<GroupSplit> getSplitSerializer() {
    return new GroupSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<AssignedSplits> getEnumeratorCheckpointSerializer() {
    return new AssignedSplitsSerializer();
  }
}
