package dev.logtrail.store.postgres.day;

import dev.logtrail.store.postgres.trail.Partitions.Span;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which days are worth writing anew: those that have grown since that was last done, and are quiet
 * now. The server counts what is written to a day's rows; a day is quiet while that is next to
 * nothing. Not thread-safe.
 */
final class DueDays {
  /** Bytes of rows from which on a day is written anew: less is hardly worth it. */
  private static final long LEAST_BYTES = 128 << 10;

  /**
   * And up to which: about 280 million events, whose copying takes two hours of a core's time and
   * twice their room meanwhile.
   */
  private static final long MOST_BYTES = 4L << 30;

  /** Growth in percent from which on it is written anew again. */
  private static final int GROWN_PERCENT = 25;

  /** Of a thousand rows, those that may be written while a day is quiet. */
  private static final int QUIET_PER_MILLE = 5;

  private static final long QUIET_WRITES = 50;

  private final Clock clock;
  private final Duration quiet;
  private Map<Span, Seen> seen = new HashMap<>();

  DueDays(Clock clock, Duration quiet) {
    this.clock = clock;
    this.quiet = quiet;
  }

  /** How much had been written at a time, epoch ms. */
  private record Seen(long writes, long at) {}

  /** Spans that are due, newest first. */
  List<Span> find(Connection connection) throws SQLException {
    String sql =
        """
        select p.from_day, p.to_day, greatest(c.reltuples, 0)::int8,
               coalesce(pg_stat_get_tuples_inserted(c.oid) + pg_stat_get_tuples_updated(c.oid)
                        + pg_stat_get_tuples_deleted(c.oid), 0),
               pg_relation_size(c.oid) between ? and ?
               and pg_relation_size(c.oid) * 100 > coalesce(p.compacted_bytes, 0) * ?
          from day_partition p
          join pg_class c
            on c.relnamespace = current_schema()::regnamespace
           and c.relname = 'trail_' || to_char(p.from_day, 'YYYYMMDD') || '_'
                           || to_char(p.to_day, 'YYYYMMDD')
         order by p.from_day desc
        """;
    Map<Span, Seen> now = new HashMap<>();
    List<Span> due = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, LEAST_BYTES);
      statement.setLong(2, MOST_BYTES);
      statement.setInt(3, 100 + GROWN_PERCENT);
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          Span span = new Span(rs.getObject(1, LocalDate.class), rs.getObject(2, LocalDate.class));
          Seen last = seen(span, rs.getLong(3), rs.getLong(4));
          now.put(span, last);
          if (rs.getBoolean(5) && clock.millis() - last.at() >= quiet.toMillis()) {
            due.add(span);
          }
        }
      }
    }
    seen = now;
    return due;
  }

  /** What was seen when the quiet began that lasts until now. */
  private Seen seen(Span span, long rows, long writes) {
    Seen last = seen.get(span);
    long few = Math.max(QUIET_WRITES, rows * QUIET_PER_MILLE / 1_000);
    boolean isQuiet = last != null && writes >= last.writes() && writes - last.writes() <= few;
    return isQuiet ? last : new Seen(writes, clock.millis());
  }
}
