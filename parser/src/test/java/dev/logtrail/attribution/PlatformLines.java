package dev.logtrail.attribution;

/** The platform's own lines of a made-up stream, in one of the two formats. */
record PlatformLines(boolean json) {

  String initStart(long time) {
    return json
        ? record("initStart", time, "\"initializationType\":\"on-demand\",\"phase\":\"init\"")
        : "INIT_START Runtime Version: python:3.13.v50\tRuntime Version ARN: arn:aws:lambda:x\n";
  }

  /** An environment that begins from a snapshot, and what tells how long that took. */
  String[] restore(long time) {
    return json
        ? new String[] {
          record("restoreStart", time, "\"functionName\":\"f\",\"instanceId\":\"i\""),
          record("restoreReport", time, "\"status\":\"success\",\"metrics\":{\"durationMs\":0.5}")
        }
        : new String[] {
          "RESTORE_START Runtime Version: java:21.v38\tRuntime Version ARN: arn:aws:lambda:x\n",
          "RESTORE_REPORT Restore Duration: 0.50 ms\n"
        };
  }

  /** What tells that an init, made again for a request, has failed as well. */
  String repeatedInitReport(long time) {
    return json
        ? record(
            "initReport",
            time,
            "\"initializationType\":\"on-demand\",\"phase\":\"invoke\",\"status\":\"error\",\"errorType\":\"Runtime.ImportModuleError\",\"metrics\":{\"durationMs\":2.0}")
        : "INIT_REPORT Init Duration: 2.00 ms\tPhase: invoke\tStatus: error\tError Type:"
            + " Runtime.ImportModuleError\n";
  }

  /** What JSON streams say of a request's end before its report, at the level DEBUG. */
  String runtimeDone(String id, long time, String status) {
    return record(
        "runtimeDone", time, "\"requestId\":\"%s\",\"status\":\"%s\"".formatted(id, status));
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
