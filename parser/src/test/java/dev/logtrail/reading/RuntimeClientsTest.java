package dev.logtrail.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.logtrail.attribution.AttributedTrail;
import dev.logtrail.attribution.StreamSplit;
import dev.logtrail.trail.Basis;
import dev.logtrail.trail.Entry;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.Trail;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What Lambda's own runtime clients wrote, with the owner of each line: the streams that may lie
 * beside the project. Attribution is exact in any order, and a log result adds nothing to what
 * CloudWatch has.
 */
class RuntimeClientsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FOLDER = "runtime-clients";
  private static final int LOG_RESULT_BYTES = 4_096;

  static Stream<String> sets() throws IOException {
    List<String> sets =
        CorpusLines.orSkip(RuntimeClientsTest.class).files(FOLDER).stream()
            .filter(file -> file.indexOf('.') < 0)
            .toList();
    assumeTrue(!sets.isEmpty(), "no runtime-clients in the corpus");
    return sets.stream();
  }

  @ParameterizedTest
  @MethodSource("sets")
  void everyEventIsFoundInItsRequest(String set) throws IOException {
    Map<String, String> truth = new HashMap<>();
    JsonNode told = read(set, "truth.json");
    told.fieldNames()
        .forEachRemaining(
            id -> {
              if (!told.get(id).get("kind").asText().equals("glued")) {
                truth.put(id, told.get(id).get("request").asText());
              }
            });
    Map<String, List<LogEvent>> streams = streams(set);
    assertThat(owners(streams, truth)).as("in order").isEqualTo(truth);
    Random random = new Random(11);
    for (List<LogEvent> events : streams.values()) {
      events.addAll(List.copyOf(events.subList(0, events.size() / 3)));
      Collections.shuffle(events, random);
    }
    assertThat(owners(streams, truth)).as("shuffled, a third repeated").isEqualTo(truth);
  }

  @ParameterizedTest
  @MethodSource("sets")
  void aLogResultIsWhatCloudWatchHas(String set) throws IOException {
    Map<String, List<LogEvent>> streams = streams(set);
    Map<String, List<AttributedTrail>> trails = new HashMap<>();
    streams.forEach((name, events) -> trails.put(name, split(name, events)));
    Map<String, LogEvent> byId = new HashMap<>();
    streams.values().forEach(events -> events.forEach(e -> byId.put(e.id(), e)));
    for (JsonNode window : read(set, "windows.json")) {
      String request = window.get("request").asText();
      StringBuilder log = new StringBuilder();
      window.get("ids").forEach(id -> log.append(byId.get(id.asText()).message()));
      Invocation invocation = invocation(request, log.toString());
      List<AttributedTrail> attempts =
          trails.get(window.get("stream").asText()).stream()
              .filter(t -> request.equals(t.key().requestId()))
              .toList();
      if (attempts.size() > 1 && set.contains("json")) {
        // A record whose time is cut to the second may be either attempt's.
        continue;
      }
      String first = window.get("ids").get(0).asText();
      AttributedTrail trail =
          attempts.stream()
              .filter(t -> t.events().stream().anyMatch(e -> e.event().id().equals(first)))
              .findFirst()
              .orElseThrow();
      Trail merged = TrailReading.read(trail.key(), trail.events(), invocation);
      assertThat(merged.entries())
          .as("%s %s %s", set, request, invocation.log())
          .noneMatch(e -> e.basis() == Basis.LOG_RESULT);
      assertThat(merged.entries().stream().map(Entry::eventIds).mapToInt(List::size).sum())
          .isEqualTo(trail.events().size());
    }
  }

  private static Invocation invocation(String request, String log) {
    byte[] bytes = log.getBytes(StandardCharsets.UTF_8);
    int from = Math.max(0, bytes.length - LOG_RESULT_BYTES);
    String tail = new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
    boolean cut = from > 0;
    return new Invocation("1", "r", "f", null, request, tail, cut, 200, null, null, null);
  }

  private static Map<String, String> owners(
      Map<String, List<LogEvent>> streams, Map<String, String> wanted) {
    Map<String, String> owners = new HashMap<>();
    streams.forEach(
        (name, events) ->
            split(name, events)
                .forEach(
                    t ->
                        t.events().stream()
                            .map(e -> e.event().id())
                            .filter(wanted::containsKey)
                            .forEach(id -> owners.put(id, String.valueOf(t.key().requestId())))));
    return owners;
  }

  private static List<AttributedTrail> split(String stream, List<LogEvent> events) {
    LogStream key = new LogStream("1", "r", "/aws/lambda/f", stream);
    return StreamSplit.split(key, Source.SUBSCRIPTION, events);
  }

  private static Map<String, List<LogEvent>> streams(String set) throws IOException {
    Map<String, List<LogEvent>> streams = new LinkedHashMap<>();
    for (String line : text(set, "payloads.jsonl").split("\n")) {
      JsonNode payload = JSON.readTree(line);
      List<LogEvent> events =
          streams.computeIfAbsent(payload.get("logStream").asText(), s -> new ArrayList<>());
      for (JsonNode e : payload.get("logEvents")) {
        String message = e.get("message").asText();
        events.add(new LogEvent(e.get("id").asText(), e.get("timestamp").asLong(), message));
      }
    }
    return streams;
  }

  private static JsonNode read(String set, String file) throws IOException {
    return JSON.readTree(text(set, file));
  }

  /** The files are compressed by xz, which Java cannot read. */
  private static String text(String set, String file) throws IOException {
    Path path = CorpusLines.orSkip(RuntimeClientsTest.class).path(set + "/" + file + ".xz");
    try {
      Process xz = new ProcessBuilder("xz", "-dc", path.toString()).start();
      return new String(xz.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException noXz) {
      String reason = "no program xz: " + noXz.getMessage();
      System.out.println("RuntimeClientsTest skipped: " + reason);
      assumeTrue(false, reason);
      throw noXz;
    }
  }
}
