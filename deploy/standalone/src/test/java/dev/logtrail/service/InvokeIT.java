package dev.logtrail.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.demo.TestJson;
import dev.logtrail.demo.lambda.FinishedInvocation;
import dev.logtrail.demo.lambda.LabelledBatch;
import dev.logtrail.demo.lambda.LabelledEvent;
import dev.logtrail.ingest.source.cloudwatch.LogsStub;
import dev.logtrail.runtimeclient.ExecutionEnvironment;
import dev.logtrail.runtimeclient.NodeClients;
import dev.logtrail.runtimeclient.RuntimeClient;
import dev.logtrail.runtimeclient.StubFunction;
import dev.logtrail.service.kit.Await;
import dev.logtrail.service.kit.AwsFront;
import dev.logtrail.service.kit.ChildProcess;
import dev.logtrail.service.kit.RunningLogtrail;
import dev.logtrail.text.JsonText;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Invoke from end to end: the page's route → Lambda's Invoke → one of Lambda's own runtime clients
 * → log result and, later, CloudWatch's copy → one trail. How long it takes is printed.
 */
@Timeout(240)
class InvokeIT {
  private static final Duration WITHIN = Duration.ofSeconds(60);
  private static final Charset UTF_8 = StandardCharsets.UTF_8;
  private static final String NAME = "orders-node";
  private static final Map<String, String> CREDENTIALS =
      Map.of("AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test");

  @TempDir private Path directory;

  private final List<FinishedInvocation> finished = new ArrayList<>();

  @Test
  void whatIsInvokedIsATrailAtOnceAndWholeWhenCloudWatchHasDelivered() throws Exception {
    RuntimeClient client = NodeClients.installedOrSkip().get(0);
    try (LogsStub logs = new LogsStub();
        ExecutionEnvironment environment =
            new ExecutionEnvironment(
                client, StubFunction.named(NAME, client.platform(), 60_000), false, 7);
        AwsFront aws = new AwsFront(logs.endpoint(), (f, payload) -> run(environment, payload));
        RunningLogtrail server =
            RunningLogtrail.start(
                directory.resolve("data"),
                CREDENTIALS,
                "--allow-invoke=" + NAME,
                "--log-group",
                "/aws/lambda/*",
                "--region",
                "eu-west-1",
                "--endpoint",
                aws.endpoint().toString())) {
      logs.group("/aws/lambda/" + NAME);
      check(server, logs, environment, "plain", null, "success");
      check(server, logs, environment, "throws", "Unhandled", "error");
      check(server, logs, environment, "large", null, "success");

      HttpResponse<String> other =
          server.post("/api/v1/invoke/payments", "application/json", "{}".getBytes(UTF_8));
      assertThat(other.statusCode()).isEqualTo(403);
      assertThat(finished).hasSize(3);

      invokesAgainWhenTheFileChanges(server, aws);
    }
  }

  private void invokesAgainWhenTheFileChanges(RunningLogtrail server, AwsFront aws)
      throws Exception {
    Path event = Files.writeString(directory.resolve("event.json"), "{\"do\":\"plain\"}");
    try (ChildProcess command =
        ChildProcess.start(
            directory,
            CREDENTIALS,
            "invoke",
            NAME,
            "--payload",
            event.toString(),
            "--watch",
            event.toString(),
            "--url",
            server.address().toString(),
            "--region",
            "eu-west-1",
            "--endpoint",
            aws.endpoint().toString(),
            "--wait",
            "0")) {
      awaitFinished(4, command);
      Files.writeString(event, "{\"do\":\"throws\",\"mark\":\"changed\"}");
      awaitFinished(5, command);
      Files.delete(event);
      Files.writeString(event, "{\"do\":\"plain\",\"mark\":\"written anew\"}");
      awaitFinished(6, command);
      assertThat(command.err().text()).contains("The function has failed: Unhandled");
    }
  }

  private void awaitFinished(int count, ChildProcess command) throws Exception {
    Await.until(WITHIN, command::describe, () -> finished() == count);
  }

  private synchronized int finished() {
    return finished.size();
  }

  private synchronized AwsFront.Answer run(ExecutionEnvironment environment, String payload)
      throws Exception {
    FinishedInvocation done = environment.invoke(payload);
    finished.add(done);
    return new AwsFront.Answer(
        done.requestId(), done.functionError(), done.payload(), done.logResult());
  }

  private void check(
      RunningLogtrail server,
      LogsStub logs,
      ExecutionEnvironment environment,
      String what,
      String error,
      String outcome)
      throws Exception {
    String event = "{\"do\":\"" + what + "\",\"mark\":\"m-" + what + "\"}";
    long began = System.nanoTime();
    HttpResponse<String> answer = invoke(server, event);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    Map<String, Object> invoked = TestJson.object(answer.body().getBytes(UTF_8));
    String quoted = error == null ? "null" : '"' + error + '"';
    assertThat(answer.body()).contains("\"functionError\":" + quoted, "\"problem\":null");
    long answered = System.nanoTime();
    String id = (String) invoked.get("requestId");
    await(server, id, t -> t.get("invoke") instanceof Map<?, ?>, what + " does not show");
    long shown = System.nanoTime();
    Map<?, ?> atOnce = trail(server, id);
    assertThat(atOnce.get("closeReason")).isEqualTo("log_result_only");
    assertThat(atOnce.get("outcome")).isEqualTo(outcome);
    assertThat(eventIds(atOnce)).isEmpty();

    List<String> expected = deliver(logs, environment, id);
    await(server, id, t -> eventIds(t).size() == expected.size(), what + " does not become whole");
    long whole = System.nanoTime();
    Map<?, ?> delivered = trail(server, id);
    assertThat(eventIds(delivered)).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(delivered.get("closeReason")).isEqualTo("report");
    assertThat(delivered.get("outcome")).isEqualTo(outcome);
    assertThat(((Map<?, ?>) delivered.get("invoke")).get("functionError"))
        .hasToString(String.valueOf(error));
    for (Object entry : (List<?>) delivered.get("entries")) {
      assertThat(((Map<?, ?>) entry).get("basis")).as("no line twice").isNotEqualTo("log_result");
    }
    System.out.printf(
        "%-8s invoked and answered %5d ms, shown %5d ms later, whole %5d ms after CloudWatch had"
            + " it%n",
        what, ms(began, answered), ms(answered, shown), ms(shown, whole));
  }

  /** A cold start of a real client may take long on a busy machine. */
  private static HttpResponse<String> invoke(RunningLogtrail server, String event)
      throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(server.address().resolve("/api/v1/invoke/" + NAME))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(120))
                .POST(BodyPublishers.ofString(event))
                .build(),
            BodyHandlers.ofString());
  }

  /** CloudWatch takes in what a request has written; the ids of its events. */
  private static List<String> deliver(LogsStub logs, ExecutionEnvironment environment, String id) {
    List<String> ids = new ArrayList<>();
    for (LabelledBatch batch : environment.labelled().batches()) {
      for (LabelledEvent event : batch.events()) {
        if (id.equals(event.requestId())) {
          String text = JsonText.write(event.event().message());
          long at = event.event().timestamp();
          ids.add(
              logs.put(
                  "/aws/lambda/" + NAME,
                  environment.stream().logStream(),
                  at,
                  at + 500,
                  text.substring(1, text.length() - 1)));
        }
      }
    }
    return ids;
  }

  private static long ms(long from, long to) {
    return Duration.ofNanos(to - from).toMillis();
  }

  private interface Condition {
    boolean test(Map<?, ?> trail);
  }

  private static void await(
      RunningLogtrail server, String id, Condition condition, String otherwise) throws Exception {
    Await.until(
        WITHIN,
        () -> otherwise + "\n" + server.process().describe(),
        () -> {
          Map<?, ?> trail = trail(server, id);
          return trail != null && condition.test(trail);
        });
  }

  /** The request's one trail; null while there is none. */
  private static Map<?, ?> trail(RunningLogtrail server, String id) throws Exception {
    Object trails =
        TestJson.object(server.get("/api/v1/trails/" + id).body().getBytes(UTF_8)).get("trails");
    if (trails == null) {
      return null;
    }
    assertThat((List<?>) trails).hasSize(1);
    return (Map<?, ?>) ((List<?>) trails).get(0);
  }

  private static List<String> eventIds(Map<?, ?> trail) {
    List<String> ids = new ArrayList<>();
    for (Object entry : (List<?>) trail.get("entries")) {
      ((List<?>) ((Map<?, ?>) entry).get("eventIds")).forEach(id -> ids.add((String) id));
    }
    return ids;
  }
}
