package dev.logtrail.attribution;

import java.time.Instant;
import java.util.Locale;

/** How functions of one runtime write a line, with and without their request's id. */
enum Style {
  PYTHON_PRINT(false, null, "%text\n"),
  PYTHON_LOGGING(false, "[INFO]\t%time\t%id\t%text\n", "[INFO]\t%time\t\t%text\n"),
  PYTHON_JSON(
      true,
      "{\"timestamp\": \"%second\", \"level\": \"INFO\", \"message\": \"%text\", \"logger\":"
          + " \"root\", \"requestId\": \"%id\"}\n",
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
  PYTHON_WARNING(
      false,
      null,
      "LAMBDA_WARNING: Unhandled exception. The most likely cause is an issue in the function"
          + " code.\r"
          + "[ERROR] KeyError: '%text'\n"
          + "Traceback (most recent call last):\n"),
  PYTHON_JSON_WARNING(
      true,
      "LAMBDA_WARNING: Unhandled exception. The most likely cause is an issue in the function"
          + " code.\r"
          + "{\"timestamp\": \"%time\", \"log_level\": \"ERROR\", \"errorType\": \"KeyError\","
          + " \"errorMessage\": \"%text\", \"requestId\": \"%id\"}\n",
      "%text\n"),
  NODE_NO_ID(false, "%time\t%id\tWARN\t%text\n", "%time\tN/A\tINFO\t%text\n"),
  NODE_PRETTY(
      false,
      "%time\t%id\tERROR\tUnhandled Promise Rejection \t{\n"
          + "  \"errorType\": \"%text\",\n"
          + "  \"stack\": []\n"
          + "}\n",
      "%time\tundefined\tERROR\tInvoke Error \t{\n  \"errorType\": \"%text\"\n}\n"),
  PYTHON_NO_ID(false, "[WARNING]\t%time\t%id\t%text\n", "[INFO]\t%time\tNone\t%text\n"),
  DOTNET_JSON(
      true,
      "{\"timestamp\":\"%time\",\"level\":\"Information\",\"requestId\":\"%id\",\"traceId\":\"1-a\",\"message\":\"%text\"}\n",
      "{\"timestamp\":\"%time\",\"level\":\"Information\",\"message\":\"%text\"}\n"),
  LOG4J2_JSON(
      true,
      "{\"timestamp\":\"%time\",\"level\":\"ERROR\",\"message\":\"%text\",\"logger\":\"shop.Orders\",\"stackTrace\":[{\"class\":\"A\",\"line\":3}],\"AWSRequestId\":\"%id\"}\n",
      "{\"timestamp\":\"%time\",\"level\":\"INFO\",\"message\":\"%text\",\"logger\":\"shop.Orders\"}\n"),
  DURABLE_JAVA(
      false,
      "{\"level\":\"INFO\",\"message\":\"%text\",\"durableExecutionArn\":\"arn:aws:lambda:eu-west-1:1:function:f:1/durable-execution/n/i\",\"attempt\":\"1\",\"AWSRequestId\":\"%id\"}\n",
      "%text\n"),
  DURABLE_PYTHON(
      false,
      "{\"level\": \"INFO\", \"timestamp\": \"%time\", \"message\": \"%text\", \"execution_arn\":"
          + " \"arn:aws:lambda:eu-west-1:1:function:f:1/durable-execution/n/i\", \"requestId\":"
          + " \"%id\"}\n",
      "%text\n"),
  TENANT(
      true,
      "{\"timestamp\":\"%time\",\"level\":\"INFO\",\"requestId\":\"%id\",\"tenantId\":\"blue\",\"message\":\"%text\"}\n",
      "{\"timestamp\":\"%time\",\"level\":\"INFO\",\"message\":\"%text\"}\n"),
  BREF(
      false,
      "%id\tInvoke Error\t{\"errorType\":\"%text\",\"errorMessage\":\"no\",\"stack\":[]}\n",
      "NOTICE: %text\n"),
  GO_SLOG(
      false,
      "{\"time\":\"%time\",\"level\":\"INFO\",\"msg\":\"%text\",\"requestId\":\"%id\"}\n",
      "{\"time\":\"%time\",\"level\":\"INFO\",\"msg\":\"%text\"}\n"),
  GO_ERROR(
      false,
      null,
      "2026/11/20 10:00:00 {\"errorMessage\":\"%text\",\"errorType\":\"errorString\"}\n"),
  RUST_SPANS(
      false,
      "{\"level\":\"INFO\",\"fields\":{\"message\":\"%text\"},\"target\":\"shop\",\"spans\":[{\"requestId\":\"%id\",\"name\":\"Lambda"
          + " runtime invoke\"}]}\n",
      "{\"level\":\"INFO\",\"fields\":{\"message\":\"%text\"},\"target\":\"shop\"}\n"),
  NLOG(false, null, "2026-11-20 10:00:00.1002|INFO|Shop.Orders|%text\n"),
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
