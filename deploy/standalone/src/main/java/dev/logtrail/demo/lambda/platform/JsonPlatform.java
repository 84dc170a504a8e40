package dev.logtrail.demo.lambda.platform;

import dev.logtrail.demo.lambda.runtime.LogContext;
import dev.logtrail.demo.lambda.runtime.SpacedJson;
import dev.logtrail.trail.LogStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The platform's records in the JSON format at system log level INFO; there is no END. */
record JsonPlatform(LambdaFunction function, LogStream stream) implements PlatformLog {
  private static final String ON_DEMAND = "on-demand";

  @Override
  public List<String> initStart(String phase, LogContext at) {
    String version = function.runtime().version();
    return record(
        at,
        "platform.initStart",
        SpacedJson.map(
            "initializationType",
            ON_DEMAND,
            "phase",
            phase,
            "runtimeVersion",
            version,
            "runtimeVersionArn",
            "arn:aws:lambda:" + stream.region() + "::runtime:" + Ids.runtimeHash(version),
            "functionName",
            function.name(),
            "functionVersion",
            function.version(),
            "instanceId",
            stream.logStream(),
            "instanceMaxMemory",
            function.size().memoryMb() * 1024L * 1024L));
  }

  @Override
  public List<String> initFailed(BigDecimal ms, String phase, String errorType, LogContext at) {
    List<String> both = new ArrayList<>();
    both.addAll(
        record(
            at,
            "platform.initRuntimeDone",
            SpacedJson.map(
                "initializationType", ON_DEMAND,
                "phase", phase,
                "status", "error",
                "errorType", errorType)));
    both.addAll(
        record(
            at,
            "platform.initReport",
            SpacedJson.map(
                "initializationType", ON_DEMAND,
                "phase", phase,
                "status", "error",
                "errorType", errorType,
                "metrics", SpacedJson.map("durationMs", ms.doubleValue()))));
    return both;
  }

  @Override
  public List<String> restoreStart() {
    throw new UnsupportedOperationException("no simulated function has SnapStart and JSON");
  }

  @Override
  public List<String> restoreReport(BigDecimal ms) {
    throw new UnsupportedOperationException("no simulated function has SnapStart and JSON");
  }

  @Override
  public List<String> extensionReady(String name, LogContext at) {
    return record(
        at,
        "platform.extension",
        SpacedJson.map("name", name, "state", "Ready", "events", List.of("INVOKE", "SHUTDOWN")));
  }

  @Override
  public List<String> start(LogContext at) {
    return record(
        at,
        "platform.start",
        SpacedJson.map(
            "requestId", at.requestId(),
            "functionArn", function.arn(stream.account(), stream.region()),
            "version", function.version()));
  }

  /** A success has one record; a failure is worth a warning, so its runtimeDone shows too. */
  @Override
  public List<String> finish(RunReport report, LogContext at) {
    List<String> records = new ArrayList<>();
    double durationMs = report.durationMs().doubleValue();
    if (report.status() != null) {
      records.addAll(
          record(
              at,
              "platform.runtimeDone",
              SpacedJson.map(
                  "requestId", report.requestId(),
                  "status", report.status(),
                  "errorType", report.errorType(),
                  "metrics", SpacedJson.map("durationMs", durationMs, "producedBytes", 0))));
    }
    Map<String, Object> metrics =
        SpacedJson.map(
            "durationMs", durationMs,
            "billedDurationMs", report.billedMs(),
            "memorySizeMB", report.memoryMb(),
            "maxMemoryUsedMB", report.maxUsedMb(),
            "initDurationMs", report.init() == null ? null : report.init().ms().doubleValue());
    records.addAll(
        record(
            at,
            "platform.report",
            SpacedJson.map(
                "requestId", report.requestId(),
                "metrics", metrics,
                "status", report.status() == null ? "success" : report.status(),
                "errorType", report.errorType(),
                "tracing", tracing(report.trace()))));
    return records;
  }

  private static Map<String, Object> tracing(XRayTrace trace) {
    return trace == null
        ? null
        : SpacedJson.map(
            "spanId",
            trace.segmentId(),
            "type",
            "X-Amzn-Trace-Id",
            "value",
            "Root=" + trace.traceId() + ";Parent=" + trace.segmentId() + ";Sampled=1");
  }

  private static List<String> record(LogContext at, String type, Map<String, Object> record) {
    return List.of(
        SpacedJson.compact(SpacedJson.map("time", at.iso(), "type", type, "record", record)));
  }
}
