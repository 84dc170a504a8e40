package dev.logtrail.job.kit;

/** The platform's records in JSON format. */
final class JsonLines implements Lines {
  @Override
  public String initStart(String type) {
    return record(
        "initStart",
        "\"initializationType\":\"%s\",\"phase\":\"init\",\"runtimeVersion\":\"nodejs:22.v29\""
            .formatted(type));
  }

  @Override
  public String failedInit() {
    return record("initReport", "\"phase\":\"invoke\",\"status\":\"error\",\"errorType\":\"X\"");
  }

  @Override
  public String start(String id) {
    return record("start", "\"requestId\":\"%s\",\"version\":\"$LATEST\"".formatted(id));
  }

  @Override
  public String end(String id) {
    return null;
  }

  @Override
  public String report(String id, long durationMs, String death) {
    String[] words = death == null ? new String[] {"success"} : death.split(" ");
    return record(
        "report",
        "\"requestId\":\"%s\",\"metrics\":{\"durationMs\":%d.5,\"billedDurationMs\":%d},\"status\":\"%s\"%s"
            .formatted(
                id,
                durationMs,
                durationMs + 1,
                words[0],
                words.length > 1 ? ",\"errorType\":\"" + words[1] + "\"" : ""));
  }

  private static String record(String type, String fields) {
    return "{\"time\":\"2026-11-20T10:00:00.000Z\",\"type\":\"platform.%s\",\"record\":{%s}}"
        .formatted(type, fields);
  }
}
