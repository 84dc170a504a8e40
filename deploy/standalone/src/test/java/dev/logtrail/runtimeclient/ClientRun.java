package dev.logtrail.runtimeclient;

import dev.logtrail.demo.lambda.FailureKind;
import dev.logtrail.demo.lambda.FinishedInvocation;
import dev.logtrail.demo.lambda.LabelledStream;
import dev.logtrail.demo.lambda.platform.Ids;
import dev.logtrail.demo.lambda.platform.LambdaFunction;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * One environment in which a client did everything that its function can.
 *
 * @param client which client
 * @param function whose stream it is
 * @param labelled the stream, every event with its true owner
 * @param expected what a reader must say, by request id
 */
record ClientRun(
    RuntimeClient client,
    LambdaFunction function,
    LabelledStream labelled,
    Map<String, List<Scenario.Expected>> expected) {

  /** Long enough for a first request on a busy machine; what hangs is ended sooner. */
  private static final Duration LONG = Duration.ofSeconds(60);

  private static final Duration HANGS = Duration.ofSeconds(2);

  /**
   * Runs all scenarios, one after the other, in one environment.
   *
   * @param oldStyle whether the platform tells of timeouts and crashes in lines of text
   */
  static ClientRun of(RuntimeClient client, List<Scenario> scenarios, boolean oldStyle, long seed)
      throws IOException, InterruptedException {
    Random random = new Random(seed);
    Map<String, List<Scenario.Expected>> expected = new HashMap<>();
    try (ExecutionEnvironment environment = environment(client, oldStyle, seed)) {
      int number = 0;
      for (Scenario scenario : scenarios) {
        String id = Ids.requestId(random);
        String mark = "q" + seed + "x" + number++;
        Duration timeout = scenario.name().equals("hangs") ? HANGS : LONG;
        environment.invoke(id, mark, event(scenario.name(), mark), timeout);
        expected.put(id, scenario.expected().stream().map(e -> e.of(mark)).toList());
      }
      return new ClientRun(client, function(client), environment.labelled(), expected);
    }
  }

  /** An environment whose init fails each time. */
  static ClientRun failingInit(RuntimeClient client, boolean oldStyle, long seed)
      throws IOException, InterruptedException {
    Map<String, String> variables = new HashMap<>(client.variables());
    variables.put("INIT_FAILS", "yes");
    RuntimeClient failing =
        new RuntimeClient(
            client.name(),
            client.version(),
            client.logger(),
            client.platform(),
            client.handler(),
            client.taskRoot(),
            client.command(),
            variables);
    try (ExecutionEnvironment environment = environment(failing, oldStyle, seed)) {
      environment.invoke(event("plain", "m1"));
      return new ClientRun(client, function(client), environment.labelled(), Map.of());
    }
  }

  /** How each request really ended, by its id. */
  Map<String, FailureKind> failures() {
    Map<String, FailureKind> failures = new HashMap<>();
    for (FinishedInvocation invoked : labelled.invoked()) {
      failures.put(invoked.requestId(), invoked.failure());
    }
    return failures;
  }

  /** Every message of a request, for a failure's text. */
  List<String> messages(String requestId) {
    List<String> messages = new ArrayList<>();
    labelled.events().stream()
        .filter(e -> requestId.equals(e.requestId()))
        .forEach(e -> messages.add(e.event().message()));
    return messages;
  }

  private static ExecutionEnvironment environment(RuntimeClient client, boolean oldStyle, long seed)
      throws IOException {
    return new ExecutionEnvironment(client, function(client), oldStyle, seed);
  }

  private static LambdaFunction function(RuntimeClient client) {
    String name = "orders-" + client.name().toLowerCase(Locale.ROOT);
    return StubFunction.named(name, client.platform(), Math.toIntExact(LONG.toMillis()));
  }

  private static String event(String what, String mark) {
    return "{\"do\":\"" + what + "\",\"mark\":\"" + mark + "\"}";
  }
}
