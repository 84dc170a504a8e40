package dev.logtrail.runtimeclient;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The telemetry pipe ({@code _LAMBDA_TELEMETRY_LOG_FD}): one frame is one log event, whatever line
 * feeds it holds.
 *
 * <pre>
 *  type 4 B (0xa55a0003 text, 0xa55a0002 JSON, | level &lt;&lt; 2)   length 4 B   time 8 B, µs   text
 * </pre>
 *
 * Numbers are big-endian.
 */
final class TelemetryFrames {
  private static final int HEADER = 16;
  private static final int MAGIC = 0xa55a0000;

  private byte[] pending = new byte[0];

  /**
   * One frame.
   *
   * @param timestamp epoch ms
   * @param message the text as written
   */
  record Frame(long timestamp, String message) {}

  /** Takes bytes; the answer is the frames that are whole now. */
  List<Frame> take(byte[] bytes) {
    ByteBuffer all = ByteBuffer.allocate(pending.length + bytes.length);
    all.put(pending).put(bytes).flip();
    List<Frame> frames = new ArrayList<>();
    while (all.remaining() >= HEADER
        && all.remaining() - HEADER >= all.getInt(all.position() + 4)) {
      int type = all.getInt();
      if ((type & 0xffff0000) != MAGIC) {
        throw new IllegalStateException(
            "no telemetry frame begins with " + Integer.toHexString(type));
      }
      byte[] text = new byte[all.getInt()];
      long micros = all.getLong();
      all.get(text);
      frames.add(new Frame(micros / 1_000, new String(text, StandardCharsets.UTF_8)));
    }
    pending = new byte[all.remaining()];
    all.get(pending);
    return frames;
  }

  /** A frame that a killed process did not finish is lost. */
  void end() {
    pending = new byte[0];
  }
}
