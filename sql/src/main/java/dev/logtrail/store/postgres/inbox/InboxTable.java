package dev.logtrail.store.postgres.inbox;

import dev.logtrail.store.inbox.Inbox;
import dev.logtrail.store.inbox.InboxItem;
import dev.logtrail.store.postgres.jdbc.PgText;
import dev.logtrail.store.postgres.jdbc.Sql;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.Source;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** The statements on table {@code inbox}. */
final class InboxTable {
  static final String CHANNEL = "logtrail_inbox";

  /** Steps from writer to writer by the key. */
  private static final String WRITERS =
      """
      with recursive writers as (
        (select writer from inbox order by writer limit 1)
        union all
        select (select i.writer from inbox i where i.writer > w.writer order by i.writer limit 1)
          from writers w where w.writer is not null)
      select writer from writers where writer is not null
      """;

  /**
   * Reads each writer from its position on, by the key: rows that were read and not yet deleted are
   * never touched. First the first of each writer, then the second of each; of the large ones the
   * first. Sizes are known without reading bodies.
   */
  private static final String READ =
      """
      with next as (
        select p.writer, n.seq, n.place, n.bytes, n.large
          from unnest(?::int4[], ?::int8[]) as p(writer, seq)
          cross join lateral (
            select i.seq, i.large, octet_length(i.body) as bytes,
                   row_number() over (order by i.seq) as place
              from inbox i
             where i.writer = p.writer and i.seq > p.seq
             order by i.seq limit ?) n
         order by n.place, p.writer limit ?),
      ranked as (
        select n.*, row_number() over (partition by n.large order by n.place, n.writer) as nth
          from next n),
      summed as (
        select n.*, sum(n.bytes) over (order by n.place, n.writer) - n.bytes as bytes_before
          from ranked n where n.nth = 1 or not n.large)
      select i.writer, i.seq, i.source, i.account, i.region, i.body, i.letter_id, i.large
        from summed s join inbox i on i.writer = s.writer and i.seq = s.seq
       where s.bytes_before < ? or s.bytes_before = 0
       order by s.place, s.writer
      """;

  /** What almost every commit needs: nobody has to be told, and no dead letter is tried again. */
  private static final String INSERT =
      """
      insert into inbox (writer, large, seq, source, account, region, body)
      select ?, ?, ? + v.place - 1, v.source, v.account, v.region, v.body
        from unnest(?::int2[], ?::text[], ?::text[], ?::bytea[]) with ordinality
          as v(source, account, region, body, place)
      """;

  private static final String INSERT_AND_TELL =
      """
      with stored as (
        insert into inbox (writer, large, seq, source, account, region, body, letter_id)
        select ?, ?, ? + v.place - 1, v.source, v.account, v.region, v.body, v.letter_id
          from unnest(?::int2[], ?::text[], ?::text[], ?::bytea[], ?::int8[]) with ordinality
            as v(source, account, region, body, letter_id, place)
        returning writer, seq, letter_id),
      tried as (
        update dead_letter d set retry_writer = s.writer, retry_seq = s.seq, retried_at = now()
          from stored s where d.letter_id = s.letter_id)
      select pg_notify(?, ?) where ?
      """;

  private InboxTable() {}

  static int nextWriter(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement("select nextval('inbox_writer')");
        ResultSet rs = statement.executeQuery()) {
      rs.next();
      return rs.getInt(1);
    }
  }

  /** Writers that have rows. */
  static SortedSet<Integer> writers(Connection connection) throws SQLException {
    SortedSet<Integer> writers = new TreeSet<>();
    try (PreparedStatement statement = connection.prepareStatement(WRITERS);
        ResultSet rs = statement.executeQuery()) {
      while (rs.next()) {
        writers.add(rs.getInt(1));
      }
    }
    return writers;
  }

  /**
   * Stores deliveries from {@code firstSeq} on: one statement, one transaction.
   *
   * @param notify whether other processes have to be told
   */
  static void insert(
      Connection connection,
      int writer,
      boolean large,
      long firstSeq,
      List<Delivery> deliveries,
      boolean notify)
      throws SQLException {
    boolean alone = !notify && deliveries.stream().allMatch(d -> d.deadLetter() == null);
    try (PreparedStatement statement =
        connection.prepareStatement(alone ? INSERT : INSERT_AND_TELL)) {
      statement.setInt(1, writer);
      statement.setBoolean(2, large);
      statement.setLong(3, firstSeq);
      statement.setArray(
          4, Sql.array(connection, "int2", deliveries, d -> (short) d.source().code()));
      statement.setArray(
          5, Sql.array(connection, "text", deliveries, d -> PgText.encode(d.account())));
      statement.setArray(
          6, Sql.array(connection, "text", deliveries, d -> PgText.encode(d.region())));
      statement.setArray(7, Sql.array(connection, "bytea", deliveries, Delivery::body));
      if (!alone) {
        statement.setArray(8, Sql.array(connection, "int8", deliveries, Delivery::deadLetter));
        statement.setString(9, CHANNEL);
        statement.setString(10, Integer.toString(writer));
        statement.setBoolean(11, notify);
      }
      statement.execute();
    }
  }

  /** See {@link Inbox#read}. */
  static List<InboxItem> read(
      Connection connection, Map<Integer, Long> positions, int maxRecords, long maxBytes)
      throws SQLException {
    List<InboxItem> items = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(READ)) {
      setPositions(statement, positions);
      statement.setInt(3, maxRecords);
      statement.setInt(4, maxRecords);
      statement.setLong(5, maxBytes);
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          Delivery delivery = delivery(rs);
          items.add(new InboxItem(rs.getInt(1), rs.getLong(2), delivery, null, rs.getBoolean(8)));
        }
      }
    }
    return items;
  }

  private static Delivery delivery(ResultSet rs) throws SQLException {
    return new Delivery(
        Source.ofCode(rs.getInt(3)),
        PgText.decode(rs.getString(4)),
        PgText.decode(rs.getString(5)),
        rs.getBytes(6),
        rs.getObject(7, Long.class));
  }

  /**
   * Deletes up to the positions and returns the bytes of the deleted bodies. A dead letter that was
   * tried again and not refused again is in the store, and goes with its row.
   */
  static long delete(Connection connection, Map<Integer, Long> positions) throws SQLException {
    String sql =
        """
        with gone as (
          delete from inbox i using unnest(?::int4[], ?::int8[]) as p(writer, seq)
           where i.writer = p.writer and i.seq <= p.seq
          returning i.writer, i.seq, i.letter_id, octet_length(i.body) as bytes),
        settled as (
          delete from dead_letter d using gone g
           where g.letter_id = d.letter_id
             and d.retry_writer = g.writer and d.retry_seq = g.seq)
        select coalesce(sum(bytes), 0) from gone
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      setPositions(statement, positions);
      try (ResultSet rs = statement.executeQuery()) {
        rs.next();
        return rs.getLong(1);
      }
    }
  }

  /** Bytes of all bodies. Reads the sizes only. */
  static long bytes(Connection connection) throws SQLException {
    String sql = "select coalesce(sum(octet_length(body)), 0) from inbox";
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rs = statement.executeQuery()) {
      rs.next();
      return rs.getLong(1);
    }
  }

  private static void setPositions(PreparedStatement statement, Map<Integer, Long> positions)
      throws SQLException {
    List<Map.Entry<Integer, Long>> list = List.copyOf(positions.entrySet());
    Connection connection = statement.getConnection();
    statement.setArray(1, Sql.array(connection, "int4", list, Map.Entry::getKey));
    statement.setArray(2, Sql.array(connection, "int8", list, Map.Entry::getValue));
  }
}
