package dev.logtrail.store.postgres.segment;

import dev.logtrail.store.StoreException;
import dev.logtrail.store.postgres.bytes.ByteReader;
import dev.logtrail.store.postgres.bytes.ByteWriter;
import dev.logtrail.store.postgres.bytes.LosslessUtf8;
import dev.logtrail.trail.TrailEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The messages of a segment: one byte (1 if some message holds an unpaired surrogate, so that all
 * are {@link LosslessUtf8}; else 0), their lengths as varints, then their bytes.
 */
final class MessageColumn {
  private static final int STANDARD = 0;
  private static final int LOSSLESS = 1;

  private MessageColumn() {}

  /** Writes all messages and returns how many bytes of text they are. */
  static int write(List<TrailEvent> events, ByteWriter out) {
    byte[][] texts = new byte[events.size()][];
    boolean lossy = false;
    for (int i = 0; i < texts.length; i++) {
      String message = events.get(i).event().message();
      texts[i] = message.getBytes(StandardCharsets.UTF_8);
      lossy |= LosslessUtf8.isLossy(message, texts[i]);
    }
    if (lossy) {
      for (int i = 0; i < texts.length; i++) {
        texts[i] = LosslessUtf8.encode(events.get(i).event().message());
      }
    }
    out.putByte(lossy ? LOSSLESS : STANDARD);
    long total = 0;
    for (byte[] text : texts) {
      out.putVarint(text.length);
      total += text.length;
    }
    for (byte[] text : texts) {
      out.putBytes(text);
    }
    return Math.toIntExact(total);
  }

  static String[] read(int count, ByteReader in) {
    int form = in.getByte();
    if (form != STANDARD && form != LOSSLESS) {
      throw new StoreException("messages are in form " + form + "; known are 0 and 1");
    }
    int[] lengths = new int[count];
    for (int i = 0; i < count; i++) {
      lengths[i] = in.getCount();
    }
    String[] messages = new String[count];
    for (int i = 0; i < count; i++) {
      int from = in.advance(lengths[i]);
      messages[i] =
          form == LOSSLESS
              ? LosslessUtf8.decode(in.array(), from, lengths[i])
              : new String(in.array(), from, lengths[i], StandardCharsets.UTF_8);
    }
    return messages;
  }
}
