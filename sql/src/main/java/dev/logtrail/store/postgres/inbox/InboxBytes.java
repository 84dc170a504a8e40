package dev.logtrail.store.postgres.inbox;

import dev.logtrail.store.inbox.InboxFullException;
import dev.logtrail.store.postgres.jdbc.Sql;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * How many bytes wait in the inbox: counted here, and counted again in the database at times, since
 * other processes put and delete too. Thread-safe.
 */
final class InboxBytes {
  private static final long OLD_NS = TimeUnit.SECONDS.toNanos(30);
  private static final long OLD_WHEN_FULL_NS = TimeUnit.SECONDS.toNanos(1);

  private final DataSource dataSource;
  private final long limit;
  private long waiting;
  private long reserved;
  private long countedAt;
  private boolean counted;

  InboxBytes(DataSource dataSource, long limit) {
    this.dataSource = dataSource;
    this.limit = limit;
  }

  /**
   * Takes room for a body that will be stored.
   *
   * @throws InboxFullException if there is none
   */
  synchronized void reserve(long bytes) {
    refresh(OLD_NS);
    if (waiting + reserved + bytes > limit) {
      refresh(OLD_WHEN_FULL_NS);
    }
    if (waiting + reserved + bytes > limit) {
      throw new InboxFullException(
          "the inbox holds %d bytes and may hold %d; %d more do not fit. Try again later, or raise the limit."
              .formatted(waiting + reserved, limit, bytes));
    }
    reserved += bytes;
  }

  /** The body was stored, or could not be. */
  synchronized void settle(long bytes, boolean stored) {
    reserved -= bytes;
    waiting += stored ? bytes : 0;
  }

  /** Bodies were deleted. */
  synchronized void deleted(long bytes) {
    waiting = Math.max(0, waiting - bytes);
  }

  synchronized long waiting() {
    refresh(OLD_NS);
    return waiting;
  }

  private void refresh(long maxAgeNs) {
    long now = System.nanoTime();
    if (!counted || now - countedAt > maxAgeNs) {
      waiting = Sql.run(dataSource, "count the inbox", InboxTable::bytes);
      countedAt = now;
      counted = true;
    }
  }
}
