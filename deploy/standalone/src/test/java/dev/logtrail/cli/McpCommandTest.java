package dev.logtrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.api.ApiParts;
import dev.logtrail.api.ApiServer;
import dev.logtrail.api.ApiSettings;
import dev.logtrail.api.access.AccessSettings;
import dev.logtrail.service.kit.ProjectRoot;
import dev.logtrail.store.fake.FakeTrailStore;
import dev.logtrail.text.JsonTree;
import dev.logtrail.trail.Basis;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** An assistant's session over standard input and output. */
class McpCommandTest {
  private static final long T0 = 1_795_255_200_000L;
  private static final String FAILED = "4f1c5b3e-8d1a-4c57-9a55-0d6a1b6f2c11";
  private static final FakeTrailStore STORE = new FakeTrailStore();

  private static ApiServer server;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void start() {
    for (int i = 0; i < 10; i++) {
      String id = "good-" + i;
      put(id, T0 + 1_000 * i, "got order " + i, "stock is 5", "card charged", "stored");
    }
    String thrown =
        "[ERROR] KeyError: 'sku'\nTraceback (most recent call last):\n"
            + "  File \"/var/task/app.py\", line 17, in handler\n    item = order['sku']\n";
    put("bad-1", T0 + 20_000, "got order 77", "order has no items", thrown);
    put(FAILED, T0 + 30_000, "got order 78", "order has no items", thrown);
    Clock clock = Clock.fixed(Instant.ofEpochMilli(T0 + 60_000), ZoneOffset.UTC);
    AccessSettings access = AccessSettings.ofSecrets("secret", "other", List.of());
    server =
        ApiServer.start(
            new ApiSettings("127.0.0.1", 0, access, null),
            ApiParts.over(STORE, STORE.changes(), clock).build());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void put(String id, long at, String... lines) {
    List<TrailEvent> events = new ArrayList<>();
    event(events, id, at, "START RequestId: " + id + " Version: $LATEST\n");
    for (String line : lines) {
      event(events, id, at + 5, line + "\n");
    }
    event(events, id, at + 90, "END RequestId: " + id + "\n");
    event(
        events,
        id,
        at + 90,
        "REPORT RequestId: %s\tDuration: 90.42 ms\tBilled Duration: 91 ms\tMemory Size: 256 MB\tMax Memory Used: 94 MB\t\n"
            .formatted(id));
    LogStream stream =
        new LogStream("123456789012", "eu-west-1", "/aws/lambda/orders", "2026/11/21/[$LATEST]01");
    STORE.put(TrailKey.request(stream, id, 1), events);
  }

  private static void event(List<TrailEvent> events, String id, long at, String message) {
    Basis basis = message.contains("RequestId: " + id) ? Basis.REQUEST_ID : Basis.MARKERS;
    LogEvent event =
        new LogEvent("%s-%04d".formatted(id, events.size()), at, message, events.size());
    events.add(new TrailEvent(event, basis, false, Source.SUBSCRIPTION));
  }

  /** What the command prints to so many lines; by id, for answers may overtake each other. */
  private Map<Object, Map<String, Object>> session(String url, String token, String... lines) {
    byte[] in = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    int code =
        new CommandLine(new McpCommand(new ByteArrayInputStream(in)))
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute("--url", url, "--token", token);
    assertThat(code).as(err.toString()).isZero();
    return out.toString()
        .lines()
        .map(JsonTree::object)
        .collect(Collectors.toMap(a -> String.valueOf(a.get("id")), a -> a));
  }

  private static String url() {
    return "http://127.0.0.1:" + server.port();
  }

  private static String call(String id, String tool, String arguments) {
    return ("{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"tools/call\","
            + "\"params\":{\"name\":\"%s\",\"arguments\":%s}}")
        .formatted(id, tool, arguments);
  }

  private static String text(Map<String, Object> answer) {
    Map<?, ?> result = (Map<?, ?>) answer.get("result");
    assertThat(result.get("isError")).as(answer.toString()).isEqualTo(false);
    return (String) ((Map<?, ?>) ((List<?>) result.get("content")).get(0)).get("text");
  }

  /** The session that README.md tells: its calls are sent, and its lines are in the answers. */
  @Test
  void fromARequestIdToItsCauseInTwoCalls() throws IOException {
    String readme = Files.readString(ProjectRoot.path().resolve("README.md"));
    int begin = readme.indexOf("→ explain_failure");
    String[] told = readme.substring(begin, readme.indexOf("```", begin)).split("(?m)^→ ");
    List<String> lines =
        new ArrayList<>(
            List.of(
                "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":"
                    + "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},"
                    + "\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":\"list\",\"method\":\"tools/list\"}"));
    for (int i = 1; i < told.length; i++) {
      String[] call = told[i].lines().findFirst().orElseThrow().split(" ", 2);
      lines.add(call(String.valueOf(i), call[0], call[1]));
    }
    Map<Object, Map<String, Object>> answers =
        session(url(), "secret", lines.toArray(String[]::new));

    assertThat(told).as("two calls").hasSize(3);
    assertThat(answers).hasSize(4);
    assertThat(answers.get("0").toString()).contains("protocolVersion=2025-06-18");
    assertThat(answers.get("list").toString()).contains("explain_failure", "inputSchema");
    assertThat(out.toString()).as("sound in any encoding").matches("\\p{ASCII}*");
    for (int i = 1; i < told.length; i++) {
      String answer = text(answers.get(String.valueOf(i))).replace(url(), "http://127.0.0.1:8080");
      String lineBehind = told[i].substring(told[i].indexOf('\n') + 1);
      for (String part : lineBehind.split("(?m)^…\n")) {
        assertThat(answer).contains(part.stripTrailing());
      }
    }
  }

  @Test
  void aTokenThatIsWrongAndAServerThatIsNotThereAreTold() {
    String ping = "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"ping\"}";
    assertThat(session(url(), "wrong", ping).get("7").get("error").toString())
        .contains("-32000")
        .containsIgnoringCase("token");
    out.getBuffer().setLength(0);
    String note = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";
    Map<Object, Map<String, Object>> away = session("http://127.0.0.1:1", "", ping, "", note);
    assertThat(away.get("7").get("error").toString()).contains("nothing answers there");
    assertThat(away).hasSize(1);
  }
}
