package dev.logtrail.store.postgres.jdbc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Request ids as {@code trail.request_id} holds them: 16 bytes of a UUID in its usual form, which
 * most are; any other as its text in UTF-8 ({@link PgText}) after a zero byte, or two where one
 * would make 16 bytes of it. The function {@code request_key} of the schema does the same.
 */
public final class RequestKey {
  private static final int UUID_BYTES = 16;
  private static final int UUID_CHARS = 36;
  private static final HexFormat HEX = HexFormat.of();

  private RequestKey() {}

  /** The bytes of an id; null stays null. */
  public static byte[] encode(String id) {
    if (id == null) {
      return null;
    }
    if (isUuid(id)) {
      return HEX.parseHex(id.replace("-", ""));
    }
    byte[] text = PgText.encode(id).getBytes(StandardCharsets.UTF_8);
    int zeros = text.length == UUID_BYTES - 1 ? 2 : 1;
    byte[] key = new byte[zeros + text.length];
    System.arraycopy(text, 0, key, zeros, text.length);
    return key;
  }

  /** The id of its bytes; null stays null. */
  public static String decode(byte[] key) {
    if (key == null) {
      return null;
    }
    if (key.length == UUID_BYTES) {
      ByteBuffer bytes = ByteBuffer.wrap(key);
      return new UUID(bytes.getLong(), bytes.getLong()).toString();
    }
    int zeros = key.length > UUID_BYTES && key[1] == 0 ? 2 : 1;
    return PgText.decode(new String(key, zeros, key.length - zeros, StandardCharsets.UTF_8));
  }

  private static boolean isUuid(String id) {
    if (id.length() != UUID_CHARS) {
      return false;
    }
    for (int i = 0; i < UUID_CHARS; i++) {
      char c = id.charAt(i);
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? c != '-' : !(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
        return false;
      }
    }
    return true;
  }
}
