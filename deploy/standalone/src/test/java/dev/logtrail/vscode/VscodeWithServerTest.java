package dev.logtrail.vscode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.logtrail.api.ApiParts;
import dev.logtrail.api.ApiServer;
import dev.logtrail.api.ApiSettings;
import dev.logtrail.store.fake.FakeTrailStore;
import dev.logtrail.trail.Basis;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The extension and the server understand each other: failures of real log lines, as problems. */
@Timeout(120)
class VscodeWithServerTest {
  private static final Map<String, String> WORKSPACE =
      Map.of(
          "serverless.yml",
          "service: shop\nfunctions:\n  orders:\n    handler: src/orders.handler\n",
          "src/orders.py",
          "\n".repeat(20),
          "pay/src/index.mjs",
          "\n".repeat(20),
          "billing/src/main/java/com/shop/Billing.java",
          "\n".repeat(20));

  private static final String PYTHON =
      """
      [ERROR] KeyError: 'sku'
      Traceback (most recent call last):
        File "/var/task/src/orders.py", line 7, in handler
          item = order['sku']
        File "/opt/python/shared.py", line 3, in check
          raise KeyError(name)
      """;
  private static final String NODE =
      """
      %s\t%s\tERROR\tInvoke Error \t{"errorType":"TypeError","errorMessage":"card is undefined","stack":["TypeError: card is undefined","    at charge (file:///var/task/node_modules/stripe/index.js:1:2)","    at pay (file:///var/task/src/index.mjs:12:5)","    at Runtime.handleOnceNonStreaming (file:///var/runtime/index.mjs:1173:29)"]}
      """;
  private static final String JAVA =
      """
      java.lang.RuntimeException: no bill
      \tat com.shop.Outer.call(Outer.java:3)
      \tat java.base/java.lang.Thread.run(Unknown Source)
      Caused by: java.lang.IllegalStateException: no such order
      \tat com.shop.Billing.bill(Billing.java:9)
      \t... 2 more
      """;

  private final FakeTrailStore store = new FakeTrailStore();

  @TempDir private Path workspace;

  @Test
  void failuresOfEachRuntimeStandAtTheirLine() throws Exception {
    Node.installedOrSkip();
    for (Map.Entry<String, String> file : WORKSPACE.entrySet()) {
      Path path = workspace.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
      assertThat(path.toFile().setLastModified(0)).isTrue();
    }
    long now = System.currentTimeMillis();
    put("shop-dev-orders", "python-1", now - 30_000, PYTHON);
    put("shop-dev-orders", "python-2", now - 20_000, PYTHON);
    put("shop-pay", "node-1", now - 15_000, NODE.formatted("2026-11-20T10:00:00.000Z", "node-1"));
    put("shop-billing", "java-1", now - 10_000, JAVA);
    put("shop-billing", "fine-1", now - 5_000, "all is well\n");

    JsonNode shown;
    try (ApiServer server =
        ApiServer.start(
            new ApiSettings("127.0.0.1", 0, "read-me", null, List.of()),
            ApiParts.over(store, store.changes(), Clock.systemUTC()).build())) {
      String address = "http://127.0.0.1:" + server.port();
      shown = shown(address, "read-me", "node-1", "\"all is well\"");
      assertThat(shown.findValuesAsText("link"))
          .contains(address + "/r/python-2", address + "/r/node-1");
    }

    assertThat(shown.at("/without/bar").asText()).contains("wants a token");
    assertThat(problem(shown, "src/orders.py:7"))
        .isEqualTo("KeyError: 'sku' (shop-dev-orders, 2 of the newest failed requests)");
    assertThat(problem(shown, "pay/src/index.mjs:12"))
        .isEqualTo("TypeError: card is undefined (shop-pay)");
    assertThat(problem(shown, "billing/src/main/java/com/shop/Billing.java:9"))
        .endsWith("(shop-billing)");
    assertThat(shown.get("problems")).hasSize(3);
    assertThat(shown.get("bar").asText()).isEqualTo("$(pulse) Logtrail $(error) 4");
    assertThat(shown.get("functionName").asText()).isEqualTo("shop-dev-orders");
    assertThat(shown.get("known")).hasSize(3);
    assertThat(shown.get("document").asText()).contains("node-1", "card is undefined");
    assertThat(shown.get("found").get(0).asText()).contains("all is well");
    assertThat(shown.get("messages")).isEmpty();
  }

  private JsonNode shown(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("node", "test/with-server.js"));
    command.add(workspace.toRealPath().toString());
    command.addAll(List.of(arguments));
    return new ObjectMapper().readTree(Node.run(command));
  }

  private static String problem(JsonNode shown, String place) {
    for (JsonNode p : shown.get("problems")) {
      if (place.equals(p.get("path").asText() + ":" + p.get("line").asInt())) {
        return p.get("message").asText();
      }
    }
    return "none at " + place + " of " + shown;
  }

  private void put(String function, String id, long at, String line) {
    List<TrailEvent> events = new ArrayList<>();
    event(events, id, at, "START RequestId: " + id + " Version: $LATEST\n");
    event(events, id, at + 5, line);
    event(events, id, at + 90, "END RequestId: " + id + "\n");
    boolean failed = !id.startsWith("fine");
    event(
        events,
        id,
        at + 90,
        "REPORT RequestId: %s\tDuration: 90.42 ms\tBilled Duration: 91 ms\tMemory Size: 256 MB\tMax Memory Used: 94 MB\t%s\n"
            .formatted(id, failed ? "Status: error\tError Type: Runtime.Unknown" : ""));
    String name = "2026/11/21/[$LATEST]" + function;
    LogStream stream = new LogStream("123456789012", "eu-west-1", "/aws/lambda/" + function, name);
    store.put(TrailKey.request(stream, id, 1), events);
  }

  private static void event(List<TrailEvent> events, String id, long at, String message) {
    Basis basis = message.contains("RequestId: " + id) ? Basis.REQUEST_ID : Basis.MARKERS;
    LogEvent event =
        new LogEvent("%s-%04d".formatted(id, events.size()), at, message, events.size());
    events.add(new TrailEvent(event, basis, false, Source.SUBSCRIPTION));
  }
}
