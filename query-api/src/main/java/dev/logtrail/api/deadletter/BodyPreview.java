package dev.logtrail.api.deadletter;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.GZIPInputStream;

/**
 * The beginning of a dead letter's bytes, to be looked at: as text if they are UTF-8, or gzip of
 * it; else as base64.
 *
 * @param text null if they are no text
 * @param base64 null if they are text
 * @param gzip whether the text was inside gzip
 * @param partial whether there is more
 */
record BodyPreview(String text, String base64, boolean gzip, boolean partial) {

  /**
   * Looks at bytes.
   *
   * @param bytes the body, or its beginning
   * @param fullBytes how long the body is
   * @param most bytes of text at most
   */
  static BodyPreview of(byte[] bytes, long fullBytes, int most) {
    byte[] inside = gunzip(bytes, most + 1);
    byte[] shown = inside == null ? bytes : inside;
    boolean partial = inside == null ? most < fullBytes : inside.length > most;
    byte[] first = Arrays.copyOf(shown, Math.min(shown.length, most));
    String text = text(first);
    if (text != null) {
      return new BodyPreview(text, null, inside != null, partial);
    }
    byte[] raw = Arrays.copyOf(bytes, Math.min(bytes.length, most));
    return new BodyPreview(
        null, Base64.getEncoder().encodeToString(raw), false, raw.length < fullBytes);
  }

  /** What is inside gzip, as far as it can be read; null if it is none, or nothing can be read. */
  private static byte[] gunzip(byte[] bytes, int most) {
    if (bytes.length < 2 || bytes[0] != 0x1f || bytes[1] != (byte) 0x8b) {
      return null;
    }
    byte[] out = new byte[most];
    int length = 0;
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      for (int n = 0; n >= 0 && length < most; length += Math.max(0, n)) {
        n = in.read(out, length, most - length);
      }
    } catch (IOException e) {
      // It is damaged, or only its beginning is here: what could be read is shown.
    }
    return length == 0 ? null : Arrays.copyOf(out, length);
  }

  /** UTF-8 without the control characters of binary data; its last character may be cut. */
  private static String text(byte[] bytes) {
    CharsetDecoder utf8 =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer chars = CharBuffer.allocate(bytes.length);
    CoderResult result = utf8.decode(ByteBuffer.wrap(bytes), chars, false);
    String text = chars.flip().toString();
    return result.isError() || text.indexOf(0) >= 0 ? null : text;
  }
}
