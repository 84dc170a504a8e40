package dev.logtrail.store.postgres.segment;

import dev.logtrail.store.StoreException;
import dev.logtrail.store.postgres.bytes.ByteReader;
import dev.logtrail.store.postgres.bytes.ByteWriter;
import dev.logtrail.store.postgres.bytes.LosslessUtf8;
import dev.logtrail.trail.CloudWatchId;
import dev.logtrail.trail.EventId;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.TrailEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The event ids of a segment, in few bytes and exactly.
 *
 * <pre>
 * refs      for each event a varint:  0 same batch as the CloudWatch id before
 *                                     1 a batch not seen yet      2 made up by Logtrail
 *                                     3 any other text            4+b batch b, seen before
 * batches   for each ref 1:  ingestion time less timestamp (signed), hash (8 bytes)
 * seqs      for each CloudWatch id:  seq less the one that would come next in its batch (signed)
 * made up   16 bytes each
 * texts     length (varint) and {@link LosslessUtf8} bytes each
 * </pre>
 *
 * A CloudWatch id whose first part is not the event's timestamp is "any other text".
 */
final class IdColumn {
  private static final int SAME_BATCH = 0;
  private static final int NEW_BATCH = 1;
  private static final int MADE_UP = 2;
  private static final int TEXT = 3;
  private static final int SEEN_BATCH = 4;
  private static final int MADE_UP_LENGTH = 33;

  private record Batch(long ingestionTime, long hash) {
    /** By hand, as {@link #hashCode}: a key of a map that each event goes through. */
    @Override
    public boolean equals(Object other) {
      return other instanceof Batch b && ingestionTime == b.ingestionTime && hash == b.hash;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(hash) ^ Long.hashCode(ingestionTime);
    }
  }

  private IdColumn() {}

  static void write(List<TrailEvent> events, ByteWriter out) {
    ByteWriter batches = new ByteWriter(16);
    ByteWriter seqs = new ByteWriter(events.size());
    ByteWriter madeUp = new ByteWriter(0);
    ByteWriter texts = new ByteWriter(0);
    Map<Batch, Integer> seen = new HashMap<>();
    int[] next = new int[events.size()];
    int before = -1;
    for (TrailEvent trailEvent : events) {
      LogEvent event = trailEvent.event();
      CloudWatchId id = CloudWatchId.parse(event.id());
      if (id == null || id.timestamp() != event.timestamp()) {
        out.putVarint(writeOther(event.id(), madeUp, texts));
        continue;
      }
      Batch batch = new Batch(id.ingestionTime(), id.batchHash());
      Integer number = seen.putIfAbsent(batch, seen.size());
      if (number == null) {
        number = seen.size() - 1;
        out.putVarint(NEW_BATCH);
        batches.putSigned(batch.ingestionTime - event.timestamp());
        batches.putLong(batch.hash);
      } else {
        out.putVarint(number == before ? SAME_BATCH : SEEN_BATCH + number);
      }
      seqs.putSigned(id.seq() - next[number]);
      next[number] = id.seq() + 1;
      before = number;
    }
    for (ByteWriter part : List.of(batches, seqs, madeUp, texts)) {
      out.putBytes(part.array(), 0, part.size());
    }
  }

  private static int writeOther(String id, ByteWriter madeUp, ByteWriter texts) {
    if (isMadeUp(id)) {
      madeUp.putBytes(HexFormat.of().parseHex(id, 1, MADE_UP_LENGTH));
      return MADE_UP;
    }
    byte[] bytes = LosslessUtf8.encode(id);
    texts.putVarint(bytes.length);
    texts.putBytes(bytes);
    return TEXT;
  }

  /** Exactly as Logtrail writes them: lower case. */
  private static boolean isMadeUp(String id) {
    return EventId.isMadeUp(id)
        && id.length() == MADE_UP_LENGTH
        && id.chars().skip(1).allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
  }

  static String[] read(long[] timestamps, ByteReader in) {
    long[] refs = new long[timestamps.length];
    for (int i = 0; i < refs.length; i++) {
      refs[i] = in.getVarint();
    }
    List<Batch> batches = readBatches(refs, timestamps, in);
    String[] ids = readCloudWatchIds(refs, timestamps, batches, in);
    for (int i = 0; i < refs.length; i++) {
      if (refs[i] == MADE_UP) {
        int from = in.advance(16);
        ids[i] = "~" + HexFormat.of().formatHex(in.array(), from, from + 16);
      }
    }
    for (int i = 0; i < refs.length; i++) {
      if (refs[i] == TEXT) {
        int length = in.getCount();
        ids[i] = LosslessUtf8.decode(in.array(), in.advance(length), length);
      }
    }
    return ids;
  }

  private static List<Batch> readBatches(long[] refs, long[] timestamps, ByteReader in) {
    List<Batch> batches = new ArrayList<>();
    for (int i = 0; i < refs.length; i++) {
      if (refs[i] == NEW_BATCH) {
        batches.add(new Batch(timestamps[i] + in.getSigned(), in.getLong()));
      }
    }
    return batches;
  }

  private static String[] readCloudWatchIds(
      long[] refs, long[] timestamps, List<Batch> batches, ByteReader in) {
    String[] ids = new String[refs.length];
    int[] next = new int[batches.size()];
    int seen = 0;
    long before = -1;
    for (int i = 0; i < refs.length; i++) {
      if (refs[i] == MADE_UP || refs[i] == TEXT) {
        continue;
      }
      long number = refs[i] == SAME_BATCH ? before : refs[i] - SEEN_BATCH;
      if (refs[i] == NEW_BATCH) {
        number = seen++;
      }
      if (number < 0 || number >= seen) {
        throw new StoreException("an event id refers to batch " + number + " of " + seen);
      }
      int seq = next[(int) number] + (int) in.getSigned();
      Batch batch = batches.get((int) number);
      ids[i] =
          new CloudWatchId(timestamps[i], batch.ingestionTime, batch.hash, seq & 0xFFFF).text();
      next[(int) number] = seq + 1;
      before = number;
    }
    return ids;
  }
}
