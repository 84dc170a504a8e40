package dev.logtrail.ingest.invoke;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.logtrail.ingest.aws.AwsAccess;
import dev.logtrail.ingest.aws.AwsCallException;
import dev.logtrail.ingest.aws.AwsClients;
import dev.logtrail.ingest.aws.AwsIdentity;
import dev.logtrail.ingest.aws.AwsPermission;
import dev.logtrail.trail.Invocation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;

/** Invokes functions and waits for their answers, with the end of their log. */
public final class FunctionInvoker implements AutoCloseable {
  /** A function may run for 15 minutes. */
  private static final Duration LONGEST = Duration.ofMinutes(15).plusSeconds(30);

  private static final JsonFactory JSON = new JsonFactory();
  private static final int LOG_RESULT_BYTES = 4_096;
  private static final int REGION_PART = 3;
  private static final int ACCOUNT_PART = 4;
  private static final int NAME_PART = 6;

  private final AwsAccess access;
  private final AwsClients clients;
  private final LambdaClient client;
  private final Clock clock;

  public FunctionInvoker(AwsAccess access, Clock clock) {
    this.access = access;
    this.clock = clock;
    this.clients = new AwsClients(access);
    LambdaClient made;
    try {
      // A second try would be a second request: what fails is told instead.
      made =
          clients
              .patient(LambdaClient.builder(), LONGEST)
              .overrideConfiguration(AwsClients.once(access, LONGEST))
              .build();
    } catch (RuntimeException e) {
      clients.close();
      throw e;
    }
    this.client = made;
  }

  /**
   * Invokes a function.
   *
   * @param function its name or ARN
   * @param qualifier a version or an alias; null for none
   * @param payload what it is given, JSON; empty for nothing
   * @throws AwsCallException if it was not invoked, or its answer did not come
   */
  public Invoked invoke(String function, String qualifier, byte[] payload) throws AwsCallException {
    long at = clock.millis();
    try {
      InvokeResponse answer =
          client.invoke(
              InvokeRequest.builder()
                  .functionName(function)
                  .qualifier(qualifier)
                  .logType(LogType.TAIL)
                  .payload(payload.length == 0 ? null : SdkBytes.fromByteArray(payload))
                  .build());
      return invoked(function, answer, at);
    } catch (SdkException e) {
      throw new AwsCallException(e, permission(function));
    }
  }

  private static AwsPermission permission(String function) {
    String arn = function.startsWith("arn:") ? function : "arn:aws:lambda:*:*:function:" + function;
    return new AwsPermission("lambda:InvokeFunction", arn);
  }

  private Invoked invoked(String function, InvokeResponse answer, long at) {
    boolean isArn = function.startsWith("arn:");
    String[] parts = function.split(":");
    String account = isArn ? parts[ACCOUNT_PART] : account();
    byte[] returned = answer.payload() == null ? new byte[0] : answer.payload().asByteArray();
    byte[] log = answer.logResult() == null ? null : Base64.getDecoder().decode(answer.logResult());
    String text = log == null ? null : new String(log, StandardCharsets.UTF_8);
    Invocation invocation =
        new Invocation(
            account == null ? Invocation.UNKNOWN_ACCOUNT : account,
            isArn ? parts[REGION_PART] : clients.region().id(),
            isArn ? parts[NAME_PART] : function.split(":")[0],
            answer.executedVersion(),
            answer.responseMetadata().requestId(),
            text,
            log != null && log.length >= LOG_RESULT_BYTES,
            answer.statusCode(),
            answer.functionError(),
            json(returned),
            at);
    return new Invoked(invocation, returned, text);
  }

  /** Whose the function is; asked for only where AWS itself answers. */
  private String account() {
    AwsIdentity identity = access.endpoint() == null ? AwsIdentity.orNull(access) : null;
    return identity == null ? null : identity.account();
  }

  /** What was returned, as JSON; a text that is none becomes a JSON string. Null for nothing. */
  private static String json(byte[] returned) {
    String text = new String(returned, StandardCharsets.UTF_8);
    if (text.isBlank()) {
      return null;
    }
    try (JsonParser parser = JSON.createParser(text)) {
      JsonToken first = parser.nextToken();
      parser.skipChildren();
      if (first != null && parser.nextToken() == null) {
        return text;
      }
    } catch (IOException e) {
      // Not JSON.
    }
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }

  @Override
  public void close() {
    client.close();
    clients.close();
  }
}
