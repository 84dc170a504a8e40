package dev.logtrail.store.postgres.header;

import java.sql.SQLException;

/** Gives new rows their numbers, as a writer does. */
public interface TrailNumbers {

  /** The epoch that new rows carry. */
  long epoch() throws SQLException;

  /** A new trail id, {@code epoch << 32 | counter}. */
  long nextTrailId() throws SQLException;
}
