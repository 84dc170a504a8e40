package dev.logtrail.store.postgres.change;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import dev.logtrail.store.StoreException;
import dev.logtrail.store.change.ChangedTrail;
import dev.logtrail.store.postgres.bytes.ByteReader;
import dev.logtrail.store.postgres.bytes.ByteWriter;
import dev.logtrail.store.postgres.bytes.LosslessUtf8;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The trails of a change as bytes. Rows live for an hour, so a format need only be told from the
 * next, not be kept for ever.
 *
 * <pre>
 * format   byte, 1
 * length   varint, bytes before compression
 * then one zstd frame of:
 *   function names   count, then length and bytes each
 *   trails           count, then for each:
 *     flags            byte: 1 deleted, 2 has a request id, 4 has a day
 *     function         varint, place among the names
 *     trail id         less the one before (signed)
 *     day              days since 1970-01-01 (signed), if it has one
 *     request id       length and bytes, if it has one
 * </pre>
 */
public final class ChangeCodec {
  private static final int FORMAT = 1;
  private static final int DELETED = 1;
  private static final int HAS_REQUEST_ID = 2;
  private static final int HAS_DAY = 4;
  private static final int MAX_BYTES = 256 << 20;

  private ChangeCodec() {}

  public static byte[] encode(List<ChangedTrail> trails) {
    Map<String, Integer> names = new LinkedHashMap<>();
    trails.forEach(t -> names.putIfAbsent(t.functionName(), names.size()));
    ByteWriter plain = new ByteWriter(64 * trails.size());
    plain.putVarint(names.size());
    names.keySet().forEach(name -> putText(plain, name));
    plain.putVarint(trails.size());
    long before = 0;
    for (ChangedTrail trail : trails) {
      put(plain, trail, names.get(trail.functionName()), before);
      before = trail.trailId();
    }
    ByteWriter out = new ByteWriter(plain.size());
    out.putByte(FORMAT);
    out.putVarint(plain.size());
    out.putBytes(Zstd.compress(plain.toByteArray(), 1));
    return out.toByteArray();
  }

  private static void put(ByteWriter out, ChangedTrail trail, int function, long idBefore) {
    out.putByte(
        (trail.deleted() ? DELETED : 0)
            | (trail.requestId() != null ? HAS_REQUEST_ID : 0)
            | (trail.day() != null ? HAS_DAY : 0));
    out.putVarint(function);
    out.putSigned(trail.trailId() - idBefore);
    if (trail.day() != null) {
      out.putSigned(trail.day().toEpochDay());
    }
    if (trail.requestId() != null) {
      putText(out, trail.requestId());
    }
  }

  public static List<ChangedTrail> decode(byte[] data) {
    try {
      return read(plain(data));
    } catch (StoreException | ZstdException e) {
      throw new StoreException("a change cannot be read: " + e.getMessage(), e);
    }
  }

  private static ByteReader plain(byte[] data) {
    ByteReader in = new ByteReader(data);
    int format = in.getByte();
    long length = in.getVarint();
    if (format != FORMAT || length < 0 || length > MAX_BYTES) {
      throw new StoreException("format " + format + ", length " + length + "; known is format 1");
    }
    byte[] plain = new byte[(int) length];
    int frame = in.remaining();
    Zstd.decompressByteArray(plain, 0, plain.length, data, in.advance(frame), frame);
    return new ByteReader(plain);
  }

  private static List<ChangedTrail> read(ByteReader in) {
    List<String> names = new ArrayList<>();
    for (int i = in.getCount(); i > 0; i--) {
      names.add(getText(in));
    }
    int count = in.getCount();
    List<ChangedTrail> trails = new ArrayList<>(count);
    long trailId = 0;
    for (int i = 0; i < count; i++) {
      int flags = in.getByte();
      String name = names.get((int) in.getVarint());
      trailId += in.getSigned();
      LocalDate day = (flags & HAS_DAY) != 0 ? LocalDate.ofEpochDay(in.getSigned()) : null;
      String requestId = (flags & HAS_REQUEST_ID) != 0 ? getText(in) : null;
      trails.add(new ChangedTrail(trailId, day, name, requestId, (flags & DELETED) != 0));
    }
    return trails;
  }

  private static void putText(ByteWriter out, String text) {
    byte[] bytes = LosslessUtf8.encode(text);
    out.putVarint(bytes.length);
    out.putBytes(bytes);
  }

  private static String getText(ByteReader in) {
    int length = in.getCount();
    return LosslessUtf8.decode(in.array(), in.advance(length), length);
  }
}
