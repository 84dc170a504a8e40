package dev.logtrail.store.change;

import java.util.List;
import java.util.function.LongConsumer;

/**
 * What live readers follow: one change a flush, kept for an hour, so that a reader can resume
 * without a gap.
 */
public interface ChangeFeed extends AutoCloseable {

  /** The newest flush number, 0 if there is none yet. */
  long latest();

  /** The oldest flush number still kept, 0 if there is none. */
  long oldest();

  /** Changes after {@code flushNo}, in order, at most {@code limit}. */
  List<Change> after(long flushNo, int limit);

  /**
   * Calls {@code listener} with the newest flush number, soon after each flush, on the feed's own
   * thread.
   */
  AutoCloseable listen(LongConsumer listener);

  @Override
  void close();
}
