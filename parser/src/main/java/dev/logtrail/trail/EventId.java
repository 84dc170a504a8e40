package dev.logtrail.trail;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The ids of log events: what CloudWatch packs into them, and the ids made up for events that come
 * without one.
 *
 * <p>CloudWatch's 56 digits are, observed and undocumented, {@code timestamp << 144 | ingestionTime
 * << 80 | batchHash << 16 | seq}: the text order of two ids is the order of (timestamp, ingestion
 * time, batch, place in the batch).
 */
public final class EventId {
  private static final char MADE_UP = '~';
  private static final String LIVE_TAIL = MADE_UP + "live-";

  private EventId() {}

  /** Whether Logtrail made this id up because its carrier had none. */
  public static boolean isMadeUp(String id) {
    return !id.isEmpty() && id.charAt(0) == MADE_UP;
  }

  /**
   * An id for an event that came without one, the same each time the same event comes.
   *
   * @param timestamp epoch ms, or {@link LogEvent#UNKNOWN_TIME}
   * @param message the event's text
   * @param k which of several equal (timestamp, message) this is, from 1
   */
  public static String makeUp(long timestamp, String message, int k) {
    MessageDigest sha = sha256();
    sha.update((timestamp + "\n" + k + "\n").getBytes(StandardCharsets.UTF_8));
    byte[] hash = sha.digest(message.getBytes(StandardCharsets.UTF_8));
    return MADE_UP + HexFormat.of().formatHex(hash, 0, 16);
  }

  /**
   * An id for a line that Live Tail has shown, until it is read with its own.
   *
   * @param number rising from line to line: the order of their ids is theirs
   */
  public static String ofLiveTail(long number) {
    return LIVE_TAIL + "%016d".formatted(number);
  }

  /** Whether an id is that of a line which only Live Tail has shown. */
  public static boolean isOfLiveTail(String id) {
    return id.startsWith(LIVE_TAIL);
  }

  /**
   * The ingestion time that an id carries, epoch ms.
   *
   * @return null if the id is not CloudWatch's own: not 54 to 57 digits, or its first part is not
   *     {@code timestamp}
   */
  public static Long ingestionTime(String id, long timestamp) {
    CloudWatchId parts = CloudWatchId.parse(id);
    return parts == null || parts.timestamp() != timestamp ? null : parts.ingestionTime();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
