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
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
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
@Timeout(240)
class OtlpExportIT {
  private static final Duration WITHIN = Duration.ofSeconds(90);
  private static final int REQUESTS = 2 * ExportLimits.BATCH_TRAILS + 30;

  /** What is days old would not be exported. */
  private static final long AT = System.currentTimeMillis() - 600_000;

  private static final Pattern SPAN =
      Pattern.compile("\"spanId\":\"([0-9a-f]{16})\",\"name\":\"orders\"");
  private static final Pattern LINE =
      Pattern.compile("\"log.record.uid\",\"value\":\\{\"stringValue\":\"(\\d+)\"");

  @TempDir private Path directory;

  private final List<String> spans = Collections.synchronizedList(new ArrayList<>());
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch secondBatch = new CountDownLatch(1);
  private volatile boolean hangs = true;
  private HttpServer receiver;

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

  /** Takes everything; the second batch's answer does not reach the program until it is killed. */
  private void take(HttpExchange exchange) throws IOException {
    byte[] body = new GZIPInputStream(exchange.getRequestBody()).readAllBytes();
    String text = new String(body, StandardCharsets.UTF_8);
    boolean logs = exchange.getRequestURI().getPath().endsWith("/logs");
    find(logs ? LINE : SPAN, text, logs ? lines : spans);
    if (hangs && logs && spans.size() > ExportLimits.BATCH_TRAILS) {
      secondBatch.countDown();
      exchange.close();
      return;
    }
    exchange.sendResponseHeaders(200, 2);
    exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
    exchange.close();
  }

  private static void find(Pattern pattern, String text, List<String> into) {
    Matcher m = pattern.matcher(text);
    while (m.find()) {
      into.add(m.group(1));
    }
  }

  private RunningLogtrail start() throws Exception {
    return RunningLogtrail.start(
        directory.resolve("data"),
        "--otlp-endpoint",
        "http://127.0.0.1:" + receiver.getAddress().getPort());
  }

  private static void post(RunningLogtrail server) throws Exception {
    Random random = new Random(15);
    LogStream stream =
        new LogStream("123456789012", "eu-west-1", "/aws/lambda/orders", "2026/11/20/[$LATEST]0a");
    List<LogEvent> events = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
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
  void killedOnTheWayItRepeatsABatchAtMostAndLosesNothing() throws Exception {
    try (RunningLogtrail server = start()) {
      Await.until( // The export begins behind what is there when it is begun for the first time.
          WITHIN, server.process()::describe, () -> metrics(server).contains("otlp_sent_total"));
      post(server);
      secondBatch.await();
      server.kill();
    }
    hangs = false;
    int before = spans.size();
    try (RunningLogtrail server = start()) {
      Await.until(
          WITHIN,
          () -> spans.size() + " spans\n" + server.process().describe(),
          () -> new HashSet<>(lines).size() == 4 * REQUESTS);
      assertThat(new HashSet<>(spans)).hasSize(REQUESTS);
      System.out.printf(
          "OtlpExportIT: %d spans taken when killed, %d of %d sent again%n",
          before, spans.size() - REQUESTS, REQUESTS);
      assertThat(spans.size() - REQUESTS).isBetween(1, ExportLimits.BATCH_TRAILS);
    }
  }

  private static String metrics(RunningLogtrail server) throws Exception {
    return server.get("/metrics").body();
  }
}
