package dev.logtrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.logtrail.ingest.door.DeliveryRefusedException;
import dev.logtrail.ingest.door.Door;
import dev.logtrail.ingest.door.DoorAnswer;
import dev.logtrail.ingest.door.DoorSettings;
import dev.logtrail.ingest.door.Doors;
import dev.logtrail.ingest.door.MemoryHandover;
import dev.logtrail.payload.PayloadDecoder;
import dev.logtrail.payload.bytes.UnreadableException;
import dev.logtrail.payload.decoding.Decoded;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.Source;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Replays to the real doors behind a real HTTP server. */
class ReplayCommandTest {
  private static final String ID = "11111111-1111-4111-8111-111111111111";

  @TempDir private Path directory;
  private final StringWriter err = new StringWriter();
  private final MemoryHandover handover = new MemoryHandover();
  private final List<Duration> pauses = new CopyOnWriteArrayList<>();
  private final List<DoorAnswer> answersBefore = new CopyOnWriteArrayList<>();
  private final List<String> tokens = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    DoorSettings settings = new DoorSettings("000000000000", "us-east-1");
    for (Door door : Doors.all(handover, settings, Clock.systemUTC())) {
      server.createContext(door.path(), exchange -> answer(exchange, door));
    }
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void payloadsGoAsTheyAre() throws Exception {
    String document = SplitCommandTest.document("s", SplitCommandTest.request(ID, 1000));
    replay(0, file("payloads.jsonl", document + "\n" + document), "--region", "eu-north-1");
    assertThat(err.toString()).contains("1 request: 8 events accepted");
    assertThat(handover.kept()).extracting(Delivery::region).containsExactly("eu-north-1");
    assertThat(events()).extracting(LogEvent::id).contains("111111111000" + 1);
  }

  @Test
  void invocationsAndFirehoseBodiesGoToTheirDoors() throws Exception {
    Path invocation = file("i.json", "{\"functionName\":\"orders\",\"requestId\":\"r\"}");
    Path firehose = file("f.json", "{\"requestId\":\"r\",\"timestamp\":1,\"records\":[]}");
    replay(0, invocation, firehose.toString());
    assertThat(err.toString()).contains("2 requests: 0 events accepted, 1 invocation accepted");
    assertThat(handover.kept())
        .extracting(Delivery::source)
        .containsExactlyInAnyOrder(Source.LOG_RESULT, Source.FIREHOSE);
  }

  @Test
  void eventsOfTheApiArePackedByTwoHundredAndByAMegabyte() throws Exception {
    String many =
        IntStream.range(0, 450)
            .mapToObj(i -> "{\"timestamp\":" + i + ",\"message\":\"line\"}")
            .collect(Collectors.joining("\n"));
    String big = "x".repeat(400_000);
    String large =
        IntStream.range(0, 5)
            .mapToObj(i -> "{\"timestamp\":" + i + ",\"message\":\"" + big + "\"}")
            .collect(Collectors.joining(",", "{\"events\":[", "]}"));
    replay(0, file("many", many), file("large", large).toString(), "--log-group", "/aws/lambda/o");
    assertThat(err.toString()).contains("6 requests: 455 events accepted");
    assertThat(batches())
        .extracting(b -> b.events().size())
        .containsExactlyInAnyOrder(200, 200, 50, 2, 2, 1);
    assertThat(batches()).extracting(b -> b.stream().logGroup()).containsOnly("/aws/lambda/o");
  }

  @Test
  void withAStateItGoesOnWhereItWas() throws Exception {
    String many =
        IntStream.range(0, 450)
            .mapToObj(i -> "{\"timestamp\":" + i + ",\"message\":\"line\"}")
            .collect(Collectors.joining("\n"));
    Path file = file("many", many);
    String state = directory.resolve("state").toString();
    replay(0, file, "--log-group", "/aws/lambda/o", "--state", state);
    int sent = handover.kept().size();
    replay(0, file, "--log-group", "/aws/lambda/o", "--state", state);
    assertThat(handover.kept()).hasSize(sent);
    assertThat(err.toString()).contains("many: goes on after 3 requests");
  }

  @Test
  void exportTasksTellTheirStreams() throws Exception {
    Path folder = directory.resolve("11111111-2222-3333-4444-555555555555/2026-11-20-[$LATEST]cd");
    Files.createDirectories(folder);
    Path file =
        Files.writeString(
            folder.resolve("000000"),
            "2026-11-20T10:00:00.123Z START RequestId: "
                + ID
                + " Version: $LATEST\n"
                + "2026-11-20T10:00:00.200Z Traceback (most recent call last):\n"
                + "  File \"a.py\", line 1\n");
    replay(0, file, "--log-group", "/aws/lambda/pay");
    assertThat(batches().get(0).stream().logStream()).isEqualTo("2026/11/20/[$LATEST]cd");
    assertThat(events())
        .extracting(LogEvent::timestamp)
        .containsExactly(1_795_168_800_123L, 1_795_168_800_200L);
  }

  @Test
  void linesWithoutTimesNeedAStart() throws Exception {
    Path file = file("stream.log", "START RequestId: a\nhi\nhi\nEND RequestId: a\n");
    replay(1, file, "--log-group", "g");
    assertThat(err.toString())
        .contains("stream.log: its lines have no times; give the first one's");
    assertThat(handover.kept()).isEmpty();

    replay(0, file, "--log-group", "g", "--start-time", "2026-11-20T10:00:00Z");
    assertThat(events())
        .extracting(LogEvent::timestamp)
        .containsExactly(1795168800000L, 1795168800001L, 1795168800002L, 1795168800003L);
    assertThat(events()).extracting(LogEvent::id).doesNotHaveDuplicates();
    assertThat(batches().get(0).stream().logStream()).isEqualTo("stream.log");
    assertThat(batches().get(0).stream().account()).isEqualTo("000000000000");
  }

  @Test
  void eventsWithoutAGroupNeedOne() throws Exception {
    replay(1, file("e.json", "{\"events\":[{\"timestamp\":1,\"message\":\"a\"}]}"));
    assertThat(err.toString()).contains("e.json: its events name no log group; give --log-group");
  }

  @Test
  void linesOfTheCarrierAreNotSentAndDoubtIsSaid() throws Exception {
    Path rows =
        file(
            "rows.txt",
            "Timestamp\tMessage\n2026-11-20T10:00:00.100Z\tSTART RequestId: "
                + ID
                + " Version: 7\n2026-11-20T10:00:00.200Z\tTraceback:\n  File x\n");
    replay(0, rows, "--log-group", "/aws/lambda/orders", "--strict");
    assertThat(events())
        .extracting(LogEvent::message)
        .containsExactly("START RequestId: " + ID + " Version: 7", "Traceback:\n  File x");
    assertThat(err.toString()).contains("left out 1: carrier_line");
    Path odd = file("odd.txt", "::START::RequestId=" + ID + "\n");
    String[] options = {"--log-group", "g", "--start-time", "2026-11-20T10:00:00Z", "--strict"};
    replay(3, odd, options);
    assertThat(err.toString()).contains("odd.txt: it names requests, but none of them");
  }

  @Test
  void aFullServerIsWaitedForAsItAsks() throws Exception {
    answersBefore.add(problem(503, "full", Map.of("Retry-After", "7")));
    answersBefore.add(problem(503, "full", Map.of()));
    replay(0, file("p", SplitCommandTest.document("s", SplitCommandTest.request(ID, 1000))));
    assertThat(pauses).containsExactly(Duration.ofSeconds(7), Duration.ofMillis(400));
    assertThat(handover.kept()).hasSize(1);
  }

  @Test
  void aServerThatIsAwayIsGivenUpInTheEnd() throws Exception {
    server.stop(0);
    replay(
        1,
        file("p", SplitCommandTest.document("s", SplitCommandTest.request(ID, 1000))),
        "--patience",
        "3");
    assertThat(pauses)
        .containsExactly(
            Duration.ofMillis(200),
            Duration.ofMillis(400),
            Duration.ofMillis(800),
            Duration.ofMillis(1600));
    assertThat(err.toString())
        .contains("nothing answers there. Start it with 'logtrail up'")
        .contains("Gave up after waiting 3 s.")
        .contains("0 requests: 0 events accepted");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @Test
  void aMissingTokenStopsItAtOnce() throws Exception {
    answersBefore.add(problem(401, "This route needs a token.", Map.of()));
    String lines =
        IntStream.range(0, 2000)
            .mapToObj(i -> "{\"timestamp\":" + i + ",\"message\":\"line\"}")
            .collect(Collectors.joining("\n"));
    replay(1, file("p", lines), "--log-group", "g", "--in-flight", "1", "--token", "secret");
    assertThat(err.toString()).contains("This route needs a token.");
    assertThat(pauses).isEmpty();
    assertThat(tokens).containsOnly("Bearer secret");
    assertThat(handover.kept()).isEmpty();
  }

  @Test
  void whatTheServerRefusesIsToldAndTheRestGoesOn() throws Exception {
    answersBefore.add(problem(413, "the body is larger than the limit of 5 bytes", Map.of()));
    String one = SplitCommandTest.document("s", SplitCommandTest.request(ID, 1000) + ",{}");
    replay(1, file("a", one), file("b", one).toString(), "--in-flight", "1");
    assertThat(err.toString())
        .contains("2 requests: 4 events accepted")
        .contains("refused 1: the body is larger than the limit of 5 bytes")
        .contains("refused 1: an event without timestamp");
  }

  private void replay(int exitCode, Path file, String... more) {
    ReplayCommand command = new ReplayCommand(InputStream.nullInputStream(), pauses::add);
    List<String> arguments = new ArrayList<>(List.of(file.toString()));
    arguments.addAll(List.of("--url", "http://127.0.0.1:" + server.getAddress().getPort()));
    arguments.addAll(List.of(more));
    int got =
        new CommandLine(command)
            .setErr(new PrintWriter(err, true))
            .execute(arguments.toArray(String[]::new));
    assertThat(got).as(err::toString).isEqualTo(exitCode);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private List<LogBatch> batches() throws UnreadableException {
    List<LogBatch> batches = new ArrayList<>();
    try (PayloadDecoder decoder = new PayloadDecoder()) {
      for (Delivery delivery : handover.kept()) {
        Decoded decoded = decoder.decode(delivery);
        batches.addAll(decoded.batches());
      }
    }
    return batches;
  }

  private List<LogEvent> events() throws UnreadableException {
    return batches().stream().flatMap(b -> b.events().stream()).toList();
  }

  private static DoorAnswer problem(int status, String detail, Map<String, String> headers) {
    String json = "{\"detail\":\"" + detail.replace("\"", "\\\"") + "\"}";
    return new DoorAnswer(
        status, "application/problem+json", json.getBytes(StandardCharsets.UTF_8), headers);
  }

  private void answer(HttpExchange exchange, Door door) throws IOException {
    String token = exchange.getRequestHeaders().getFirst("Authorization");
    if (token != null) {
      tokens.add(token);
    }
    Map<String, String> query = query(exchange.getRequestURI());
    byte[] body = exchange.getRequestBody().readAllBytes();
    DoorAnswer answer =
        answersBefore.isEmpty()
            ? answer(door, exchange.getRequestHeaders()::getFirst, query::get, body)
            : answersBefore.remove(0);
    answer.headers().forEach(exchange.getResponseHeaders()::add);
    exchange.sendResponseHeaders(answer.status(), answer.body().length);
    exchange.getResponseBody().write(answer.body());
    exchange.close();
  }

  private static DoorAnswer answer(
      Door door, UnaryOperator<String> header, UnaryOperator<String> query, byte[] body)
      throws IOException {
    try {
      return door.handle(header, query, new ByteArrayInputStream(body));
    } catch (DeliveryRefusedException e) {
      return problem(e.status(), e.getMessage(), e.headers());
    }
  }

  private static Map<String, String> query(URI uri) {
    return uri.getQuery() == null
        ? Map.of()
        : Stream.of(uri.getQuery().split("&"))
            .map(p -> p.split("=", 2))
            .collect(Collectors.toMap(p -> p[0], p -> p[1]));
  }
}
