package dev.logtrail.runtimeclient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What Lambda's own runtime clients write is attributed and read as it truly was: errors, crashes,
 * timeouts, late work, in any order of delivery, and beside the log results of the same requests.
 */
class RuntimeClientsIT {
  private static final String ROW = "%-8s%-9s%-8s%-14s%8s%8s%8s%n";

  private final List<String> wrong = new ArrayList<>();

  @Test
  void node() throws Exception {
    List<RuntimeClient> clients = NodeClients.installedOrSkip();
    heading();
    for (RuntimeClient client : clients) {
      boolean three = client.version().startsWith("3.");
      boolean oldStyle = !three;
      check(ClientRun.of(client, NodeScenarios.all(three), oldStyle, 100));
      check(ClientRun.failingInit(client, oldStyle, 101));
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void java() throws Exception {
    List<RuntimeClient> clients = JavaClients.installedOrSkip();
    heading();
    for (RuntimeClient client : clients) {
      boolean own = client.logger().equals("LambdaLogger");
      check(ClientRun.of(client, JavaScenarios.all(client), !own, 200));
      if (own) {
        check(ClientRun.failingInit(client, true, 201));
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static void heading() {
    System.out.printf(ROW, "client", "version", "format", "logger", "events", "right", "wrong");
  }

  private void check(ClientRun run) {
    RunCheck.Result result = RunCheck.of(run);
    RuntimeClient client = run.client();
    System.out.printf(
        ROW,
        client.name(),
        client.version(),
        client.format(),
        client.logger(),
        result.events(),
        result.events() - result.wrongEvents(),
        result.wrong().size());
    result.wrong().forEach(fault -> wrong.add(client + ": " + fault));
  }
}
