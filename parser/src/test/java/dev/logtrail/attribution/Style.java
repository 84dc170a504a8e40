package dev.logtrail.attribution;

import java.time.Instant;
import java.util.Locale;

/** How functions of one runtime write a line, with and without their request's id. */
enum Style {
  PYTHON_PRINT(false, null, "%text\n"),
  PYTHON_LOGGING(false, "[INFO]\t%time\t%id\t%text\n", "[INFO]\t%time\t\t%text\n"),
  PYTHON_JSON(
      true,
      "{\"timestamp\": \"%second\", \"level\": \"INFO\", \"message\": \"%text\", \"logger\": \"root\", \"requestId\": \"%id\"}\n",
      "%text\n"),
  NODE24_TEXT(false, "%time\t%id\tINFO\t%text\n", "%time\t-\tINFO\t%text\n"),
  NODE24_JSON(
      true,
      "{\"timestamp\":\"%time\",\"level\":\"INFO\",\"requestId\":\"%id\",\"message\":\"%text\"}",
      "{\"timestamp\":\"%time\",\"level\":\"INFO\",\"requestId\":\"-\",\"message\":\"%text\"}"),
  DURABLE(
      false,
      "{\"requestId\":\"%id\",\"timestamp\":\"%time\",\"level\":\"INFO\",\"executionArn\":\"arn:aws:lambda:eu-west-1:1:function:f:1/durable-execution/n/i\",\"message\":\"%text\"}\n",
      "%text\n"),
  NODE_TEXT(false, "%time\t%id\tINFO\t%text\n", "%time\tundefined\tINFO\t%text\n"),
  NODE_JSON(
      true,
      "{\"timestamp\":\"%time\",\"level\":\"INFO\",\"requestId\":\"%id\",\"message\":\"%text\"}\n",
      "{\"timestamp\":\"%time\",\"level\":\"INFO\",\"message\":\"%text\"}\n"),
  JAVA_TEXT(false, "%log4j %id INFO  Handler:54 - %text\n", "[INFO] %text\n"),
  JAVA_JSON(
      true,
      "{\"timestamp\":\"%time\",\"level\":\"INFO\",\"message\":\"%text\",\"AWSRequestId\":\"%id\"}\n",
      "%text\n"),
  POWERTOOLS(
      false,
      "{\"level\":\"INFO\",\"message\":\"%text\",\"function_request_id\":\"%id\",\"service\":\"shop\"}\n",
      "{\"level\":\"INFO\",\"message\":\"%text\",\"service\":\"shop\"}\n"),
  DOTNET(false, "%time\t%id\tinfo\t%text\n", "info: Shop.Orders[0]\n      %text\n"),
  RUBY(false, "I, [%micro #8]  INFO %id -- : %text\n", "%text\n"),
  RUBY_UNKNOWN(false, "A, [%micro #8]   ANY %id -- : %text", "I, [%micro #8]  INFO - -- : %text"),
  GO_ZAP(false, null, "%time\tINFO\tshop/main.go:72\t%text\t{\"n\": 3}\n"),
  THREADS(false, "[INFO]   %time   %id   %text\n", "[INFO]\t%time\tMainThread\t%text\n"),
  WORKERS(false, "%time   %id   INFO   %text\n", "%time\tworker-1\tINFO\t%text\n"),
  GO(false, null, "2026/11/20 10:00:00 %text\n"),
  RUST(false, null, " INFO shop::orders: %text\n"),
  POWERSHELL(false, null, "[Information] - %text\n"),
  CUSTOM(false, null, "%text");

  /** Whether the platform's records are JSON. */
  final boolean json;

  private final String withId;
  private final String withoutId;

  Style(boolean json, String withId, String withoutId) {
    this.json = json;
    this.withId = withId;
    this.withoutId = withoutId;
  }

  /** Whether its runtime or logger can put the request's id into a line. */
  boolean knowsIds() {
    return withId != null;
  }

  /** Whether records with an id have their time cut to the second. */
  boolean cutsTimes() {
    return this == PYTHON_JSON;
  }

  String withId(String id, String text, long time) {
    return fill(withId, text, time).replace("%id", id);
  }

  /** What its init writes, if that has a form of its own; else null. */
  String init(String text, long time) {
    return this == PYTHON_JSON ? withId("", text, time) : null;
  }

  String withoutId(String text, long time) {
    return fill(withoutId, text, time);
  }

  private static String fill(String form, String text, long time) {
    String iso = iso(time);
    return form.replace("%text", text)
        .replace("%time", iso)
        .replace("%second", iso.substring(0, 19) + "Z")
        .replace("%log4j", iso.substring(0, 19).replace('T', ' '))
        .replace("%micro", iso.substring(0, 23) + "000");
  }

  static String iso(long time) {
    String text = Instant.ofEpochMilli(time).toString();
    return text.length() == 24
        ? text
        : String.format(Locale.ROOT, "%s.000Z", text.substring(0, 19));
  }
}
