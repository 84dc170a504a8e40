package dev.logtrail.store.postgres;

import dev.logtrail.store.DeadLetter;
import dev.logtrail.store.postgres.bytes.LosslessUtf8;
import dev.logtrail.store.postgres.jdbc.Locks;
import dev.logtrail.store.postgres.jdbc.PgText;
import dev.logtrail.store.postgres.jdbc.PgTime;
import dev.logtrail.store.postgres.jdbc.Sql;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes tables {@code dead_letter} and {@code dropped_event}. */
final class DeadLetters {
  private DeadLetters() {}

  private record Digested(byte[] digest, DeadLetter letter) {}

  /** Stores letters; one that is there already stays as it is. */
  static void insert(Connection connection, Collection<DeadLetter> letters, Clock clock)
      throws SQLException {
    if (letters.isEmpty()) {
      return;
    }
    List<Digested> list = new ArrayList<>();
    letters.forEach(l -> list.add(new Digested(digest(l), l)));
    list.sort(Comparator.comparing(Digested::digest, java.util.Arrays::compareUnsigned));
    String sql =
        """
        insert into dead_letter (received_at, digest, source, account, region, reason, body)
        select ?::timestamptz, v.*
          from unnest(?::bytea[], ?::int2[], ?::text[], ?::text[], ?::text[], ?::bytea[]) as v
        on conflict (digest) do nothing
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, PgTime.timestamp(clock.millis()));
      statement.setArray(2, Sql.array(connection, "bytea", list, Digested::digest));
      statement.setArray(
          3, Sql.array(connection, "int2", list, d -> (short) d.letter().source().code()));
      statement.setArray(
          4, Sql.array(connection, "text", list, d -> PgText.encode(d.letter().account())));
      statement.setArray(
          5, Sql.array(connection, "text", list, d -> PgText.encode(d.letter().region())));
      statement.setArray(
          6, Sql.array(connection, "text", list, d -> PgText.encode(d.letter().reason())));
      statement.setArray(7, Sql.array(connection, "bytea", list, d -> d.letter().body()));
      statement.executeUpdate();
    }
  }

  /** Adds to the counts of today; under {@link Locks#FLUSH}, since writers share the rows. */
  static void count(Connection connection, Map<String, Long> dropped, Clock clock)
      throws SQLException {
    if (dropped.isEmpty()) {
      return;
    }
    List<Map.Entry<String, Long>> list = List.copyOf(new TreeMap<>(dropped).entrySet());
    String sql =
        """
        insert into dropped_event as d (day, reason, count)
        select ?::date, v.* from unnest(?::text[], ?::int8[]) as v
        on conflict (reason, day) do update set count = d.count + excluded.count
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, LocalDate.now(clock.withZone(ZoneOffset.UTC)));
      statement.setArray(2, Sql.array(connection, "text", list, e -> PgText.encode(e.getKey())));
      statement.setArray(3, Sql.array(connection, "int8", list, Map.Entry::getValue));
      statement.executeUpdate();
    }
  }

  /** The counts of all days, by reason. */
  static Map<String, Long> droppedEver(Connection connection) throws SQLException {
    Map<String, Long> all = new TreeMap<>();
    String sql = "select reason, sum(count)::int8 from dropped_event group by reason";
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rs = statement.executeQuery()) {
      while (rs.next()) {
        all.put(PgText.decode(rs.getString(1)), rs.getLong(2));
      }
    }
    return all;
  }

  private static byte[] digest(DeadLetter letter) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(letter.source().code());
      for (String part : new String[] {letter.account(), letter.region(), letter.reason()}) {
        byte[] text = LosslessUtf8.encode(part == null ? "" : part);
        out.writeInt(part == null ? -1 : text.length);
        out.write(text);
      }
      out.write(letter.body());
      return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
