package dev.logtrail.payload.subscription;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.logtrail.payload.bytes.Bytes;
import dev.logtrail.payload.bytes.DecodingRoom;
import dev.logtrail.payload.bytes.Gunzip;
import dev.logtrail.payload.bytes.JsonDocuments;
import dev.logtrail.payload.bytes.PayloadTooLargeException;
import dev.logtrail.payload.bytes.UnreadableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Divides the body of a Firehose delivery by its records into bodies of fewer, without inflating
 * any: decoded one after the other, they are the delivery. What holds no records is a part by
 * itself, as it came.
 */
public final class FirehoseParts implements JsonDocuments.Handler {
  private static final byte[] BEFORE = "{\"records\":[".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] AFTER = "]}".getBytes(StandardCharsets.US_ASCII);

  private final DecodingRoom room;
  private final long[] recordEnds;
  private final long partBytes;
  private final Consumer<byte[]> taker;

  /** Of the part that is not whole yet. */
  private final List<Bytes> records = new ArrayList<>();

  private int next;
  private long partBegan;
  private boolean tooLarge;

  private FirehoseParts(
      DecodingRoom room, long[] recordEnds, long partBytes, Consumer<byte[]> taker) {
    this.room = room;
    this.recordEnds = recordEnds;
    this.partBytes = partBytes;
    this.taker = taker;
  }

  /**
   * Hands the parts of a body on, in order, each when it is whole.
   *
   * @param recordEnds what its first record takes when it is decoded, its first two, and so on
   * @param partBytes what the records of a part may take when they are decoded; one that takes more
   *     is a part by itself
   * @return false if there can never be memory for one of the parts beside the body
   */
  public static boolean each(
      Bytes in, Gunzip gunzip, long[] recordEnds, long partBytes, Consumer<byte[]> taker)
      throws UnreadableException {
    Bytes text = gunzip.unwrap(in).trimmed();
    FirehoseParts parts = new FirehoseParts(gunzip.room(), recordEnds, partBytes, taker);
    JsonDocuments.each(text, parts);
    parts.endPart();
    return !parts.tooLarge;
  }

  @Override
  public void object(JsonParser p, JsonDocuments documents) throws IOException {
    int objectStart = documents.tokenStart(p);
    boolean hasRecords = false;
    for (String key = p.nextFieldName(); key != null; key = p.nextFieldName()) {
      JsonToken token = p.nextToken();
      if (key.equals("records") && token == JsonToken.START_ARRAY) {
        hasRecords = true;
        while (p.nextToken() != JsonToken.END_ARRAY) {
          documents.mark(p);
          int start = documents.tokenStart(p);
          p.skipChildren();
          record(documents.stretch(start, p));
        }
      } else {
        p.skipChildren();
      }
    }
    if (!hasRecords) {
      alone(documents.stretch(objectStart, p));
    }
  }

  private void record(Bytes record) {
    if (!records.isEmpty() && end(next) - partBegan > partBytes) {
      endPart();
    }
    records.add(record);
    next++;
  }

  /** Up to which a record reaches. */
  private long end(int record) {
    return record < recordEnds.length ? recordEnds[record] : Long.MAX_VALUE;
  }

  private void endPart() {
    if (records.isEmpty()) {
      return;
    }
    int length = BEFORE.length + AFTER.length - 1;
    for (Bytes record : records) {
      length += record.length() + 1;
    }
    partBegan = next == 0 ? 0 : end(next - 1);
    if (!take(length)) {
      records.clear();
      return;
    }
    byte[] part = new byte[length];
    int at = write(BEFORE, part, 0);
    for (Bytes record : records) {
      if (at > BEFORE.length) {
        part[at++] = ',';
      }
      System.arraycopy(record.array(), record.from(), part, at, record.length());
      at += record.length();
    }
    write(AFTER, part, at);
    records.clear();
    handOn(part);
  }

  private static int write(byte[] from, byte[] to, int at) {
    System.arraycopy(from, 0, to, at, from.length);
    return at + from.length;
  }

  private void alone(Bytes stretch) {
    endPart();
    if (take(stretch.length())) {
      handOn(stretch.copy());
    }
  }

  private boolean take(int bytes) {
    try {
      room.take(bytes);
      return true;
    } catch (PayloadTooLargeException e) {
      tooLarge = true;
      return false;
    }
  }

  private void handOn(byte[] part) {
    try {
      taker.accept(part);
    } finally {
      room.give(part.length);
    }
  }

  @Override
  public void malformed(String complaint, Bytes stretch) {
    alone(stretch);
  }
}
