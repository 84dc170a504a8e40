package dev.logtrail.ingest.source;

import dev.logtrail.limit.ByteShare;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;

/**
 * Records of one or more splits that were fetched together; their memory is given back when all
 * have been handed on, which includes their decoding.
 *
 * @param <E> what a record is
 */
public final class FetchedPage<E> implements RecordsWithSplitIds<E> {
  private final RecordsBySplits<E> records;
  private final ByteShare share;

  private FetchedPage(Map<String, Collection<E>> records, Set<String> finished, ByteShare share) {
    this.records = new RecordsBySplits<>(records, finished);
    this.share = share;
  }

  /** Nothing was fetched. */
  public static <E> FetchedPage<E> empty() {
    return new FetchedPage<>(Map.of(), Set.of(), null);
  }

  /**
   * What was fetched of a split.
   *
   * @param last whether the split ends with it
   * @param share what the records take; closed with the page
   */
  public static <E> FetchedPage<E> of(
      String split, Collection<E> records, boolean last, ByteShare share) {
    return new FetchedPage<>(
        records.isEmpty() ? Map.of() : Map.of(split, records),
        last ? Set.of(split) : Set.of(),
        share);
  }

  /**
   * What was fetched of several splits, none of which ends.
   *
   * @param share what the records take; closed with the page
   */
  public static <E> FetchedPage<E> of(Map<String, Collection<E>> records, ByteShare share) {
    return new FetchedPage<>(records, Set.of(), share);
  }

  /** Nothing was fetched, and nothing will be of some splits. */
  public static <E> FetchedPage<E> ended(Set<String> splits) {
    return new FetchedPage<>(Map.of(), splits, null);
  }

  @Override
  public String nextSplit() {
    return records.nextSplit();
  }

  @Override
  public E nextRecordFromSplit() {
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
