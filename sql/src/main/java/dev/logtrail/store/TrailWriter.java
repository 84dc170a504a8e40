package dev.logtrail.store;

import dev.logtrail.trail.LogStream;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * The job's side of the store. One writer is one task's sink: it draws an epoch when it opens, and
 * writes one transaction at a time. Not thread-safe.
 */
public interface TrailWriter extends AutoCloseable {

  /** This writer's epoch: higher than that of any writer opened before it. */
  long epoch();

  /** A new trail id, {@code epoch << 32 | counter}. */
  long nextTrailId();

  /**
   * Stores everything in one transaction, which ends with the advisory lock, the change row and
   * NOTIFY.
   *
   * @return the transaction's flush number, rising in commit order
   * @throws StaleWriterException if a row is already owned by a writer of a higher epoch; nothing
   *     is stored
   * @throws RefusedWriteException if a value cannot be stored; nothing is stored
   * @throws StoreException if the database fails; nothing is stored
   */
  long flush(Flush flush);

  /**
   * The trails of a stream that overlap a range of time, those that have one of {@code requestIds},
   * and the nearest {@code contextRequests} request trails before and after; with them the
   * environment trails of every UTC day that these reach.
   *
   * @param from epoch ms, inclusive
   * @param to epoch ms, inclusive
   * @param contextRequests how many more request trails on each side
   * @throws dev.logtrail.limit.AnswerTooLargeException if there is no memory for their events; no
   *     event has been read then
   */
  StreamContext streamContext(
      LogStream stream, long from, long to, Set<String> requestIds, int contextRequests);

  /**
   * Everything stored of many streams, each as {@link #streamContext} gives it of a small one. A
   * stream of which nothing is stored has no trails.
   *
   * @return without streams that are not small, or for which there is no room in one answer: these
   *     have to be asked for alone
   * @throws dev.logtrail.limit.AnswerTooLargeException if there is no memory for them all
   */
  Map<LogStream, StreamContext> smallStreams(Collection<LogStream> streams);

  @Override
  void close();
}
