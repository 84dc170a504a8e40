package dev.logtrail.ingest.source.s3;

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

/** Objects of S3 as a Flink source: each delivery holds events of one object. */
public final class S3Source implements Source<Delivery, S3Split, AssignedSplits> {
  private static final long serialVersionUID = 1L;

  private final S3Settings settings;
  private final SerializableSupplier<SavedPositions> positions;
  private final Clock clock;

  /**
   * Reads objects.
   *
   * @param positions opens the store's positions where a task runs; closed with the task
   * @param clock serializable, as {@link Clock#systemUTC} is
   */
  public S3Source(
      S3Settings settings, SerializableSupplier<SavedPositions> positions, Clock clock) {
    this.settings = settings;
    this.positions = positions;
    this.clock = clock;
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SourceReader<Delivery, S3Split> createReader(SourceReaderContext context) {
    return new S3Reader(settings, positions.get(), clock, context);
  }

  @Override
  public SplitEnumerator<S3Split, AssignedSplits> createEnumerator(
      SplitEnumeratorContext<S3Split> context) {
    return restoreEnumerator(context, AssignedSplits.NONE);
  }

  @Override
  public SplitEnumerator<S3Split, AssignedSplits> restoreEnumerator(
      SplitEnumeratorContext<S3Split> context, AssignedSplits restored) {
    return new S3Enumerator(settings, positions, clock, context, restored);
  }

  @Override
  public SimpleVersionedSerializer<S3Split> getSplitSerializer() {
    return new S3SplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<AssignedSplits> getEnumeratorCheckpointSerializer() {
    return new AssignedSplitsSerializer();
  }
}
