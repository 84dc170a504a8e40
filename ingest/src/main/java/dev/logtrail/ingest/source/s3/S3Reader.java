package dev.logtrail.ingest.source.s3;

import dev.logtrail.ingest.source.CheckpointedPositions;
import dev.logtrail.ingest.source.SavedPositions;
import dev.logtrail.trail.Delivery;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;

/**
 * Reads the places that it was given. What a completed checkpoint covers is written to the store;
 * what the store holds counts where a checkpoint goes further.
 */
@SuppressWarnings("try") // Flink declares close() so
final class S3Reader
    extends SingleThreadMultiplexSourceReaderBase<S3Record, Delivery, S3Split, ReadObjects> {
  private final S3Settings settings;
  private final CheckpointedPositions positions;
  private final Clock clock;
  private boolean started;

  S3Reader(S3Settings settings, SavedPositions store, Clock clock, SourceReaderContext context) {
    super(
        () -> new S3SplitReader(settings, clock),
        (record, output, read) -> {
          if (record.delivery() != null) {
            output.collect(record.delivery());
          }
          if (record.done() != null) {
            read.done(record.done().hash(), record.done().modifiedMs());
          }
          if (record.beforeMs() != null) {
            read.before(record.beforeMs());
          }
        },
        context.getConfiguration(),
        context);
    this.settings = settings;
    this.positions = new CheckpointedPositions(store);
    this.clock = clock;
  }

  @Override
  public void start() {
    super.start();
    started = true;
  }

  @Override
  public void addSplits(List<S3Split> splits) {
    Map<String, S3Position> saved = SavedPlaces.read(positions.store());
    List<S3Split> wanted = new ArrayList<>();
    for (S3Split split : splits) {
      if (settings.places().contains(split.location())) {
        S3Position stored = saved.get(split.location());
        boolean restored = !started && !saved.isEmpty();
        S3Position unread = settings.begin(clock.millis());
        S3Position position =
            restored
                ? split.position().earlier(stored == null ? unread : stored)
                : split.position();
        wanted.add(new S3Split(split.location(), position));
      }
    }
    if (!wanted.isEmpty()) {
      super.addSplits(wanted);
    }
  }

  @Override
  public List<S3Split> snapshotState(long checkpointId) {
    List<S3Split> splits = super.snapshotState(checkpointId);
    Map<String, String> texts = new HashMap<>();
    splits.forEach(split -> texts.put(split.location(), split.position().text()));
    positions.snapshot(checkpointId, Map.of(SavedPlaces.SOURCE, texts));
    return splits;
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    super.notifyCheckpointComplete(checkpointId);
    positions.complete(checkpointId);
  }

  @Override
  protected void onSplitFinished(Map<String, ReadObjects> finished) {
    throw new IllegalStateException("a place in S3 never ends");
  }

  @Override
  protected ReadObjects initializedState(S3Split split) {
    return new ReadObjects(split.position());
  }

  @Override
  protected S3Split toSplitType(String splitId, ReadObjects read) {
    return new S3Split(splitId, read.position());
  }

  @Override
  public void close() throws Exception {
    try {
      super.close();
    } finally {
      positions.close();
    }
  }
}
