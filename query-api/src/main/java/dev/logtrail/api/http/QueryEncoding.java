package dev.logtrail.api.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Checks how a query is encoded. A server that cannot decode a parameter leaves it out, and would
 * answer another question than was asked, or store under another name than was given.
 */
public final class QueryEncoding {
  private static final int HEX = 16;
  private static final int SHOWN_CHARS = 50;

  private QueryEncoding() {}

  /**
   * Refuses a request whose query cannot be decoded.
   *
   * @throws ProblemException 400
   */
  public static void check(Exchange exchange) {
    String query = exchange.query();
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
    for (String parameter : query.split("&")) {
      String fault = faultOf(parameter);
      if (fault != null) {
        int equals = parameter.indexOf('=');
        String name = equals < 0 ? parameter : parameter.substring(0, equals);
        return "'" + cut(name) + "' " + fault;
      }
    }
    return null;
  }

  private static String faultOf(String parameter) {
    ByteBuffer bytes = ByteBuffer.allocate(parameter.length());
    for (int i = 0; i < parameter.length(); i++) {
      char c = parameter.charAt(i);
      if (c != '%') {
        bytes.put((byte) (c < 0x80 ? c : '?')); // What is not encoded is the server's to judge.
        continue;
      }
      int value = i + 2 < parameter.length() ? hex(parameter, i + 1) : -1;
      if (value < 0) {
        return "holds '%s', which is no percent-encoding: give %% and two hexadecimal digits, and %%25 for a percent sign."
            .formatted(parameter.substring(i, Math.min(i + 3, parameter.length())));
      }
      bytes.put((byte) value);
      i += 2;
    }
    return isUtf8(bytes.flip())
        ? null
        : "holds percent-encoded bytes that are no UTF-8: give UTF-8.";
  }

  private static String cut(String name) {
    return name.length() <= SHOWN_CHARS ? name : name.substring(0, SHOWN_CHARS) + "…";
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
