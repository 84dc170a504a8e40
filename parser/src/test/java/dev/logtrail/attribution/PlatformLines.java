package dev.logtrail.attribution;

/** The platform's own lines of a made-up stream, in one of the two formats. */
record PlatformLines(boolean json) {

  String initStart(long time) {
    return json
        ? record("initStart", time, "\"initializationType\":\"on-demand\",\"phase\":\"init\"")
        : "INIT_START Runtime Version: python:3.13.v50\tRuntime Version ARN: arn:aws:lambda:x\n";
  }

  /** What tells that an init has failed. */
  String initReport(long time, int durationMs) {
    return json
        ? record(
            "initReport",
            time,
            "\"initializationType\":\"on-demand\",\"phase\":\"init\",\"status\":\"timeout\",\"metrics\":{\"durationMs\":%d.0}"
                .formatted(durationMs))
        : "INIT_REPORT Init Duration: %d.00 ms\tPhase: init\tStatus: timeout\n"
            .formatted(durationMs);
  }

  String start(String id, long time) {
    return json
        ? record("start", time, "\"requestId\":\"" + id + "\",\"version\":\"$LATEST\"")
        : "START RequestId: " + id + " Version: $LATEST\n";
  }

  /** {@code status} null: all went well. */
  String report(String id, long time, long durationMs, String status) {
    if (json) {
      String told = status == null ? "success" : status;
      String type = "error".equals(status) ? ",\"errorType\":\"Runtime.ExitError\"" : "";
      String figures =
          "\"metrics\":{\"durationMs\":%d.0,\"billedDurationMs\":%d,\"memorySizeMB\":128,\"maxMemoryUsedMB\":40}"
              .formatted(durationMs, durationMs);
      String fields = "\"requestId\":\"" + id + "\",\"status\":\"" + told + "\"" + type;
      return record("report", time, fields + "," + figures);
    }
    String type = "error".equals(status) ? "\tError Type: Runtime.ExitError" : "";
    String told = status == null ? "\t" : "\tStatus: " + status + type;
    return "REPORT RequestId: %s\tDuration: %d.00 ms\tBilled Duration: %d ms\tMemory Size: 128 MB\tMax Memory Used: 40 MB%s\n"
        .formatted(id, durationMs, durationMs, told);
  }

  private static String record(String type, long time, String fields) {
    return "{\"time\":\"%s\",\"type\":\"platform.%s\",\"record\":{%s}}\n"
        .formatted(Style.iso(time), type, fields);
  }
}
