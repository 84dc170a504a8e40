package dev.logtrail.store.postgres.segment;

import dev.logtrail.store.StoreException;
import dev.logtrail.store.postgres.bytes.ByteReader;
import dev.logtrail.store.postgres.bytes.ByteWriter;
import dev.logtrail.trail.Basis;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.TrailEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * The events of a segment before compression, column by column: similar values side by side
 * compress best.
 *
 * <pre>
 * count       varint
 * timestamps  each less the one before (signed varint, wrapping; the first less 0)
 * flags       a byte each: code of the basis (bits 0-3), bleed (bit 4), code of the
 *             source (bits 5-7)
 * arrivals    each less the one before (signed varint)
 * ids         {@link IdColumn}
 * messages    {@link MessageColumn}
 * </pre>
 */
final class EventBlock {
  private EventBlock() {}

  /** Writes events and returns how many bytes of text their messages are. */
  static int write(List<TrailEvent> events, ByteWriter out) {
    out.putVarint(events.size());
    long before = 0;
    for (TrailEvent event : events) {
      out.putSigned(event.event().timestamp() - before);
      before = event.event().timestamp();
    }
    for (TrailEvent event : events) {
      int bleed = event.bleed() ? 1 : 0;
      out.putByte(event.basis().code() | bleed << 4 | event.source().code() << 5);
    }
    int arrivedBefore = 0;
    for (TrailEvent event : events) {
      out.putSigned((long) event.event().arrival() - arrivedBefore);
      arrivedBefore = event.event().arrival();
    }
    IdColumn.write(events, out);
    return MessageColumn.write(events, out);
  }

  static List<TrailEvent> read(ByteReader in) {
    int count = in.getCount();
    long[] timestamps = new long[count];
    long before = 0;
    for (int i = 0; i < count; i++) {
      before += in.getSigned();
      timestamps[i] = before;
    }
    int flags = in.advance(count);
    int[] arrivals = new int[count];
    long arrivedBefore = 0;
    for (int i = 0; i < count; i++) {
      arrivedBefore += in.getSigned();
      arrivals[i] = (int) arrivedBefore;
    }
    String[] ids = IdColumn.read(timestamps, in);
    String[] messages = MessageColumn.read(count, in);
    if (in.remaining() != 0) {
      throw new StoreException(in.remaining() + " bytes follow the last message");
    }
    List<TrailEvent> events = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      LogEvent event = new LogEvent(ids[i], timestamps[i], messages[i], arrivals[i]);
      events.add(event(event, in.array()[flags + i] & 0xFF));
    }
    return events;
  }

  private static TrailEvent event(LogEvent event, int flags) {
    try {
      Basis basis = Basis.ofCode(flags & 0xF);
      return new TrailEvent(event, basis, (flags & 0x10) != 0, Source.ofCode(flags >> 5));
    } catch (IllegalArgumentException e) {
      throw new StoreException(e.getMessage(), e);
    }
  }
}
