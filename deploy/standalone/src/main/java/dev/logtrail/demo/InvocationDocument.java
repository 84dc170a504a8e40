package dev.logtrail.demo;

import dev.logtrail.demo.lambda.FinishedInvocation;
import dev.logtrail.demo.lambda.platform.LambdaFunction;
import dev.logtrail.demo.lambda.runtime.SpacedJson;
import dev.logtrail.text.RawJson;
import dev.logtrail.trail.LogStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/** What the caller of a synchronous invoke posts: result and log result, as JSON. */
public final class InvocationDocument {
  public static final String PATH = "/ingest/invocations";

  private InvocationDocument() {}

  /** The document's bytes. */
  public static byte[] of(LambdaFunction function, LogStream stream, FinishedInvocation invoked) {
    String logResult = Base64.getEncoder().encodeToString(invoked.logResult());
    String json =
        SpacedJson.compact(
            SpacedJson.map(
                "functionName", function.name(),
                "functionVersion", function.version(),
                "requestId", invoked.requestId(),
                "logResult", logResult,
                "statusCode", 200,
                "functionError", invoked.functionError(),
                "payload", new RawJson(invoked.payload()),
                "invokedAt", Instant.ofEpochMilli(invoked.invokedAt()).toString(),
                "account", stream.account(),
                "region", stream.region()));
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
