package dev.logtrail.otel;

import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.TrailHeader;
import dev.logtrail.trail.TrailKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ids of spans and traces, in lower-case hex; the same trail has the same ones at any time. */
public final class SpanIds {
  private static final Pattern XRAY = Pattern.compile("1-([0-9a-fA-F]{8})-([0-9a-fA-F]{24})");
  private static final Pattern W3C = Pattern.compile("[0-9a-fA-F]{32}");
  private static final String NO_TRACE = "0".repeat(32);
  private static final int TRACE_HEX = 32;
  private static final int SPAN_HEX = 16;

  private SpanIds() {}

  /**
   * The trace of a request, 32 digits: X-Ray's own id where there is one, as OpenTelemetry writes
   * it; else one for all attempts of the request.
   */
  public static String trace(TrailHeader header) {
    String own = header.traceId();
    if (own != null) {
      Matcher xray = XRAY.matcher(own);
      String id = xray.matches() ? xray.group(1) + xray.group(2) : own;
      boolean known = W3C.matcher(id).matches() && !id.equals(NO_TRACE);
      return known ? id.toLowerCase(Locale.ROOT) : hash(TRACE_HEX, "trace", own);
    }
    LogStream s = header.key().stream();
    return hash(
        TRACE_HEX,
        "request",
        s.account(),
        s.region(),
        header.functionName(),
        String.valueOf(header.key().requestId()));
  }

  /** The span of a trail, 16 digits. */
  public static String span(TrailKey key) {
    LogStream s = key.stream();
    return hash(
        SPAN_HEX,
        "span",
        s.account(),
        s.region(),
        s.logGroup(),
        s.logStream(),
        String.valueOf(key.requestId()),
        String.valueOf(key.storedNumber()));
  }

  /** Never all zeros, which is no id. */
  private static String hash(int digits, String... parts) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        sha.update(part.getBytes(StandardCharsets.UTF_8));
        sha.update((byte) 0);
      }
      byte[] hash = sha.digest();
      hash[0] |= 1;
      return HexFormat.of().formatHex(hash, 0, digits / 2);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
