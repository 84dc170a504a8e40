package dev.logtrail.job.inbox;

import dev.logtrail.limit.ByteShare;
import dev.logtrail.store.inbox.InboxItem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;

/** Deliveries that were fetched together; their memory is given back when all were handed on. */
final class InboxFetch implements RecordsWithSplitIds<InboxItem> {
  private final RecordsBySplits<InboxItem> records;
  private final ByteShare share;

  /**
   * @param share what the items take, or null if nothing was taken for them
   */
  InboxFetch(List<InboxItem> items, ByteShare share) {
    this.records =
        new RecordsBySplits<>(
            items.isEmpty() ? Map.of() : Map.of(InboxSplit.ID, items), Set.<String>of());
    this.share = share;
  }

  @Override
  public String nextSplit() {
    return records.nextSplit();
  }

  @Override
  public InboxItem nextRecordFromSplit() {
    return records.nextRecordFromSplit();
  }

  @Override
  public Set<String> finishedSplits() {
    return records.finishedSplits();
  }

  @Override
  public void recycle() {
    if (share != null) {
      share.close();
    }
  }
}
