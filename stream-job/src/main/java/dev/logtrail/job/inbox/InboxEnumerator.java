package dev.logtrail.job.inbox;

import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;

/**
 * Gives the one split to the first reader that comes. Its checkpoint says whether the split is
 * given.
 */
final class InboxEnumerator implements SplitEnumerator<InboxSplit, Boolean> {
  private final SplitEnumeratorContext<InboxSplit> context;
  private InboxSplit unassigned;

  InboxEnumerator(SplitEnumeratorContext<InboxSplit> context, boolean assigned) {
    this.context = context;
    this.unassigned = assigned ? null : new InboxSplit(Map.of());
  }

  @Override
  public void start() {
    // The split waits for its reader.
  }

  @Override
  public void handleSplitRequest(int subtask, String requesterHostname) {
    // The reader need not ask.
  }

  @Override
  public void addSplitsBack(List<InboxSplit> splits, int subtask) {
    splits.forEach(split -> unassigned = split);
    if (unassigned != null && context.registeredReaders().containsKey(subtask)) {
      addReader(subtask);
    }
  }

  @Override
  public void addReader(int subtask) {
    if (unassigned != null) {
      context.assignSplit(unassigned, subtask);
      unassigned = null;
    }
  }

  @Override
  public Boolean snapshotState(long checkpointId) {
    return unassigned == null;
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
