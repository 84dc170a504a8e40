package dev.logtrail.store.postgres.jdbc;

import dev.logtrail.store.postgres.bytes.ByteWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Appends rows by {@code COPY … (FORMAT BINARY)}, the cheapest way in. A row that is there already
 * fails the transaction, so this is for rows that are certainly new. Not thread-safe.
 */
public final class BinaryCopy {
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0
  };
  private static final int FLUSH_BYTES = 1 << 20;

  /** Most copies are small: those of an idle job hold a few rows. */
  private static final int FIRST_BYTES = 1 << 14;

  private static final int END = -1;
  private static final int NULL = -1;
  private static final long EPOCH_MS = 946_684_800_000L; // 2000-01-01
  private static final int EPOCH_DAY = 10_957;

  private final CopyIn copy;
  private final ByteWriter buffer = new ByteWriter(FIRST_BYTES);
  private final int columns;

  /**
   * Begins to copy.
   *
   * @param target the table and its columns, such as {@code t (a, b)}
   * @param columns how many columns those are
   */
  public BinaryCopy(Connection connection, String target, int columns) throws SQLException {
    this.copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("copy " + target + " from stdin (format binary)");
    this.columns = columns;
    buffer.putBytes(SIGNATURE);
    putInt(0);
    putInt(0);
  }

  /** Begins the next row; exactly as many values as columns must follow. */
  public void row() throws SQLException {
    if (buffer.size() > FLUSH_BYTES) {
      send();
    }
    putShort(columns);
  }

  public void putNull() {
    putInt(NULL);
  }

  public void int8(long value) {
    putInt(Long.BYTES);
    buffer.putLong(value);
  }

  public void int4(int value) {
    putInt(Integer.BYTES);
    putInt(value);
  }

  public void int2(int value) {
    putInt(Short.BYTES);
    putShort(value);
  }

  public void float8(double value) {
    int8(Double.doubleToLongBits(value));
  }

  public void bool(boolean value) {
    putInt(1);
    buffer.putByte(value ? 1 : 0);
  }

  /** A timestamptz of epoch ms. */
  public void timestamp(long epochMs) {
    int8((epochMs - EPOCH_MS) * 1_000);
  }

  /** The timestamptz before all others. */
  public void minusInfinity() {
    int8(Long.MIN_VALUE);
  }

  /** A date of days since 1970-01-01. */
  public void date(int epochDay) {
    int4(epochDay - EPOCH_DAY);
  }

  public void text(String value) {
    bytea(value.getBytes(StandardCharsets.UTF_8));
  }

  public void bytea(byte[] value) {
    putInt(value.length);
    buffer.putBytes(value);
  }

  /** What was written so far. */
  public void bytea(ByteWriter value) {
    putInt(value.size());
    buffer.putBytes(value.array(), 0, value.size());
  }

  /** Ends the copy and returns how many rows were stored. */
  public long end() throws SQLException {
    putShort(END);
    send();
    return copy.endCopy();
  }

  /** Gives up, so that the connection can be used again. */
  public void cancel() throws SQLException {
    if (copy.isActive()) {
      copy.cancelCopy();
    }
  }

  private void send() throws SQLException {
    copy.writeToCopy(buffer.array(), 0, buffer.size());
    buffer.clear();
  }

  private void putInt(int value) {
    putShort(value >>> 16);
    putShort(value);
  }

  private void putShort(int value) {
    buffer.putByte(value >>> 8);
    buffer.putByte(value);
  }
}
