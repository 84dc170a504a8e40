package dev.logtrail.line;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.logtrail.trail.Report;
import java.io.IOException;
import java.util.Set;

/**
 * The platform's records of the JSON format: {@code {"time":…,"type":"platform.X","record":{…}}},
 * keys in any order. Fills itself from a parser that stands inside; unknown keys are skipped.
 */
final class PlatformRecord {
  private static final String PREFIX = "platform.";
  private static final String MANAGED_INSTANCES = "lambda-managed-instances";

  /** Records that only Web Functions write, whose requests run side by side. */
  private static final Set<String> WEB_FUNCTIONS =
      Set.of(
          "invokeStart",
          "requestComplete",
          "invokeSummary",
          "invokeReport",
          "spinDownStart",
          "spinDownReport");

  private String requestId;
  private String version;
  private String functionVersion;
  private String runtimeVersion;
  private String initType;
  private boolean concurrent;
  private String phase;
  private String status;
  private String errorType;
  private String traceId;
  private String tenantId;
  private String text;
  private Double durationMs;
  private Double billedMs;
  private Double memoryMb;
  private Double maxMemoryMb;
  private Double initMs;
  private Double restoreMs;
  private Double billedRestoreMs;

  /** Reads the value of {@code record}; the parser stands on its first token. */
  void read(JsonParser p) throws IOException {
    if (p.currentToken() == JsonToken.VALUE_STRING) {
      text = p.getText();
      return;
    }
    if (p.currentToken() != JsonToken.START_OBJECT) {
      p.skipChildren();
      return;
    }
    while (p.nextToken() == JsonToken.FIELD_NAME) {
      String name = p.currentName();
      JsonToken value = p.nextToken();
      if (value == JsonToken.START_OBJECT && name.equals("metrics")) {
        readMetrics(p);
      } else if (value == JsonToken.START_OBJECT && name.equals("tracing")) {
        readTracing(p);
      } else if (value == JsonToken.VALUE_STRING) {
        word(name, p.getText());
      } else {
        p.skipChildren();
      }
    }
  }

  private void word(String name, String value) {
    switch (name) {
      case "requestId" -> requestId = value;
      case "tenantId" -> tenantId = value.isBlank() ? null : value;
      case "version" -> version = value;
      case "functionVersion" -> functionVersion = value;
      case "runtimeVersion" -> runtimeVersion = value;
      case "initializationType" -> initType = value;
      case "phase" -> phase = value;
      case "status" -> status = value;
      case "errorType" -> errorType = value;
      default -> {
        // A key that nothing needs.
      }
    }
  }

  private void readMetrics(JsonParser p) throws IOException {
    while (p.nextToken() == JsonToken.FIELD_NAME) {
      String name = p.currentName();
      if (p.nextToken().isNumeric()) {
        number(name, p.getDoubleValue());
      } else {
        p.skipChildren();
      }
    }
  }

  private void number(String name, double value) {
    switch (name) {
      case "durationMs" -> durationMs = value;
      case "billedDurationMs" -> billedMs = value;
      case "memorySizeMB" -> memoryMb = value;
      case "maxMemoryUsedMB" -> maxMemoryMb = value;
      case "initDurationMs" -> initMs = value;
      case "restoreDurationMs" -> restoreMs = value;
      case "billedRestoreDurationMs" -> billedRestoreMs = value;
      default -> {
        // A figure that nothing needs.
      }
    }
  }

  private void readTracing(JsonParser p) throws IOException {
    while (p.nextToken() == JsonToken.FIELD_NAME) {
      String name = p.currentName();
      if (p.nextToken() == JsonToken.VALUE_STRING && name.equals("value")) {
        traceId = root(p.getText());
      } else {
        p.skipChildren();
      }
    }
  }

  /**
   * The {@code Root} of an {@code X-Amzn-Trace-Id} value such as {@code
   * Root=1-…;Parent=…;Sampled=1}.
   */
  private static String root(String header) {
    int at = header.indexOf("Root=");
    if (at < 0) {
      return null;
    }
    int end = header.indexOf(';', at);
    return header.substring(at + "Root=".length(), end < 0 ? header.length() : end);
  }

  /** What the record is, or null if {@code type} is none of the platform's. */
  LineFacts facts(String type) {
    if (!type.startsWith(PREFIX)) {
      return null;
    }
    String name = type.substring(PREFIX.length());
    if (text != null) {
      return fault();
    }
    concurrent = MANAGED_INSTANCES.equals(initType) || WEB_FUNCTIONS.contains(name);
    return switch (name) {
      case "start" -> marker(LineKind.START);
      case "end" -> marker(LineKind.END);
      case "report" -> marker(LineKind.REPORT);
      case "runtimeDone" -> marker(LineKind.RUNTIME_DONE);
      case "initStart", "restoreStart" -> build(LineKind.INIT_START);
      case "initReport", "initRuntimeDone", "restoreReport", "restoreRuntimeDone" ->
          build(LineKind.INIT_REPORT);
      default -> build(LineKind.PLATFORM);
    };
  }

  private LineFacts marker(LineKind kind) {
    return requestId == null || requestId.isBlank() ? null : build(kind);
  }

  private LineFacts build(LineKind kind) {
    boolean ends = kind == LineKind.REPORT || kind == LineKind.RUNTIME_DONE;
    return new LineFacts(
        kind,
        requestId,
        requestId == null ? IdStrength.NONE : IdStrength.STRONG,
        true,
        report(),
        version != null ? version : functionVersion,
        runtimeVersion,
        traceId,
        tenantId,
        ends ? Failures.ofStatus(status, errorType) : null,
        concurrent,
        "invoke".equals(phase),
        EntryShape.ANY);
  }

  /** A record that is a string: the Logs API's faults hold a text-format line. */
  private LineFacts fault() {
    LineFacts line = text.isEmpty() ? null : PlatformText.scan(text);
    if (line != null && line.kind() == LineKind.FAILURE) {
      return line;
    }
    return LineFacts.platform(LineKind.PLATFORM, null);
  }

  private Report report() {
    return new Report(
        durationMs,
        billedMs == null ? null : Long.valueOf((long) Math.ceil(billedMs)),
        memoryMb == null ? null : Integer.valueOf(memoryMb.intValue()),
        maxMemoryMb == null ? null : Integer.valueOf(maxMemoryMb.intValue()),
        initMs,
        restoreMs,
        billedRestoreMs == null ? null : Long.valueOf((long) Math.ceil(billedRestoreMs)),
        status,
        errorType);
  }
}
