package dev.logtrail.ingest.source.kinesis;

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
 * Kinesis streams as a Flink source: each record is a delivery, as CloudWatch Logs puts it there.
 * Several tasks share the shards.
 */
public final class KinesisSource implements Source<Delivery, KinesisSplit, StreamState> {
  private static final long serialVersionUID = 1L;

  private final KinesisSettings settings;
  private final SerializableSupplier<SavedPositions> positions;
  private final Clock clock;

  /**
   * Reads streams.
   *
   * @param positions opens the store's positions where a task runs; closed with the task
   * @param clock serializable, as {@link Clock#systemUTC} is
   */
  public KinesisSource(
      KinesisSettings settings, SerializableSupplier<SavedPositions> positions, Clock clock) {
    this.settings = settings;
    this.positions = positions;
    this.clock = clock;
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SourceReader<Delivery, KinesisSplit> createReader(SourceReaderContext context) {
    return new KinesisReader(settings, positions.get(), clock, context);
  }

  @Override
  public SplitEnumerator<KinesisSplit, StreamState> createEnumerator(
      SplitEnumeratorContext<KinesisSplit> context) {
    return restoreEnumerator(context, StreamState.NONE);
  }

  @Override
  public SplitEnumerator<KinesisSplit, StreamState> restoreEnumerator(
      SplitEnumeratorContext<KinesisSplit> context, StreamState restored) {
    return new KinesisEnumerator(settings, positions, clock, context, restored);
  }

  @Override
  public SimpleVersionedSerializer<KinesisSplit> getSplitSerializer() {
    return new KinesisSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<StreamState> getEnumeratorCheckpointSerializer() {
    return new StreamStateSerializer();
  }
}
