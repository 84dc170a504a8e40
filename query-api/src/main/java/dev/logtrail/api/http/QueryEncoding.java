package dev.logtrail.api.http;

import io.javalin.http.Context;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Checks how a query is encoded. A server that cannot decode a parameter leaves it out, and would
 * answer another question than was asked, or store under another name than was given.
 */
public final class QueryEncoding {
  private static final int HEX = 16;

  private QueryEncoding() {}

  /**
   * Refuses a request whose query cannot be decoded.
   *
   * @throws ProblemException 400
   */
  public static void check(Context ctx) {
    String query = ctx.req().getQueryString();
    String fault = query == null ? null : fault(query);
    if (fault != null) {
      throw new ProblemException(Problem.of(400, fault));
    }
  }

  /** What is wrong with a query as it stands in the request line; null if it can be decoded. */
  static String fault(String query) {
    if (query.indexOf('%') < 0) {
      return null;
    }
    ByteBuffer bytes = ByteBuffer.allocate(query.length());
    for (int i = 0; i < query.length(); i++) {
      char c = query.charAt(i);
      if (c != '%') {
        bytes.put(
            (byte) (c < 0x80 ? c : '?')); // A byte that is not encoded is the server's to judge.
        continue;
      }
      int value = i + 2 < query.length() ? hex(query, i + 1) : -1;
      if (value < 0) {
        return "The query holds '%s', which is no percent-encoding: give %% and two hexadecimal digits, and %%25 for a percent sign."
            .formatted(query.substring(i, Math.min(i + 3, query.length())));
      }
      bytes.put((byte) value);
      i += 2;
    }
    return isUtf8(bytes.flip())
        ? null
        : "The query holds percent-encoded bytes that are no UTF-8: give UTF-8.";
  }

  private static int hex(String query, int at) {
    int high = Character.digit(query.charAt(at), HEX);
    int low = Character.digit(query.charAt(at + 1), HEX);
    return high < 0 || low < 0 ? -1 : HEX * high + low;
  }

  private static boolean isUtf8(ByteBuffer bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(bytes);
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
