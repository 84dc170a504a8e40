package dev.logtrail.store.postgres.migration;

import dev.logtrail.payload.subscription.PayloadJson;
import dev.logtrail.store.postgres.jdbc.PgText;
import dev.logtrail.store.postgres.jdbc.Sql;
import dev.logtrail.store.postgres.segment.SegmentTable;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.TrailEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Version 6: a trail key has one row, and the database refuses a second.
 *
 * <p>Two programs that wrote one database have left streams with several rows of one key, each with
 * a part of the events. Which part is right cannot be told from the rows; from the events it can.
 * So all events of such a stream go back into the inbox, and its rows away: the job attributes the
 * stream anew, events that stood in several rows once.
 */
public final class OneRowPerTrailKey implements JavaMigration {
  private static final Logger LOG = LoggerFactory.getLogger(OneRowPerTrailKey.class);
  private static final int FETCH_ROWS = 100;

  /** Characters of messages in one payload; one event may be longer. */
  private static final int PAYLOAD_CHARS = 1 << 20;

  private record Stream(long id, LogStream name) {}

  @Override
  public MigrationVersion getVersion() {
    return MigrationVersion.fromVersion("6");
  }

  @Override
  public String getDescription() {
    return "one row per trail key";
  }

  @Override
  public Integer getChecksum() {
    return null;
  }

  @Override
  public boolean canExecuteInTransaction() {
    return true;
  }

  @Override
  public void migrate(Context context) throws SQLException {
    Connection connection = context.getConnection();
    List<Stream> damaged = damaged(connection);
    if (!damaged.isEmpty()) {
      mend(connection, damaged);
    }
    Sql.execute(
        connection,
        "create unique index trail_key on trail (request_id, stream_id, n, day) nulls not distinct");
    Sql.execute(
        connection,
        "comment on index trail_key is 'trails of a request id, and the rank of attempts; no second row of one key on its day'");
    Sql.execute(connection, "drop index trail_request");
  }

  /** The streams of which some key has several rows. */
  private static List<Stream> damaged(Connection connection) throws SQLException {
    String sql =
        """
        select s.stream_id, f.account, f.region, s.log_group, s.log_stream
          from log_stream s join function f using (function_id)
         where s.stream_id in (select stream_id from trail
                                group by stream_id, request_id, n having count(*) > 1)
         order by s.stream_id
        """;
    List<Stream> streams = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rs = statement.executeQuery()) {
      while (rs.next()) {
        streams.add(
            new Stream(
                rs.getLong(1),
                new LogStream(
                    PgText.decode(rs.getString(2)),
                    PgText.decode(rs.getString(3)),
                    PgText.decode(rs.getString(4)),
                    PgText.decode(rs.getString(5)))));
      }
    }
    return streams;
  }

  private static void mend(Connection connection, List<Stream> streams) throws SQLException {
    InboxWriter inbox = new InboxWriter(connection);
    long rows = 0;
    for (Stream stream : streams) {
      putBack(connection, stream, inbox);
      rows += delete(connection, stream);
    }
    LOG.warn(
        "{} log streams had several rows of one trail, left by two programs on one database: {} events go back into the inbox and {} rows away; the job puts them together again",
        streams.size(),
        inbox.events,
        rows);
  }

  private static void putBack(Connection connection, Stream stream, InboxWriter inbox)
      throws SQLException {
    String sql =
        """
        select g.trail_id, g.seg_no, g.data
          from trail t join trail_segment g using (trail_id, day)
         where t.stream_id = ? order by t.started_at, t.trail_id, g.seg_no
        """;
    List<LogEvent> events = new ArrayList<>();
    long chars = 0;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(FETCH_ROWS);
      statement.setLong(1, stream.id());
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          for (TrailEvent event :
              SegmentTable.readable(rs.getLong(1), rs.getInt(2), rs.getBytes(3))) {
            events.add(event.event());
            chars += event.event().message().length();
            if (chars >= PAYLOAD_CHARS) {
              inbox.put(stream.name(), events);
              events.clear();
              chars = 0;
            }
          }
        }
      }
    }
    if (!events.isEmpty()) {
      inbox.put(stream.name(), events);
    }
  }

  private static int delete(Connection connection, Stream stream) throws SQLException {
    String segments =
        """
        delete from trail_segment g using trail t
         where t.stream_id = ? and g.trail_id = t.trail_id and g.day = t.day
        """;
    update(connection, segments, stream.id());
    return update(connection, "delete from trail where stream_id = ?", stream.id());
  }

  private static int update(Connection connection, String sql, long streamId) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, streamId);
      return statement.executeUpdate();
    }
  }

  /** Puts payloads into the inbox, as a writer of its own. */
  private static final class InboxWriter {
    private final Connection connection;
    private final int writer;
    private long seq;
    private long events;

    InboxWriter(Connection connection) throws SQLException {
      this.connection = connection;
      try (PreparedStatement statement =
              connection.prepareStatement("select nextval('inbox_writer')");
          ResultSet rs = statement.executeQuery()) {
        rs.next();
        this.writer = rs.getInt(1);
      }
    }

    void put(LogStream stream, List<LogEvent> payload) throws SQLException {
      String sql =
          """
          insert into inbox (writer, seq, source, account, region, body)
          values (?, ?, ?, ?, ?, ?)
          """;
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setInt(1, writer);
        statement.setLong(2, ++seq);
        statement.setInt(3, Source.SUBSCRIPTION.code());
        statement.setString(4, PgText.encode(stream.account()));
        statement.setString(5, PgText.encode(stream.region()));
        statement.setBytes(6, PayloadJson.of(stream, payload));
        statement.executeUpdate();
      }
      events += payload.size();
    }
  }
}
