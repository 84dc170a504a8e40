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
import java.util.UUID;

/**
 * The trails of a change as bytes. Rows live for an hour, so a format need only be told from the
 * next, not be kept for ever.
 *
 * <pre>
 * format   byte, 3
 * length   varint, bytes before compression
 * then one zstd frame of:
 *   functions        count, then account, log group and name each, as length and bytes; of format
 *                    1 the names alone
 *   trails           count, then for each:
 *     flags            byte: 1 deleted, 2 has a request id, 4 has a day, 8 that id is a UUID
 *     function         varint, place among the functions
 *     trail id         less the one before (signed)
 *     day              days since 1970-01-01 (signed), if it has one
 *     request id       16 bytes of a UUID, else length and bytes, if it has one
 * </pre>
 */
public final class ChangeCodec {
  private static final int NAMES_ALONE = 1;
  private static final int FORMAT = 3;
  private static final int DELETED = 1;
  private static final int HAS_REQUEST_ID = 2;
  private static final int HAS_DAY = 4;
  private static final int UUID_ID = 8;
  private static final int UUID_LENGTH = 36;
  private static final int MAX_BYTES = 256 << 20;

  private record Owner(String account, String logGroup, String function) {
    static Owner of(ChangedTrail t) {
      return new Owner(t.account(), t.logGroup(), t.functionName());
    }
  }

  private ChangeCodec() {}

  public static byte[] encode(List<ChangedTrail> trails) {
    Map<Owner, Integer> owners = new LinkedHashMap<>();
    trails.forEach(t -> owners.putIfAbsent(Owner.of(t), owners.size()));
    ByteWriter plain = new ByteWriter(64 * trails.size());
    plain.putVarint(owners.size());
    for (Owner owner : owners.keySet()) {
      putText(plain, owner.account());
      putText(plain, owner.logGroup());
      putText(plain, owner.function());
    }
    plain.putVarint(trails.size());
    long before = 0;
    for (ChangedTrail trail : trails) {
      put(plain, trail, owners.get(Owner.of(trail)), before);
      before = trail.trailId();
    }
    ByteWriter out = new ByteWriter(plain.size());
    out.putByte(FORMAT);
    out.putVarint(plain.size());
    out.putBytes(Zstd.compress(plain.toByteArray(), 1));
    return out.toByteArray();
  }

  private static void put(ByteWriter out, ChangedTrail trail, int function, long idBefore) {
    UUID uuid = uuid(trail.requestId());
    out.putByte(
        (trail.deleted() ? DELETED : 0)
            | (uuid != null ? UUID_ID : 0)
            | (trail.requestId() != null ? HAS_REQUEST_ID : 0)
            | (trail.day() != null ? HAS_DAY : 0));
    out.putVarint(function);
    out.putSigned(trail.trailId() - idBefore);
    if (trail.day() != null) {
      out.putSigned(trail.day().toEpochDay());
    }
    if (uuid != null) {
      out.putLong(uuid.getMostSignificantBits());
      out.putLong(uuid.getLeastSignificantBits());
    } else if (trail.requestId() != null) {
      putText(out, trail.requestId());
    }
  }

  /** The UUID that is written exactly so; null if there is none. */
  private static UUID uuid(String id) {
    if (id == null || id.length() != UUID_LENGTH) {
      return null;
    }
    try {
      UUID uuid = UUID.fromString(id);
      return uuid.toString().equals(id) ? uuid : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  public static List<ChangedTrail> decode(byte[] data) {
    try {
      return read(plain(data), data[0]);
    } catch (StoreException | ZstdException e) {
      throw new StoreException("a change cannot be read: " + e.getMessage(), e);
    }
  }

  private static ByteReader plain(byte[] data) {
    ByteReader in = new ByteReader(data);
    int format = in.getByte();
    long length = in.getVarint();
    if (format < NAMES_ALONE || format > FORMAT || length < 0 || length > MAX_BYTES) {
      throw new StoreException(
          "format " + format + ", length " + length + "; known are formats 1 to 3");
    }
    byte[] plain = new byte[(int) length];
    int frame = in.remaining();
    Zstd.decompressByteArray(plain, 0, plain.length, data, in.advance(frame), frame);
    return new ByteReader(plain);
  }

  private static List<ChangedTrail> read(ByteReader in, int format) {
    List<Owner> owners = new ArrayList<>();
    for (int i = in.getCount(); i > 0; i--) {
      String account = format == NAMES_ALONE ? null : getText(in);
      String logGroup = format == NAMES_ALONE ? null : getText(in);
      owners.add(new Owner(account, logGroup, getText(in)));
    }
    int count = in.getCount();
    List<ChangedTrail> trails = new ArrayList<>(count);
    long trailId = 0;
    for (int i = 0; i < count; i++) {
      int flags = in.getByte();
      Owner o = owners.get((int) in.getVarint());
      trailId += in.getSigned();
      LocalDate day = (flags & HAS_DAY) != 0 ? LocalDate.ofEpochDay(in.getSigned()) : null;
      String requestId = (flags & HAS_REQUEST_ID) != 0 ? getId(in, flags) : null;
      boolean deleted = (flags & DELETED) != 0;
      trails.add(
          new ChangedTrail(
              trailId, day, o.account(), o.logGroup(), o.function(), requestId, deleted));
    }
    return trails;
  }

  private static String getId(ByteReader in, int flags) {
    return (flags & UUID_ID) != 0 ? new UUID(in.getLong(), in.getLong()).toString() : getText(in);
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
