package dev.logtrail.redact;

import dev.logtrail.limit.DeliveryLimits;
import dev.logtrail.payload.bytes.Gunzip;
import dev.logtrail.payload.bytes.UnreadableException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Masks secrets in bytes that could not be read as events: in text, in gzip of it, and in base64 of
 * either inside a text. Not thread-safe.
 */
public final class BytesRedaction {
  /** A shorter run of letters is no payload. */
  private static final int SHORTEST_BASE64 = 64;

  /** Firehose may carry what Lambda gets, which is base64 once more. */
  private static final int LEVELS = 3;

  private static final String UNREADABLE = Masks.of("unreadable");

  private final Redaction redaction;

  public BytesRedaction(Redaction redaction) {
    this.redaction = redaction;
  }

  /**
   * The bytes without secrets, perhaps no longer compressed; null if they cannot be read as text,
   * so that nobody can tell what is in them.
   */
  public byte[] bytes(byte[] body) {
    if (redaction.isNone()) {
      return body;
    }
    String text = textOf(body);
    return text == null ? null : masked(text, 0).getBytes(StandardCharsets.UTF_8);
  }

  /** A text about such bytes, such as a reason that quotes them. */
  public String text(String text) {
    return redaction.text(text);
  }

  private String masked(String text, int level) {
    return redaction.text(level < LEVELS ? withoutBase64(text, level) : text);
  }

  private static String textOf(byte[] bytes) {
    try (Gunzip gunzip = new Gunzip(DeliveryLimits.PAYLOAD_BYTES)) {
      byte[] inside = gunzip.gunzip(bytes);
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(inside)).toString();
      return text.indexOf(0) >= 0 ? null : text;
    } catch (UnreadableException | CharacterCodingException e) {
      return null;
    }
  }

  private String withoutBase64(String text, int level) {
    StringBuilder out = null;
    int copied = 0;
    for (int i = 0; i < text.length(); ) {
      int end = endOfRun(text, i);
      if (end - i >= SHORTEST_BASE64) {
        String run = text.substring(i, end);
        String changed = run(run, level);
        if (!changed.equals(run)) {
          out = out == null ? new StringBuilder(text.length()) : out;
          out.append(text, copied, i).append(changed);
          copied = end;
        }
      }
      i = Math.max(end, i + 1);
    }
    return out == null ? text : out.append(text, copied, text.length()).toString();
  }

  private String run(String run, int level) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(run);
    } catch (IllegalArgumentException e) {
      // Base64 that is cut or damaged may be mended by hand; other long words are no payload.
      return run.startsWith("H4sI") ? UNREADABLE : run;
    }
    String text = textOf(bytes);
    if (text == null) {
      return Gunzip.isGzip(bytes) ? UNREADABLE : run;
    }
    String masked = masked(text, level + 1);
    return masked.equals(text)
        ? run
        : Base64.getEncoder().encodeToString(masked.getBytes(StandardCharsets.UTF_8));
  }

  private static int endOfRun(String text, int from) {
    int i = from;
    while (i < text.length() && isBase64(text.charAt(i))) {
      i++;
    }
    int padded = i;
    while (i > from && padded < text.length() && padded < i + 2 && text.charAt(padded) == '=') {
      padded++;
    }
    return padded;
  }

  private static boolean isBase64(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '+'
        || c == '/';
  }
}
