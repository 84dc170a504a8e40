package dev.logtrail.demo.lambda.durable;

/** How the SDK of a language writes records, and its runtime what the handler prints. */
public enum SdkStyle {
  /** The SDK's records are JSON whatever the function's format. */
  NODE(
      "%1$s\t%2$s\tINFO\t%3$s\n",
      "{\"requestId\":\"%2$s\",\"timestamp\":\"%1$s\",\"level\":\"%4$s\",\"executionArn\":\"%5$s\",\"operationId\":\"%6$s\",\"operationName\":\"%7$s\",\"attempt\":%8$d,\"message\":\"%3$s\"}\n"),
  PYTHON(
      "%3$s\n",
      "{\"timestamp\": \"%1$s\", \"level\": \"%4$s\", \"message\": \"%3$s\", \"logger\": \"root\","
          + " \"requestId\": \"%2$s\", \"execution_arn\": \"%5$s\", \"operationId\": \"%6$s\","
          + " \"operationName\": \"%7$s\", \"attempt\": %8$d}\n"),
  JAVA(
      "%3$s\n",
      "{\"timestamp\":\"%1$s\",\"level\":\"%4$s\",\"message\":\"%3$s\",\"AWSRequestId\":\"%2$s\","
          + "\"durableExecutionArn\":\"%5$s\",\"operationId\":\"%6$s\",\"operationName\":\"%7$s\","
          + "\"attempt\":\"%8$d\"}\n");

  private final String print;
  private final String record;

  SdkStyle(String print, String record) {
    this.print = print;
    this.record = record;
  }

  String print(String iso, String requestId, String text) {
    return print.formatted(iso, requestId, text);
  }

  String record(
      String iso,
      String requestId,
      String level,
      String arn,
      String operationId,
      Handler.Step step,
      int attempt,
      String text) {
    return record.formatted(iso, requestId, text, level, arn, operationId, step.name(), attempt);
  }
}
