package dev.logtrail.ingest.source.kinesis;

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
  private final SavedPositions store;
  private final TreeMap<Long, List<KinesisSplit>> covered = new TreeMap<>();
  private final Map<String, KinesisSplit> finished = new HashMap<>();
  private final Map<String, String> written = new HashMap<>();
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
    this.store = store;
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
            saved.computeIfAbsent(split.stream(), name -> SavedShards.read(store, name));
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
    covered.put(checkpointId, List.copyOf(splits));
    return splits;
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    super.notifyCheckpointComplete(checkpointId);
    Map.Entry<Long, List<KinesisSplit>> done = covered.floorEntry(checkpointId);
    if (done != null) {
      save(done.getValue());
      done.getValue().stream()
          .filter(KinesisSplit::finished)
          .map(KinesisSplit::splitId)
          .forEach(finished::remove);
    }
    covered.headMap(checkpointId, true).clear();
  }

  private void save(List<KinesisSplit> splits) {
    Map<String, Map<String, String>> changed = new TreeMap<>();
    for (KinesisSplit split : splits) {
      String text = SavedShards.text(split);
      // Of a shard of which nothing was read, the stream's origin says enough.
      boolean tells = split.finished() || split.position().sequenceNumber() != null;
      if (tells && !text.equals(written.get(split.splitId()))) {
        changed.computeIfAbsent(split.stream(), s -> new HashMap<>()).put(split.shardId(), text);
      }
    }
    changed.forEach(
        (stream, texts) -> {
          store.write(SavedShards.source(stream), texts);
          texts.forEach((shard, text) -> written.put(KinesisSplit.id(stream, shard), text));
        });
    splits.stream().filter(KinesisSplit::finished).forEach(s -> written.remove(s.splitId()));
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
      store.close();
    }
  }
}
