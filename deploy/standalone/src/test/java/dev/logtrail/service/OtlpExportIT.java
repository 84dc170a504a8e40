package dev.logtrail.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.logtrail.demo.SubscriptionPayloads;
import dev.logtrail.demo.lambda.platform.Ids;
import dev.logtrail.limit.ExportLimits;
import dev.logtrail.service.kit.Await;
import dev.logtrail.service.kit.RunningLogtrail;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The running program hands over each request, also when it is killed in the midst of it. */
@Timeout(600)
class OtlpExportIT {
  private static final Duration WITHIN = Duration.ofSeconds(180);
  private static final int REQUESTS = 2 * ExportLimits.BATCH_TRAILS + 30;

  /** What is days old would not be exported. */
  private static final long AT = System.currentTimeMillis() - 600_000;

  private static final Pattern SPAN =
      Pattern.compile("\"spanId\":\"([0-9a-f]{16})\",\"name\":\"orders\"");
  private static final Pattern LINE =
      Pattern.compile("\"log.record.uid\",\"value\":\\{\"stringValue\":\"(\\d+)\"");

  @TempDir private Path directory;

  /** How often each span and line has come, by what names it. */
  private final Map<String, Integer> spans = new ConcurrentHashMap<>();

  private final Map<String, Integer> lines = new ConcurrentHashMap<>();
  private volatile Hold hold;
  private HttpServer receiver;

  /** The answers to requests of a signal do not reach the program, once so many have come. */
  private record Hold(boolean logs, int above, CountDownLatch reached) {
    Hold(boolean logs, int above) {
      this(logs, above, new CountDownLatch(1));
    }
  }

  @BeforeEach
  void listen() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext("/v1/", this::take);
    receiver.start();
  }

  @AfterEach
  void stop() {
    receiver.stop(0);
  }

  /** Takes everything, but what is held is answered by the end of the connection. */
  private void take(HttpExchange exchange) throws IOException {
    byte[] body = new GZIPInputStream(exchange.getRequestBody()).readAllBytes();
    String text = new String(body, StandardCharsets.UTF_8);
    boolean logs = exchange.getRequestURI().getPath().endsWith("/logs");
    Map<String, Integer> seen = logs ? lines : spans;
    Hold held = hold;
    boolean holds = held != null && held.logs() == logs && seen.size() >= held.above();
    // Until it is killed the program sends what is held again and again: that counts once.
    if (!holds || held.reached().getCount() > 0) {
      count(logs ? LINE : SPAN, text, seen);
    }
    if (holds) {
      held.reached().countDown();
      exchange.close();
      return;
    }
    exchange.sendResponseHeaders(200, 2);
    exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
    exchange.close();
  }

  private static void count(Pattern pattern, String text, Map<String, Integer> into) {
    Matcher m = pattern.matcher(text);
    while (m.find()) {
      into.merge(m.group(1), 1, Integer::sum);
    }
  }

  private static int repeated(Map<String, Integer> seen) {
    return seen.values().stream().mapToInt(times -> times - 1).sum();
  }

  private RunningLogtrail start() throws Exception {
    return RunningLogtrail.start(
        directory.resolve("data"),
        "--otlp-endpoint",
        "http://127.0.0.1:" + receiver.getAddress().getPort());
  }

  /** Posts requests, numbered. */
  private static void post(RunningLogtrail server, int from, int to) throws Exception {
    Random random = new Random(from);
    LogStream stream =
        new LogStream("123456789012", "eu-west-1", "/aws/lambda/orders", "2026/11/20/[$LATEST]0a");
    List<LogEvent> events = new ArrayList<>();
    for (int i = from; i < to; i++) {
      String id = Ids.requestId(random);
      long at = AT + 1_000L * i;
      String report =
          "REPORT RequestId: %s\tDuration: 9.42 ms\tBilled Duration: 10 ms\tMemory Size: 256 MB\tMax Memory Used: 94 MB\t\n"
              .formatted(id);
      for (String line :
          List.of(
              "START RequestId: " + id + " Version: $LATEST\n",
              "hello\n",
              "END RequestId: " + id + "\n",
              report)) {
        events.add(new LogEvent(Ids.eventId(at, at + 500, random.nextLong(), 0), at++, line));
      }
    }
    server.accepted(
        SubscriptionPayloads.path(stream.account(), stream.region()),
        SubscriptionPayloads.data(stream, events));
  }

  @Test
  void killedOnTheWayItRepeatsARequestAtMostAndLosesNothing() throws Exception {
    hold = new Hold(false, ExportLimits.BATCH_TRAILS);
    try (RunningLogtrail server = start()) {
      Await.until( // The export begins behind what is there when it is begun for the first time.
          WITHIN, server.process()::describe, () -> metrics(server).contains("otlp_sent_total"));
      post(server, 0, REQUESTS);
      killOnceHeld(server);
    }
    hold = new Hold(true, 2 * ExportLimits.BATCH_TRAILS * 4);
    try (RunningLogtrail server = start()) {
      killOnceHeld(server);
    }
    hold = null;
    try (RunningLogtrail server = start()) {
      // What comes last is sent last.
      post(server, REQUESTS, REQUESTS + 1);
      Await.until(
          WITHIN,
          () -> lines.size() + " lines\n" + server.process().describe(),
          () -> lines.size() == 4 * (REQUESTS + 1));
    }
    assertThat(spans).hasSize(REQUESTS + 1);
    System.out.printf(
        "OtlpExportIT: killed twice, %d of %d spans and %d of %d lines sent again%n",
        repeated(spans), spans.size(), repeated(lines), lines.size());
    assertThat(repeated(spans)).isBetween(1, ExportLimits.REQUEST_SPANS);
    assertThat(repeated(lines)).isBetween(1, ExportLimits.REQUEST_LINES);
  }

  private void killOnceHeld(RunningLogtrail server) throws Exception {
    Await.until(
        WITHIN,
        () -> spans.size() + " spans, " + lines.size() + " lines\n" + server.process().describe(),
        () -> hold.reached().getCount() == 0);
    server.kill();
  }

  private static String metrics(RunningLogtrail server) throws Exception {
    return server.get("/metrics").body();
  }
}
