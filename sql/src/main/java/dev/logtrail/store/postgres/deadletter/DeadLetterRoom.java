package dev.logtrail.store.postgres.deadletter;

import dev.logtrail.limit.DeliveryLimits;
import dev.logtrail.store.DeadLetter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;

/**
 * Keeps all dead letters together within their limit. It counts them once, and again only when what
 * was added since may have filled the room. One a writer; not thread-safe.
 */
public final class DeadLetterRoom {
  /** How much of the limit is left filled once letters had to go, so that it is done seldom. */
  private static final double KEPT = 0.9;

  /**
   * The oldest letters of those senders that have most. {@code kept} is what a letter and the newer
   * ones of its sender take: taking the letters with the highest first leaves each sender its
   * newest, up to one size for all.
   */
  private static final String EVICT =
      """
      with sized as (
        select letter_id, octet_length(body) + ? as bytes,
               sum(octet_length(body) + ?) over (
                 partition by source, account, region, log_group order by letter_id desc) as kept
          from dead_letter),
      ranked as (
        select letter_id, sum(bytes) over (order by kept desc, letter_id) - bytes as before
          from sized)
      delete from dead_letter d using ranked r
       where d.letter_id = r.letter_id and r.before < ?
      """;

  private final long limitBytes;

  /** At least what the letters take; below 0 if that is not known. */
  private long bytes = -1;

  /** Room for {@link DeliveryLimits#DEAD_LETTERS_BYTES}. */
  public DeadLetterRoom() {
    this(DeliveryLimits.DEAD_LETTERS_BYTES);
  }

  /** Room for another number of bytes. */
  public DeadLetterRoom(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  /**
   * Notes letters that were stored in the same transaction, and deletes others if they are too
   * many.
   *
   * @return how many were deleted
   */
  public int make(Connection connection, Collection<DeadLetter> stored) throws SQLException {
    if (stored.isEmpty()) {
      return 0;
    }
    if (bytes >= 0) {
      stored.forEach(
          letter -> bytes += letter.body().length + DeliveryLimits.DEAD_LETTER_ROW_BYTES);
    }
    if (bytes >= 0 && bytes <= limitBytes) {
      return 0;
    }
    bytes = count(connection);
    if (bytes <= limitBytes) {
      return 0;
    }
    int gone = evict(connection, bytes - (long) (limitBytes * KEPT));
    // Counted anew next time: should this transaction fail, they are all still there.
    bytes = -1;
    return gone;
  }

  private static int evict(Connection connection, long excess) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(EVICT)) {
      statement.setInt(1, DeliveryLimits.DEAD_LETTER_ROW_BYTES);
      statement.setInt(2, DeliveryLimits.DEAD_LETTER_ROW_BYTES);
      statement.setLong(3, excess);
      return statement.executeUpdate();
    }
  }

  private static long count(Connection connection) throws SQLException {
    String sql = "select coalesce(sum(octet_length(body) + ?::int8), 0) from dead_letter";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, DeliveryLimits.DEAD_LETTER_ROW_BYTES);
      try (ResultSet rs = statement.executeQuery()) {
        rs.next();
        return rs.getLong(1);
      }
    }
  }
}
