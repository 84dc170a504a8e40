package dev.logtrail.bench;

import dev.logtrail.bench.data.WideFleet;
import dev.logtrail.bench.measure.CpuMeter;
import dev.logtrail.bench.measure.Figures;
import dev.logtrail.bench.measure.ProcessCpu;
import dev.logtrail.bench.target.PartProcess;
import dev.logtrail.bench.target.TemporaryCluster;
import dev.logtrail.store.inbox.Inbox;
import dev.logtrail.store.postgres.Database;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * {@code cluster}: what it costs to be apart. The wide fleet is posted, many payloads a request, to
 * all in one process, and to a door beside a Flink cluster of one, two and four slots, until the
 * inbox is empty: a delivery leaves it when a checkpoint has covered it, up to a second after it is
 * stored. All CPU is counted, by process. Before the first round a small fleet is posted, so that
 * everything has started.
 */
final class ClusterBench {
  private static final int PAYLOADS_A_REQUEST = 66;
  private static final int CONNECTIONS = 2;
  private static final int WARM_UP_EVENTS = 10_000;
  private static final long POLL_MS = 100;
  private static final long STORED_WITHIN_MS = 600_000;
  private static final int[] SLOTS = {0, 1, 2, 4};
  private static final String[] PARTS = {"program", "door", "api", "jobmanager", "taskmanager"};

  private final Consumer<Figures> rows;

  /** Hands each row on as soon as it is measured. */
  ClusterBench(Consumer<Figures> rows) {
    this.rows = rows;
  }

  /**
   * Measures each way to run it, with a database of its own.
   *
   * @param events a round
   */
  void measure(long events, int rounds, long seed) throws Exception {
    for (int slots : SLOTS) {
      try (TemporaryCluster cluster = TemporaryCluster.start(slots);
          Database database = Database.connect(cluster.postgres().settings());
          Inbox inbox = Database.connectInbox(cluster.postgres().settings())) {
        long stored = post(cluster, inbox, WideFleet.make(WARM_UP_EVENTS, seed));
        for (int round = 1; round <= rounds; round++) {
          WideFleet fleet = WideFleet.make(events, seed + round);
          CpuMeter.awaitCompiler(); // Making the fleet is not to be measured.
          measure(cluster, inbox, slots, round, fleet);
          stored += fleet.events();
          check(database, stored);
        }
      }
    }
  }

  private void measure(TemporaryCluster cluster, Inbox inbox, int slots, int round, WideFleet fleet)
      throws Exception {
    Map<String, ProcessCpu> cpus = new LinkedHashMap<>();
    for (PartProcess part : cluster.parts()) {
      cpus.put(part.name(), part.cpu());
    }
    cpus.put("database", new ProcessCpu(cluster.postgres().pid()));
    Map<String, Long> nanos = new LinkedHashMap<>();
    cpus.forEach((name, cpu) -> nanos.put(name, -cpu.nanos()));
    long began = System.nanoTime();
    CpuMeter.Cost client = CpuMeter.of(() -> post(cluster, inbox, fleet));
    long took = System.nanoTime() - began;
    cpus.forEach((name, cpu) -> nanos.merge(name, cpu.nanos(), Long::sum));
    long all = client.cpuNanos() + nanos.values().stream().mapToLong(n -> n).sum();
    Figures row =
        new Figures("cluster")
            .with(
                "where it runs",
                slots == 0 ? "one process" : slots + (slots == 1 ? " slot" : " slots"))
            .with("round", round)
            .with("events", fleet.events())
            .with("events/s", fleet.events() * 1e9 / took)
            .with("events/CPU s", fleet.events() * 1e9 / all)
            .with("us/event", all / 1e3 / fleet.events());
    for (String part : PARTS) {
      row.with(part, nanos.getOrDefault(part, 0L) / 1e3 / fleet.events());
    }
    rows.accept(
        row.with("database", nanos.get("database") / 1e3 / fleet.events())
            .with("client", client.cpuNanos() / 1e3 / fleet.events()));
  }

  /** Returns when all of it is stored, and covered by a checkpoint; how many events it had. */
  private static long post(TemporaryCluster cluster, Inbox inbox, WideFleet fleet)
      throws Exception {
    new Posting(cluster.door(), CONNECTIONS).post(fleet.requests(PAYLOADS_A_REQUEST));
    long began = System.nanoTime();
    // Asks the database which writers' records wait: this process puts none itself.
    while (!inbox.writers().isEmpty()) {
      Thread.sleep(POLL_MS);
      cluster.parts().forEach(PartProcess::check);
      if (System.nanoTime() - began > STORED_WITHIN_MS * 1_000_000) {
        throw new IllegalStateException("after ten minutes the inbox is not empty");
      }
    }
    return fleet.events();
  }

  private static void check(Database database, long events) {
    long found = database.size().events();
    if (found != events) {
      throw new IllegalStateException(
          "%d events are stored; %d were posted".formatted(found, events));
    }
  }
}
