package dev.logtrail.runtimeclient;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Lambda's own runtime clients write is attributed and read as it truly was: errors, crashes,
 * timeouts, late work, in any order of delivery, and beside the log results of the same requests;
 * by the parser alone, by {@code split}, and by a running server with its store and API.
 */
class RuntimeClientsIT {
  private static final String ROW = "%-8s%-9s%-8s%-14s%8s%8s%8s%8s%8s%n";

  @TempDir private static Path directory;
  private static Delivered delivered;

  /** Another one for each run: no two of them have a request id in common. */
  private static long seed = 100;

  private final List<ClientRun> runs = new ArrayList<>();
  private final List<RunCheck.Result> results = new ArrayList<>();

  @AfterAll
  static void end() {
    if (delivered != null) {
      delivered.close();
    }
  }

  @Test
  void node() throws Exception {
    List<RuntimeClient> clients = NodeClients.installedOrSkip();
    for (RuntimeClient client : clients) {
      boolean three = client.version().startsWith("3.");
      boolean oldStyle = !three;
      check(ClientRun.of(client, NodeScenarios.all(three), oldStyle, seed++));
      check(ClientRun.failingInit(client, oldStyle, seed++));
    }
    hold();
  }

  @Test
  void java() throws Exception {
    List<RuntimeClient> clients = JavaClients.installedOrSkip();
    for (RuntimeClient client : clients) {
      boolean own = client.logger().equals("LambdaLogger");
      check(ClientRun.of(client, JavaScenarios.all(client), !own, seed++));
      if (own) {
        check(ClientRun.failingInit(client, true, seed++));
      }
    }
    hold();
  }

  private void check(ClientRun run) {
    runs.add(run);
    results.add(RunCheck.of(run));
  }

  /** Prints the table: how many events of each client came right, and by which way others went. */
  private void hold() throws Exception {
    delivered = delivered == null ? new Delivered(directory) : delivered;
    List<Delivered.Result> further = delivered.of(runs);
    List<String> wrong = new ArrayList<>();
    System.out.printf(
        ROW, "client", "version", "format", "logger", "events", "right", "wrong", "split",
        "stored");
    for (int i = 0; i < runs.size(); i++) {
      RuntimeClient client = runs.get(i).client();
      RunCheck.Result own = results.get(i);
      Delivered.Result more = further.get(i);
      List<String> faults = new ArrayList<>(own.wrong());
      faults.addAll(more.wrong());
      System.out.printf(
          ROW,
          client.name(),
          client.version(),
          client.format(),
          client.logger(),
          own.events(),
          own.events() - Math.max(own.wrongEvents(), Math.max(more.split(), more.stored())),
          faults.size(),
          own.events() - more.split(),
          own.events() - more.stored());
      faults.forEach(fault -> wrong.add(client + ": " + fault));
    }
    assertThat(wrong).isEmpty();
  }
}
