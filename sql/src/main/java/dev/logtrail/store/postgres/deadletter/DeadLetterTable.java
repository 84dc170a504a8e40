package dev.logtrail.store.postgres.deadletter;

import dev.logtrail.store.DeadLetter;
import dev.logtrail.store.postgres.bytes.LosslessUtf8;
import dev.logtrail.store.postgres.jdbc.PgText;
import dev.logtrail.store.postgres.jdbc.PgTime;
import dev.logtrail.store.postgres.jdbc.Sql;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** Writes table {@code dead_letter}. */
public final class DeadLetterTable {
  /**
   * A letter that is there already stays one. Where it was being tried again, that has failed: it
   * shows how often and why; where not, the same bytes were delivered once more.
   */
  private static final String INSERT =
      """
      insert into dead_letter as d (received_at, version, digest, source, stage, account, region,
             log_group, log_stream, reason, attempts, full_bytes, body)
      select ?::timestamptz, ?, v.*
        from unnest(?::bytea[], ?::int2[], ?::int2[], ?::text[], ?::text[], ?::text[], ?::text[],
                    ?::text[], ?::int4[], ?::int8[], ?::bytea[]) as v
      on conflict (digest) do update
         set attempts = d.attempts + excluded.attempts, reason = excluded.reason,
             stage = excluded.stage, version = excluded.version,
             retry_writer = null, retry_seq = null
       where d.retry_writer is not null
      """;

  private DeadLetterTable() {}

  /** A letter and what tells it from others. */
  private record Digested(byte[] digest, DeadLetter letter) {}

  /**
   * Stores letters, each once.
   *
   * @param version of the program that refused them
   */
  public static void insert(
      Connection connection, Collection<DeadLetter> letters, String version, Clock clock)
      throws SQLException {
    if (letters.isEmpty()) {
      return;
    }
    List<Digested> list = distinct(letters);
    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
      statement.setObject(1, PgTime.timestamp(clock.millis()));
      statement.setString(2, version);
      statement.setArray(3, Sql.array(connection, "bytea", list, Digested::digest));
      statement.setArray(
          4, Sql.array(connection, "int2", list, d -> (short) d.letter().source().code()));
      statement.setArray(
          5, Sql.array(connection, "int2", list, d -> (short) d.letter().stage().code()));
      statement.setArray(
          6, Sql.array(connection, "text", list, d -> PgText.encode(d.letter().account())));
      statement.setArray(
          7, Sql.array(connection, "text", list, d -> PgText.encode(d.letter().region())));
      statement.setArray(
          8, Sql.array(connection, "text", list, d -> PgText.encode(d.letter().logGroup())));
      statement.setArray(
          9, Sql.array(connection, "text", list, d -> PgText.encode(d.letter().logStream())));
      statement.setArray(
          10, Sql.array(connection, "text", list, d -> PgText.encode(d.letter().reason())));
      statement.setArray(11, Sql.array(connection, "int4", list, d -> d.letter().attempts()));
      statement.setArray(12, Sql.array(connection, "int8", list, d -> fullBytes(d.letter())));
      statement.setArray(13, Sql.array(connection, "bytea", list, d -> d.letter().body()));
      statement.executeUpdate();
    }
  }

  private static Long fullBytes(DeadLetter letter) {
    return letter.isCut() ? letter.fullBytes() : null;
  }

  /** Each letter once, sorted, so that writers which meet wait for each other in one order. */
  private static List<Digested> distinct(Collection<DeadLetter> letters) {
    TreeMap<byte[], DeadLetter> byDigest = new TreeMap<>(Arrays::compareUnsigned);
    letters.forEach(letter -> byDigest.put(digest(letter), letter));
    List<Digested> list = new ArrayList<>();
    byDigest.forEach((digest, letter) -> list.add(new Digested(digest, letter)));
    return list;
  }

  /** Of what the sender sent, not of what was wrong with it: that may change. */
  private static byte[] digest(DeadLetter letter) {
    MessageDigest sha;
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    sha.update((byte) letter.source().code());
    for (String part : new String[] {letter.account(), letter.region()}) {
      byte[] text = LosslessUtf8.encode(part == null ? "" : part);
      sha.update(ByteBuffer.allocate(4).putInt(part == null ? -1 : text.length).flip());
      sha.update(text);
    }
    sha.update(ByteBuffer.allocate(8).putLong(letter.fullBytes()).flip());
    return sha.digest(letter.body());
  }
}
