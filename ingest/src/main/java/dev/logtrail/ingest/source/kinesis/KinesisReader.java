package dev.logtrail.ingest.source.kinesis;

import dev.logtrail.ingest.source.CheckpointedPositions;
import dev.logtrail.ingest.source.SavedPositions;
import dev.logtrail.trail.Delivery;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;

/**
 * Reads the shards that it was given. What a completed checkpoint covers is written to the store.
 *
 * <p>A finished shard stays in its state until a checkpoint that holds it is complete, and is told
 * of again after a restore: the enumerator's part of that checkpoint may be older than the end of
 * the shard, and would never give out its children (FLINK-37627).
 */
@SuppressWarnings("try") // Flink declares close() so
final class KinesisReader
    extends SingleThreadMultiplexSourceReaderBase<
        KinesisRecord, Delivery, KinesisSplit, KinesisReader.Progress> {
  private final KinesisSettings settings;
  private final CheckpointedPositions positions;
  private final Map<String, KinesisSplit> finished = new HashMap<>();
  private boolean started;

  /** How far a shard is read. */
  static final class Progress {
    private final KinesisSplit split;
    private ShardPosition position;

    private Progress(KinesisSplit split) {
      this.split = split;
      this.position = split.position();
    }
  }

  KinesisReader(
      KinesisSettings settings, SavedPositions store, Clock clock, SourceReaderContext context) {
    super(
        () -> new KinesisSplitReader(settings, clock),
        (record, output, progress) -> {
          output.collect(record.delivery());
          progress.position = record.position();
        },
        context.getConfiguration(),
        context);
    this.settings = settings;
    this.positions = new CheckpointedPositions(store);
  }

  @Override
  public void start() {
    super.start();
    started = true;
    tell(finished.keySet());
  }

  @Override
  public void addSplits(List<KinesisSplit> splits) {
    List<KinesisSplit> open = new ArrayList<>();
    Map<String, SavedShards> saved = new HashMap<>();
    for (KinesisSplit split : splits) {
      if (!settings.streams().contains(split.stream())) {
        continue; // The store knows how far it was read, should it be read again.
      }
      if (split.finished()) {
        finished.put(split.splitId(), split);
      } else if (started) {
        open.add(split);
      } else {
        SavedShards stored =
            saved.computeIfAbsent(
                split.stream(), name -> SavedShards.read(positions.store(), name));
        open.add(split.at(stored.earlier(split)));
      }
    }
    if (!open.isEmpty()) {
      super.addSplits(open);
    }
  }

  @Override
  protected void onSplitFinished(Map<String, Progress> ended) {
    ended.forEach((id, progress) -> finished.put(id, toSplitType(id, progress).asFinished()));
    tell(ended.keySet());
  }

  private void tell(Set<String> splits) {
    if (!splits.isEmpty()) {
      context.sendSourceEventToCoordinator(new FinishedShards(splits));
    }
  }

  @Override
  public List<KinesisSplit> snapshotState(long checkpointId) {
    List<KinesisSplit> splits = new ArrayList<>(super.snapshotState(checkpointId));
    splits.addAll(finished.values());
    positions.snapshot(checkpointId, texts(splits));
    return splits;
  }

  private static Map<String, Map<String, String>> texts(List<KinesisSplit> splits) {
    Map<String, Map<String, String>> texts = new TreeMap<>();
    for (KinesisSplit split : splits) {
      // Of a shard of which nothing was read, the stream's origin says enough.
      if (split.finished() || split.position().sequenceNumber() != null) {
        texts
            .computeIfAbsent(SavedShards.source(split.stream()), s -> new HashMap<>())
            .put(split.shardId(), SavedShards.text(split));
      }
    }
    return texts;
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    super.notifyCheckpointComplete(checkpointId);
    Map<String, Map<String, String>> covered = positions.complete(checkpointId);
    finished
        .values()
        .removeIf(
            split ->
                covered
                    .getOrDefault(SavedShards.source(split.stream()), Map.of())
                    .getOrDefault(split.shardId(), "")
                    .equals(SavedShards.text(split)));
  }

  @Override
  protected Progress initializedState(KinesisSplit split) {
    return new Progress(split);
  }

  @Override
  protected KinesisSplit toSplitType(String splitId, Progress progress) {
    return progress.split.at(progress.position);
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
