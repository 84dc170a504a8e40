package dev.logtrail.bench;

import dev.logtrail.bench.data.BenchData;
import dev.logtrail.bench.data.MemorySource;
import dev.logtrail.bench.measure.CpuMeter;
import dev.logtrail.bench.measure.Figures;
import dev.logtrail.bench.measure.Percentiles;
import dev.logtrail.bench.measure.ProcessCpu;
import dev.logtrail.bench.target.TemporaryPostgres;
import dev.logtrail.job.JobSettings;
import dev.logtrail.job.assemble.AssembleSettings;
import dev.logtrail.job.database.DatabaseAccess;
import dev.logtrail.job.local.LocalJob;
import dev.logtrail.job.local.SingleThreadPipeline;
import dev.logtrail.store.postgres.Database;
import dev.logtrail.store.postgres.StoreSize;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * {@code pipeline}: payloads from memory through the job into PostgreSQL, committed. Its floor is
 * the same decoder, attribution, segment writer and rule of flushing in one plain loop, without
 * Flink. CPU is that of this process and of the database together.
 */
final class PipelineBench {
  private static final String REGION = "eu-west-1";
  private static final String ACCOUNT = "123456789012";

  private final Supplier<TemporaryPostgres> stores;
  private final int parallelism;

  PipelineBench(Supplier<TemporaryPostgres> stores, int parallelism) {
    this.stores = stores;
    this.parallelism = parallelism;
  }

  /**
   * What storing some lines cost.
   *
   * @param cpuNanos this process and the database
   * @param databaseNanos the database's part
   * @param wallNanos how long it took
   * @param size what is stored then
   */
  record Run(long cpuNanos, long databaseNanos, long wallNanos, StoreSize size) {
    double linesPerCpuSecond() {
      return size.events() * 1e9 / cpuNanos;
    }
  }

  /** Measures floor and job in turn, {@code rounds} times; the first round only warms up. */
  Figures measure(int eventsAPayload, long lines, int rounds, long seed) throws Exception {
    List<Run> floors = new ArrayList<>();
    List<Run> jobs = new ArrayList<>();
    long textBytes = 0;
    for (int round = 0; round <= rounds; round++) {
      BenchData data =
          BenchData.make(f -> !f.runtime().json(), eventsAPayload, lines, seed + round);
      List<Delivery> deliveries = deliveries(data);
      textBytes = data.textBytes() / data.lines();
      Run floor = run(data, store -> floor(deliveries, store));
      Run job = run(data, store -> job(deliveries, store));
      if (round > 0) {
        floors.add(floor);
        jobs.add(job);
      }
    }
    double floor = Percentiles.median(floors, Run::linesPerCpuSecond);
    double job = Percentiles.median(jobs, Run::linesPerCpuSecond);
    StoreSize size = jobs.get(jobs.size() - 1).size();
    return new Figures("pipeline")
        .with("events/payload", eventsAPayload)
        .with("lines", size.events())
        .with("text B/line", textBytes)
        .with("floor lines/CPU s", floor)
        .with("lines/CPU s", job)
        .with("ratio", job / floor)
        .with("lines/s", Percentiles.median(jobs, r -> r.size().events() * 1e9 / r.wallNanos()))
        .with(
            "database share",
            Percentiles.median(jobs, r -> (double) r.databaseNanos() / r.cpuNanos()))
        .with("stored B/line", (double) size.totalBytes() / size.events())
        .with("of which filters", (double) size.searchBytes() / size.events())
        .with("segments", (double) size.segmentBytes() / size.events());
  }

  private static List<Delivery> deliveries(BenchData data) {
    return data.payloads().stream()
        .map(body -> new Delivery(Source.SUBSCRIPTION, ACCOUNT, REGION, body))
        .toList();
  }

  /** Work against one store. */
  private interface Work {
    void run(TemporaryPostgres store) throws Exception;
  }

  private Run run(BenchData data, Work work) throws Exception {
    try (TemporaryPostgres store = stores.get();
        Database database = Database.open(store.settings())) {
      ProcessCpu cpu = new ProcessCpu(store.pid());
      long databaseBefore = cpu.nanos();
      long began = System.nanoTime();
      CpuMeter.Cost cost =
          CpuMeter.of(
              () -> {
                work.run(store);
                return 0;
              });
      long wall = System.nanoTime() - began;
      long databaseNanos = cpu.nanos() - databaseBefore;
      StoreSize size = database.size();
      if (size.events() != data.lines()) {
        throw new IllegalStateException(
            "of " + data.lines() + " lines " + size.events() + " are stored");
      }
      return new Run(cost.cpuNanos() + databaseNanos, databaseNanos, wall, size);
    }
  }

  private void floor(List<Delivery> deliveries, TemporaryPostgres store) {
    DatabaseAccess access = DatabaseAccess.of(store.settings());
    try (SingleThreadPipeline loop =
        new SingleThreadPipeline(access.writers().get(), AssembleSettings.DEFAULT)) {
      for (Delivery delivery : deliveries) {
        loop.take(delivery, System.currentTimeMillis());
      }
      loop.flush();
    }
  }

  private void job(List<Delivery> deliveries, TemporaryPostgres store) {
    DatabaseAccess access = DatabaseAccess.of(store.settings());
    MemorySource source = MemorySource.of(store.directory().toString(), deliveries);
    try {
      LocalJob.runToEnd(
          source,
          access.writers(),
          JobSettings.of(parallelism),
          store.directory().resolve("checkpoints"));
    } finally {
      source.forget();
    }
  }
}
