package dev.logtrail.demo;

import dev.logtrail.demo.lambda.runtime.SpacedJson;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** CloudWatch Logs subscription payloads: JSON in gzip, one log stream each. */
public final class SubscriptionPayloads {
  private static final String FILTER = "logtrail";

  private SubscriptionPayloads() {}

  /** A delivery of events of one stream. */
  public static byte[] data(LogStream stream, List<LogEvent> events) {
    return gzip(
        payload(
            "DATA_MESSAGE",
            stream.account(),
            stream.logGroup(),
            stream.logStream(),
            List.of(FILTER),
            events));
  }

  /** What CloudWatch sends first, to see whether the destination can be reached. */
  static byte[] control(long at) {
    String text = "CWL CONTROL MESSAGE: Checking health of destination Firehose.";
    return gzip(
        payload(
            "CONTROL_MESSAGE",
            "CloudwatchLogs",
            "",
            "",
            List.of(),
            List.of(new LogEvent("", at, text))));
  }

  /** The door for payloads of this region and account; the payload itself names no region. */
  public static String path(String account, String region) {
    return "/ingest/subscription?region=" + encode(region) + "&account=" + encode(account);
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static String payload(
      String type,
      String owner,
      String group,
      String stream,
      List<String> filters,
      List<LogEvent> events) {
    List<Map<String, Object>> logEvents =
        events.stream()
            .map(
                e ->
                    SpacedJson.map(
                        "id", e.id(), "timestamp", e.timestamp(), "message", e.message()))
            .toList();
    return SpacedJson.compact(
        SpacedJson.map(
            "messageType", type,
            "owner", owner,
            "logGroup", group,
            "logStream", stream,
            "subscriptionFilters", filters,
            "logEvents", logEvents));
  }

  private static byte[] gzip(String json) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(json.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("a ByteArrayOutputStream does not fail", e);
    }
    return bytes.toByteArray();
  }
}
