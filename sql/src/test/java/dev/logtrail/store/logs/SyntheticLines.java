package dev.logtrail.store.logs;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** The lines of one made-up request, in the shape of one of the runtimes. */
final class SyntheticLines {
  private static final String[] RUNTIMES = {
    "python:3.13.v50",
    "nodejs:22.v29",
    "java:21.v38",
    "provided:al2023.v101",
    "dotnet:8.v47",
    "ruby:3.3.v34"
  };
  private static final String[] LEVELS = {"INFO", "INFO", "INFO", "DEBUG", "WARN", "ERROR"};
  private static final String[] LOGGERS = {
    "root",
    "app",
    "orders.handler",
    "botocore.credentials",
    "com.example.orders.OrderService",
    "urllib3.connectionpool"
  };
  private static final String[] TEXTS = {
    "Received event: {\"httpMethod\":\"POST\",\"path\":\"/orders/%d\",\"headers\":{\"Content-Type\":\"application/json\",\"X-Forwarded-For\":\"10.0.%d.7\"}}",
    "Processing order %d for customer %d",
    "Loaded configuration from SSM parameter /prod/orders/config version %d",
    "Found credentials in environment variables.",
    "Connecting to database orders-prod.cluster-c%dx.eu-west-1.rds.amazonaws.com:5432",
    "Query took %d ms, returned %d rows",
    "PutItem on table orders succeeded, ConsumedCapacity: %d",
    "Sending message to https://sqs.us-east-1.amazonaws.com/123456789012/order-events.fifo (group %d)",
    "GET https://api.example.com/v1/customers/%d responded 200 in %d ms",
    "Cache miss for key customer:%d",
    "Retrying request, attempt %d of 3, backing off %d ms",
    "Uploaded s3://orders-archive/2026/%d.json (%d bytes)",
    "Returning response: {\"statusCode\":200,\"body\":\"{\\\"orderId\\\":%d,\\\"status\\\":\\\"accepted\\\"}\"}",
    "Validation failed: field \"quantity\" must be positive, got -%d",
    "SQS batch of %d records, %d failed: {\"batchItemFailures\":[]}",
    "Starting new HTTPS connection (1): dynamodb.us-east-1.amazonaws.com:443 try %d"
  };

  private final Random random;
  private final String id;
  private final Instant start;
  private final String time;

  SyntheticLines(Random random, String id, long startMs) {
    this.random = random;
    this.id = id;
    this.start = Instant.ofEpochMilli(startMs);
    this.time =
        DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'")
            .withZone(ZoneOffset.UTC)
            .format(start);
  }

  List<String> request() {
    int runtime = random.nextInt(RUNTIMES.length);
    return random.nextInt(3) == 0 ? json(runtime) : text(runtime);
  }

  private List<String> text(int runtime) {
    List<String> lines = new ArrayList<>();
    boolean cold = random.nextInt(6) == 0;
    if (cold) {
      lines.add(
          SyntheticLogs.format(
              "INIT_START Runtime Version: %s\tRuntime Version ARN: arn:aws:lambda:us-east-1::runtime:%064x\n",
              RUNTIMES[runtime], random.nextLong() & Long.MAX_VALUE));
      if (random.nextInt(4) == 0) {
        lines.add("EXTENSION\tName: otel-collector\tState: Ready\tEvents: [INVOKE, SHUTDOWN]\n");
        lines.add(
            "TELEMETRY\tName: otel-collector\tState: Subscribed\tTypes: [Platform, Function, Extension]\n");
      }
    }
    lines.add(
        "START RequestId: " + id + " Version: " + (random.nextInt(3) == 0 ? 12 : "$LATEST") + "\n");
    int count = 1 + random.nextInt(12);
    for (int i = 0; i < count; i++) {
      lines.add(textLine(runtime));
    }
    boolean failed = random.nextInt(12) == 0;
    if (failed) {
      lines.addAll(failure(runtime));
    }
    lines.add("END RequestId: " + id + "\n");
    lines.add(report(cold, failed));
    return lines;
  }

  private String textLine(int runtime) {
    String level = LEVELS[random.nextInt(LEVELS.length)];
    String text = sentence();
    return switch (random.nextInt(5) == 0 ? -1 : runtime) {
      case 0 -> SyntheticLogs.format("[%s]\t%s\t%s\t%s\n", level, time, id, text);
      case 1 -> SyntheticLogs.format("%s\t%s\t%s\t%s\n", time, id, level, text);
      case 2 ->
          SyntheticLogs.format(
              "%s %s %-5s %s:%d - %s\n",
              time.substring(0, 19).replace('T', ' '),
              id,
              level,
              "com.example.orders.OrderHandler",
              random.nextInt(200),
              text);
      case 3 ->
          SyntheticLogs.format(
              "%s %s\n", time.substring(0, 19).replace('T', ' ').replace('-', '/'), text);
      case 4 ->
          SyntheticLogs.format(
              "%s\t%s\t%s\t%s\n", time, id, level.equals("INFO") ? "info" : "fail", text);
      case 5 ->
          SyntheticLogs.format(
              "%s, [%s #8]  %s -- : %s\n", level.charAt(0), time.replace("Z", "512"), level, text);
      default -> random.nextBoolean() ? text + "\n" : powertools(level, text) + "\n";
    };
  }

  private String powertools(String level, String text) {
    return SyntheticLogs.format(
        "{\"level\":\"%s\",\"location\":\"lambda_handler:%d\",\"message\":\"%s\",\"timestamp\":\"%s\",\"service\":\"orders\","
            + "\"cold_start\":%b,\"function_name\":\"orders\",\"function_memory_size\":\"512\","
            + "\"function_arn\":\"arn:aws:lambda:us-east-1:123456789012:function:orders\",\"function_request_id\":\"%s\","
            + "\"correlation_id\":\"%08x\",\"xray_trace_id\":\"%s\"}",
        level,
        random.nextInt(200),
        text.replace("\"", "\\\""),
        time,
        random.nextBoolean(),
        id,
        random.nextInt(),
        trace());
  }

  private List<String> json(int runtime) {
    List<String> lines = new ArrayList<>();
    boolean cold = random.nextInt(6) == 0;
    if (cold) {
      lines.add(
          platform(
              "initStart",
              SyntheticLogs.format(
                  "\"initializationType\":\"on-demand\",\"phase\":\"init\",\"runtimeVersion\":\"%s\",\"functionName\":\"orders\","
                      + "\"functionVersion\":\"$LATEST\",\"instanceId\":\"2026/11/20/[$LATEST]%016x\",\"instanceMaxMemory\":536870912",
                  RUNTIMES[runtime], random.nextLong())));
    }
    lines.add(
        platform(
            "start",
            "\"requestId\":\""
                + id
                + "\",\"version\":\"$LATEST\",\"tracing\":{\"type\":\"X-Amzn-Trace-Id\",\"value\":\"Root="
                + trace()
                + ";Parent=5af6e8b1a0c9d742;Sampled=1\"}"));
    int count = 1 + random.nextInt(12);
    for (int i = 0; i < count; i++) {
      lines.add(jsonLine(runtime));
    }
    lines.add(
        platform(
            "report",
            SyntheticLogs.format(
                "\"requestId\":\"%s\",\"metrics\":{\"durationMs\":%.3f,\"billedDurationMs\":%d,\"memorySizeMB\":512,\"maxMemoryUsedMB\":%d%s},"
                    + "\"tracing\":{\"spanId\":\"%016x\",\"type\":\"X-Amzn-Trace-Id\",\"value\":\"Root=%s\"},\"status\":\"success\"",
                id,
                random.nextDouble() * 900,
                1 + random.nextInt(900),
                60 + random.nextInt(200),
                cold ? ",\"initDurationMs\":312.118" : "",
                random.nextLong(),
                trace())));
    return lines;
  }

  private String platform(String type, String record) {
    return SyntheticLogs.format(
        "{\"time\":\"%s\",\"type\":\"platform.%s\",\"record\":{%s}}\n", time, type, record);
  }

  private String jsonLine(int runtime) {
    String level = LEVELS[random.nextInt(LEVELS.length)];
    String text = sentence().replace("\"", "\\\"");
    return switch (runtime) {
      case 0 ->
          SyntheticLogs.format(
              "{\"timestamp\":\"%s\",\"level\":\"%s\",\"message\":\"%s\",\"logger\":\"%s\",\"requestId\":\"%s\"}\n",
              time.substring(0, 19) + "Z",
              level,
              text,
              LOGGERS[random.nextInt(LOGGERS.length)],
              id);
      case 2 ->
          SyntheticLogs.format(
              "{\"timestamp\":\"%s\",\"level\":\"%s\",\"loggerName\":\"com.example.orders.OrderHandler\",\"message\":\"%s\",\"AWSRequestId\":\"%s\"}\n",
              time, level, text, id);
      case 3 ->
          SyntheticLogs.format(
              "{\"time\":\"%s\",\"level\":\"%s\",\"msg\":\"%s\",\"record\":{\"requestId\":\"%s\",\"functionName\":\"orders\",\"version\":\"$LATEST\"}}\n",
              time, level, text, id);
      default ->
          SyntheticLogs.format(
              "{\"timestamp\":\"%s\",\"level\":\"%s\",\"requestId\":\"%s\",\"message\":\"%s\"}\n",
              time, level, id, text);
    };
  }

  private List<String> failure(int runtime) {
    return switch (runtime) {
      case 0 ->
          List.of(
              "[ERROR] KeyError: 'customerId'\nTraceback (most recent call last):\n  File \"/var/task/app.py\", line "
                  + random.nextInt(300)
                  + ", in lambda_handler\n    customer = event[\"customerId\"]\n               ~~~~~^^^^^^^^^^^^^^");
      case 1 ->
          List.of(
              SyntheticLogs.format(
                  "%s\t%s\tERROR\tInvoke Error \t{\"errorType\":\"TypeError\",\"errorMessage\":\"Cannot read properties of undefined (reading 'id')\","
                      + "\"stack\":[\"TypeError: Cannot read properties of undefined (reading 'id')\",\"    at Runtime.handler (file:///var/task/index.mjs:%d:17)\","
                      + "\"    at Runtime.handleOnceNonStreaming (file:///var/runtime/index.mjs:1205:29)\"]}\n",
                  time, id, random.nextInt(300)));
      case 2 ->
          List.of(
              "java.lang.IllegalStateException: no such order\n\tat com.example.orders.OrderHandler.handleRequest(OrderHandler.java:"
                  + random.nextInt(300)
                  + ")\n\tat java.base/jdk.internal.reflect.DirectMethodHandleAccessor.invoke(Unknown Source)\nCaused by: java.sql.SQLException: timeout\n");
      default ->
          List.of(
              time + " " + id + " Task timed out after 3.00 seconds\n\n",
              "RequestId: "
                  + id
                  + " Error: Runtime exited with error: signal: killed\nRuntime.ExitError\n");
    };
  }

  private String report(boolean cold, boolean failed) {
    double duration = random.nextDouble() * 900;
    String line =
        SyntheticLogs.format(
            "REPORT RequestId: %s\tDuration: %.2f ms\tBilled Duration: %d ms\tMemory Size: %d MB\tMax Memory Used: %d MB\t",
            id,
            duration,
            (long) Math.ceil(duration),
            128 << random.nextInt(4),
            40 + random.nextInt(80));
    if (cold) {
      line += SyntheticLogs.format("Init Duration: %.2f ms\t", random.nextDouble() * 900);
    }
    if (failed && random.nextBoolean()) {
      line +=
          "Status: "
              + (random.nextBoolean() ? "timeout" : "error\tError Type: Runtime.OutOfMemory");
    }
    if (random.nextInt(4) == 0) {
      line +=
          SyntheticLogs.format(
              "\nXRAY TraceId: %s\tSegmentId: %016x\tSampled: true\t", trace(), random.nextLong());
    }
    return line + "\n";
  }

  private String sentence() {
    return SyntheticLogs.format(
        TEXTS[random.nextInt(TEXTS.length)], random.nextInt(100_000), random.nextInt(1_000));
  }

  private String trace() {
    return SyntheticLogs.format(
            "1-%08x-%024x", start.getEpochSecond(), random.nextLong() & Long.MAX_VALUE)
        .toLowerCase(Locale.ROOT);
  }
}
