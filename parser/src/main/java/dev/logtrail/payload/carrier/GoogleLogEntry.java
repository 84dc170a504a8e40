package dev.logtrail.payload.carrier;

import dev.logtrail.payload.decoding.Names;
import dev.logtrail.text.JsonText;
import dev.logtrail.text.JsonTree;
import dev.logtrail.text.TimeText;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A LogEntry of Google's Cloud Logging, of Cloud Functions or Cloud Run, in Lambda's words: the
 * project is the account, the location the region, the function or service the log group, the
 * instance the log stream, and the execution's id or the trace the request. The platform's lines
 * become records of the platform, all others records in JSON with severity and id.
 */
final class GoogleLogEntry {
  private static final String STARTED = "Function execution started";
  private static final String TOOK = "Function execution took ";

  private final Map<String, Object> entry;
  private final Map<String, Object> labels;
  private final Map<String, Object> resource;

  private GoogleLogEntry(Map<String, Object> entry) {
    this.entry = entry;
    this.labels = object(entry, "labels");
    this.resource = object(object(entry, "resource"), "labels");
  }

  /** The event that a LogEntry holds; null if the object is none. */
  static ApiEvent of(String json, LogStream defaults) {
    Map<String, Object> entry = JsonTree.object(json);
    boolean is = entry != null && entry.containsKey("resource") && text(entry, "logName") != null;
    return is ? new GoogleLogEntry(entry).event(defaults) : null;
  }

  /**
   * The event in what Pub/Sub pushes, whose message holds the LogEntry in base64; null if it holds
   * something else.
   */
  static ApiEvent ofPush(String message, LogStream defaults) {
    Map<String, Object> pushed = message == null ? null : JsonTree.object(message);
    return pushed == null ? null : ofPush(pushed, defaults);
  }

  /** The same, of the message as an object. */
  static ApiEvent ofPush(Map<?, ?> message, LogStream defaults) {
    if (!(message.get("data") instanceof String data)) {
      return null;
    }
    try {
      return of(new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8), defaults);
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }

  private ApiEvent event(LogStream defaults) {
    String time = text(entry, "timestamp");
    Long ms = time == null ? null : TimeText.epochMs(time);
    return new ApiEvent(
        stream(defaults),
        text(entry, "insertId"),
        ms == null ? LogEvent.UNKNOWN_TIME : ms,
        message(time));
  }

  private LogStream stream(LogStream defaults) {
    String place = Names.firstNonBlank(text(resource, "region"), text(resource, "location"));
    String name =
        Names.firstNonBlank(text(resource, "function_name"), text(resource, "service_name"));
    String instance = Names.firstNonBlank(text(labels, "instance_id"), text(labels, "instanceId"));
    return new LogStream(
        Names.firstNonBlank(text(resource, "project_id"), defaults.account()),
        Names.firstNonBlank(place, defaults.region()),
        Names.firstNonBlank(name, defaults.logGroup()),
        Names.firstNonBlank(instance, defaults.logStream()));
  }

  /** The execution's id, or the last part of {@code projects/P/traces/T}. */
  private String requestId() {
    String trace = text(entry, "trace");
    String id = trace == null ? null : trace.substring(trace.lastIndexOf('/') + 1);
    return Names.firstNonBlank(text(labels, "execution_id"), id);
  }

  private String message(String time) {
    String text = text(entry, "textPayload");
    String id = requestId();
    if (id != null && text != null && text.equals(STARTED)) {
      return platform(time, "platform.start", Map.of("requestId", id));
    }
    if (id != null && text != null && text.startsWith(TOOK)) {
      return report(time, id, duration(text, TOOK.length(), " ms"), status(text));
    }
    Map<String, Object> request = object(entry, "httpRequest");
    String latency = text(request, "latency");
    if (id != null && latency != null && text == null && !entry.containsKey("jsonPayload")) {
      Double seconds = duration(latency, 0, "s");
      String code = text(request, "status");
      return report(
          time, id, seconds == null ? null : seconds * 1000, code == null ? null : ofCode(code));
    }
    return record(time, id, text);
  }

  private String record(String time, String id, String text) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("timestamp", time);
    record.put("level", text(entry, "severity"));
    if (id != null) {
      record.put("requestId", id);
    }
    Map<String, Object> payload = object(entry, "jsonPayload");
    record.put("message", text != null ? text : payload.get("message"));
    payload.forEach(record::putIfAbsent);
    for (String key : new String[] {"jsonPayload", "protoPayload"}) {
      if (payload.isEmpty() && entry.get(key) != null) {
        record.put(key, entry.get(key)); // such as the record of an audit
      }
    }
    record.values().removeIf(v -> v == null);
    record.putIfAbsent("message", "");
    return JsonText.write(record);
  }

  private static String report(String time, String id, Double durationMs, String status) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("requestId", id);
    record.put("metrics", durationMs == null ? Map.of() : Map.of("durationMs", durationMs));
    record.put("status", status == null ? "success" : status);
    if ("error".equals(status)) {
      record.put("errorType", "Runtime.ExitError");
    }
    return platform(time, "platform.report", record);
  }

  private static String platform(String time, String type, Map<String, Object> record) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("time", time);
    line.put("type", type);
    line.put("record", record);
    return JsonText.write(line);
  }

  /** The number before {@code unit}, or null. */
  private static Double duration(String text, int from, String unit) {
    int end = text.indexOf(unit, from);
    try {
      return end < 0 ? null : Double.valueOf(text.substring(from, end).strip());
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** {@code finished with status: 'timeout'} or {@code finished with status code: 200}. */
  private static String status(String text) {
    int code = text.indexOf("status code: ");
    if (code >= 0) {
      return ofCode(text.substring(code + "status code: ".length()).strip());
    }
    return text.contains("'timeout'")
        ? "timeout"
        : text.contains("'crash'") ? "error" : text.contains("'ok'") ? "success" : "failure";
  }

  private static String ofCode(String code) {
    return code.startsWith("5") ? "failure" : "success";
  }

  private static Map<String, Object> object(Map<String, Object> of, String key) {
    return of.get(key) instanceof Map<?, ?> map ? JsonTree.fields(map) : Map.of();
  }

  private static String text(Map<String, Object> of, String key) {
    Object value = of.get(key);
    return value == null || value instanceof Map ? null : value.toString();
  }
}
