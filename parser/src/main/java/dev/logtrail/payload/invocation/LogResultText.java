package dev.logtrail.payload.invocation;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a log result: at most the last 4 KB of an invocation's log, which may begin in the
 * middle of a line or of a character.
 *
 * @param text the log, without the rest of a character it may begin with
 * @param cut whether it (or all we can tell) begins in the middle
 */
public record LogResultText(String text, boolean cut) {
  private static final int TAIL_BYTES = 4096;

  private static final Pattern ANSWER = Pattern.compile("\"LogResult\"\\s*:\\s*\"([^\"]*)\"");

  /** A log with a platform line holds colons, which base64 does not. */
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]+={0,2}");

  private static final Pattern START_LINE =
      Pattern.compile("(?m)^START RequestId: |\"type\"\\s*:\\s*\"platform\\.start\"");
  private static final Pattern REQUEST_ID =
      Pattern.compile(
          "(?:START|END|REPORT) RequestId: (\\S+)"
              + "|\"type\"\\s*:\\s*\"platform\\.(?:start|runtimeDone|report)\""
              + "\\s*,\\s*\"record\"\\s*:\\s*\\{\\s*\"requestId\"\\s*:\\s*\"([^\"]+)\"");

  /** From the bytes that the base64 of {@code logResult} holds. */
  public static LogResultText of(byte[] bytes) {
    int start = 0;
    while (start < bytes.length && (bytes[start] & 0xC0) == 0x80) {
      start++;
    }
    String text = new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
    boolean cut = bytes.length >= TAIL_BYTES || !START_LINE.matcher(text).find();
    return new LogResultText(text, cut);
  }

  /**
   * From what a person has at hand: base64, the text it decodes to, or the answer of {@code aws
   * lambda invoke} with its {@code LogResult}.
   */
  public static LogResultText ofText(byte[] text) {
    String given = new String(text, StandardCharsets.UTF_8);
    Matcher answer = ANSWER.matcher(given);
    String candidate = answer.find() ? answer.group(1) : given.replaceAll("[\\s\"]", "");
    if (!BASE64.matcher(candidate).matches()) {
      return of(text);
    }
    try {
      return of(Base64.getDecoder().decode(candidate));
    } catch (IllegalArgumentException e) {
      return of(text); // one word of a log
    }
  }

  /** The request id that the log's last platform line names, or null if it names none. */
  public String requestId() {
    Matcher m = REQUEST_ID.matcher(text);
    String id = null;
    while (m.find()) {
      id = m.group(1) != null ? m.group(1) : m.group(2);
    }
    return id;
  }
}
