package dev.logtrail.ingest.source.cloudwatch;

import dev.logtrail.ingest.feed.Feed;
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
 * Reads the log groups that it was given. What a completed checkpoint covers is written to the
 * store; what the store holds counts where a checkpoint goes further.
 */
@SuppressWarnings("try") // Flink declares close() so
final class GroupReader
    extends SingleThreadMultiplexSourceReaderBase<
        LogsRecord, Delivery, GroupSplit, GroupReader.Progress> {
  private final CheckpointedPositions positions;
  private final LogGroupSettings settings;
  private boolean started;

  /** How far a group is read. */
  static final class Progress {
    private final LogGroup group;
    private GroupPosition position;

    private Progress(GroupSplit split) {
      this.group = split.group();
      this.position = split.position();
    }
  }

  GroupReader(
      LogGroupSettings settings,
      SavedPositions store,
      Feed feed,
      Clock clock,
      SourceReaderContext context) {
    super(
        () -> new GroupSplitReader(settings, feed, clock),
        (record, output, progress) -> {
          if (record.delivery() != null) {
            output.collect(record.delivery());
          }
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
  }

  @Override
  public void addSplits(List<GroupSplit> splits) {
    if (started) {
      super.addSplits(splits);
      return;
    }
    Map<String, GroupPosition> saved = SavedGroups.read(positions.store());
    List<GroupSplit> wanted = new ArrayList<>();
    for (GroupSplit split : splits) {
      if (settings.reads(split.group())) {
        GroupPosition other =
            saved.isEmpty()
                ? split.position()
                : saved.getOrDefault(split.splitId(), split.position().anew());
        wanted.add(new GroupSplit(split.group(), split.position().earlier(other)));
      }
    }
    if (!wanted.isEmpty()) {
      super.addSplits(wanted);
    }
  }

  @Override
  public List<GroupSplit> snapshotState(long checkpointId) {
    List<GroupSplit> splits = super.snapshotState(checkpointId);
    Map<String, String> texts = new HashMap<>();
    splits.forEach(split -> texts.put(split.splitId(), split.position().text()));
    positions.snapshot(checkpointId, Map.of(SavedGroups.SOURCE, texts));
    return splits;
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    super.notifyCheckpointComplete(checkpointId);
    positions.complete(checkpointId);
  }

  @Override
  protected void onSplitFinished(Map<String, Progress> finished) {
    throw new IllegalStateException("a log group never ends");
  }

  @Override
  protected Progress initializedState(GroupSplit split) {
    return new Progress(split);
  }

  @Override
  protected GroupSplit toSplitType(String splitId, Progress progress) {
    return new GroupSplit(progress.group, progress.position);
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
