package dev.logtrail.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.demo.TestJson;
import dev.logtrail.ingest.source.cloudwatch.LogsStub;
import dev.logtrail.service.kit.Await;
import dev.logtrail.service.kit.ColdPythonRequest;
import dev.logtrail.service.kit.RunningLogtrail;
import dev.logtrail.trail.LogEvent;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** StartLiveTail → live tail and details, until FilterLogEvents has the lines with their ids. */
@Timeout(400)
class LiveTailIT {
  private static final Duration WITHIN = Duration.ofSeconds(90);
  private static final String GROUP = "/aws/lambda/orders";
  private static final String STREAM = "2026/11/20/[$LATEST]5d41402a";

  @TempDir private Path directory;

  @Test
  void linesAreShownAtOnceAndGiveWayToThoseThatAreRead() throws Exception {
    ColdPythonRequest request = new ColdPythonRequest();
    long shift = System.currentTimeMillis() - request.events().get(0).timestamp();
    try (LogsStub stub = new LogsStub()) {
      stub.group(GROUP);
      String[] flags = {
        "--log-group", "/aws/lambda/*", "--live-tail", "--endpoint", stub.endpoint().toString()
      };
      try (RunningLogtrail server =
          RunningLogtrail.start(directory.resolve("data"), Map.of(), flags)) {
        List<String> followed = follow(server, "orders");
        await(server, "nobody is followed live", () -> stub.live().open() == 1);

        for (LogEvent event : request.events().subList(0, 6)) {
          stub.live().show(GROUP, STREAM, event.timestamp() + shift, escaped(event));
        }
        await(server, "no line is shown", () -> entries(server).size() == 6);
        assertThat(entries(server)).allMatch(entry -> entry.get("provisional") == Boolean.TRUE);
        await(
            server,
            "the tail does not show it",
            () -> followed.stream().anyMatch(data -> data.contains("\"provisional\":true")));
        assertThat(server.get("/api/v1/trails?function=orders").body())
            .as("no list holds what is not stored")
            .contains("\"trails\":[]");

        for (LogEvent event : request.events()) {
          long at = event.timestamp() + shift;
          stub.put(GROUP, STREAM, at, at + 500, escaped(event));
        }
        await(
            server,
            "what was read does not take its place",
            () ->
                entries(server).size() == request.events().size()
                    && entries(server).stream().noneMatch(e -> e.containsKey("provisional")));
        await(
            server,
            "the tail does not show what was read",
            () -> {
              String last = followed.get(followed.size() - 1);
              return last.contains("REPORT") && !last.contains("provisional");
            });
        Map<?, ?> source =
            (Map<?, ?>) ((List<?>) json(server, "/api/v1/status").get("sources")).get(0);
        assertThat(source.get("received"))
            .as("counted once")
            .isEqualTo((long) request.events().size());
      }
    }
  }

  private static String escaped(LogEvent event) {
    return event.message().replace("\t", "\\t").replace("\n", "\\n");
  }

  private static List<String> follow(RunningLogtrail server, String function) {
    List<String> data = new CopyOnWriteArrayList<>();
    HttpRequest tail =
        HttpRequest.newBuilder(server.address().resolve("/api/v1/tail?function=" + function))
            .header("Accept", "text/event-stream")
            .build();
    HttpClient.newHttpClient()
        .sendAsync(tail, BodyHandlers.ofLines())
        .thenAccept(
            answer -> answer.body().filter(line -> line.startsWith("data: {")).forEach(data::add));
    return data;
  }

  private static void await(RunningLogtrail server, String otherwise, Callable<Boolean> condition)
      throws Exception {
    Await.until(WITHIN, () -> otherwise + "\n" + server.process().describe(), condition);
  }

  private static Map<String, Object> json(RunningLogtrail server, String path) throws Exception {
    return TestJson.object(server.get(path).body().getBytes(StandardCharsets.UTF_8));
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> entries(RunningLogtrail server) throws Exception {
    Object trails = json(server, "/api/v1/trails/" + ColdPythonRequest.ID).get("trails");
    return (trails == null ? List.of() : (List<?>) trails)
        .stream()
            .flatMap(trail -> ((List<?>) ((Map<?, ?>) trail).get("entries")).stream())
            .map(entry -> (Map<String, Object>) entry)
            .toList();
  }
}
