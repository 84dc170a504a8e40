package dev.logtrail.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.demo.SubscriptionPayloads;
import dev.logtrail.demo.TestJson;
import dev.logtrail.demo.lambda.LabelledEvent;
import dev.logtrail.demo.lambda.durable.DurableRun;
import dev.logtrail.demo.lambda.durable.Executions;
import dev.logtrail.demo.lambda.durable.SdkStyle;
import dev.logtrail.service.kit.Await;
import dev.logtrail.service.kit.RunningLogtrail;
import dev.logtrail.service.kit.Sentinels;
import dev.logtrail.trail.LogStream;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A durable execution of five operations over two days, with three suspensions and one retry, that
 * is stopped while it is suspended: its payloads in any order and repeated.
 */
@Timeout(180)
class ExecutionIT {
  private static final Duration WITHIN = Duration.ofSeconds(60);
  private static final String BAD =
      "{\"detail-type\":\"Durable Execution Status Change\",\"detail\":{\"status\":\"FAILED\"}}";

  @TempDir private Path directory;

  @Test
  void isOneWithItsReplaysFoldedAndItsEndFromEventBridge() throws Exception {
    DurableRun run = Executions.stopped(SdkStyle.NODE);
    try (RunningLogtrail server = RunningLogtrail.start(directory.resolve("data"))) {
      post(server, run);
      HttpResponse<String> bad = server.post("/ingest/eventbridge", "application/json", bytes(BAD));
      assertThat(bad.statusCode()).isEqualTo(400);
      assertThat(bad.body()).contains("detail.durableExecutionArn is not one of a durable exec");
      Sentinels.post(server).await(WITHIN);

      Map<?, ?> execution = only(server, "order-123");
      assertThat(execution.get("status")).isEqualTo("STOPPED");
      assertThat(execution.get("endedAt")).isEqualTo("2026-11-22T10:00:00.123Z");
      assertThat(execution.get("waits")).isEqualTo(3L);
      assertThat((List<?>) execution.get("operations")).hasSize(5);
      List<?> requests = (List<?>) execution.get("requests");
      assertThat(requests)
          .extracting(r -> ((Map<?, ?>) ((Map<?, ?>) r).get("trail")).get("requestId"))
          .isEqualTo(run.requestIds());
      assertThat(only(server, run.arn())).isEqualTo(execution);
      assertThat(only(server, id(run.arn()))).isEqualTo(execution);

      String text = text(server);
      assertThat(text)
          .containsSubsequence(
              "durable execution order-123 of shop:7",
              "STOPPED · from 2026-11-20 10:00:00.123Z · for 2 d · 3 requests · 3 suspensions",
              "operation charge  ran · retried, attempt 2 · 1 error · in #2 #3",
              "order received  (replayed 2×)",
              "running reserve\n"
                  + "                  operationId=0000000000000002  operationName=reserve",
              "── suspended for 23 h ──",
              "cooled off  (replayed 1×)",
              "── suspended for ",
              "3 lines of its replay are shown above",
              ", until it was STOPPED ──",
              "STOPPED at 2026-11-22 10:00:00.123Z");
      assertThat(server.get("/api/v1/trails?execution=order-123").body())
          .contains(run.requestIds());
      assertThat(server.get("/api/v1/trails?q=order-123").body()).contains(run.requestIds());
      countsAddUp(server, run);
    }
  }

  /** Each payload holds some events of one stream; all in any order, and half of them twice. */
  private static void post(RunningLogtrail server, DurableRun run) throws Exception {
    List<Post> posts = new ArrayList<>();
    run.events().forEach((stream, of) -> payloads(stream, of, posts));
    for (String change : run.statusChanges()) {
      posts.add(new Post("/ingest/eventbridge", bytes(change)));
    }
    posts.add(new Post("/ingest/eventbridge", bytes(run.statusChanges().get(1))));
    String data = Base64.getEncoder().encodeToString(bytes(run.statusChanges().get(0)));
    String worse = Base64.getEncoder().encodeToString(bytes(BAD));
    posts.add(
        new Post(
            "/ingest/firehose",
            bytes(
                "{\"requestId\":\"r\",\"timestamp\":1,\"records\":[{\"data\":\"%s\"},{\"data\":\"%s\"}]}"
                    .formatted(data, worse))));
    Collections.shuffle(posts, new Random(3));
    for (Post post : posts) {
      server.accepted(post.path(), post.body());
    }
  }

  private record Post(String path, byte[] body) {}

  private static void payloads(LogStream stream, List<LabelledEvent> of, List<Post> posts) {
    for (int i = 0; i < of.size(); i += 3) {
      byte[] body =
          SubscriptionPayloads.data(
              stream,
              of.subList(i, Math.min(of.size(), i + 3)).stream()
                  .map(LabelledEvent::event)
                  .toList());
      String path = SubscriptionPayloads.path(stream.account(), stream.region());
      posts.add(new Post(path, body));
      if (i % 2 == 0) {
        posts.add(new Post(path, body));
      }
    }
  }

  private static void countsAddUp(RunningLogtrail server, DurableRun run) throws Exception {
    Await.until(
        WITHIN,
        () -> server.process().describe(),
        () -> number(source(server, "eventbridge"), "received") == 3);
    Map<?, ?> direct = source(server, "eventbridge");
    Map<?, ?> carried = source(server, "firehose");
    assertThat(number(direct, "stored") + number(carried, "stored")).isEqualTo(2);
    assertThat(number(direct, "repeated") + number(carried, "repeated")).isEqualTo(2);
    assertThat(number(carried, "deadLetters")).isEqualTo(1);
    assertThat(number(carried, "received")).isEqualTo(2);
    assertThat(server.get("/api/v1/dead-letters").body())
        .contains("a status change whose detail.durableExecutionArn is not one of");
  }

  private static String text(RunningLogtrail server) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.address().resolve("/api/v1/executions/order-123"))
            .header("Accept", "text/plain")
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }

  private static Map<?, ?> only(RunningLogtrail server, String wanted) throws Exception {
    String path = "/api/v1/executions/" + URLEncoder.encode(wanted, StandardCharsets.UTF_8);
    HttpResponse<String> answer = server.get(path);
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    List<?> executions = (List<?>) TestJson.object(bytes(answer.body())).get("executions");
    assertThat(executions).hasSize(1);
    return (Map<?, ?>) executions.get(0);
  }

  private static Map<?, ?> source(RunningLogtrail server, String name) throws Exception {
    Map<String, Object> status = TestJson.object(bytes(server.get("/api/v1/status").body()));
    for (Object source : (List<?>) status.get("sources")) {
      if (((Map<?, ?>) source).get("source").equals(name)) {
        return (Map<?, ?>) source;
      }
    }
    return Map.of("received", 0L);
  }

  private static long number(Map<?, ?> source, String name) {
    return ((Number) source.get(name)).longValue();
  }

  private static String id(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
