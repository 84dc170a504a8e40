package dev.logtrail.bench;

import dev.logtrail.bench.data.BenchData;
import dev.logtrail.bench.measure.CpuMeter;
import dev.logtrail.bench.measure.Figures;
import dev.logtrail.bench.measure.Percentiles;
import dev.logtrail.bench.measure.ProcessCpu;
import dev.logtrail.bench.target.TemporaryPostgres;
import dev.logtrail.bench.target.TemporaryServer;
import dev.logtrail.ingest.aws.AwsAccess;
import dev.logtrail.ingest.bench.BenchStream;
import dev.logtrail.job.assemble.AssembleSettings;
import dev.logtrail.job.database.DatabaseAccess;
import dev.logtrail.job.local.SingleThreadPipeline;
import dev.logtrail.store.postgres.Database;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.Source;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code ingest --source kinesis}: payloads put into a stream of an emulator, until all of their
 * lines are stored. Its floor puts the same, reads it by a loop of GetRecords over all shards, and
 * stores it by the parts of the job in that loop. CPU is that of this process, which puts as well,
 * and of the database; the emulator's is not counted.
 */
final class KinesisBench {
  private static final int SHARDS = 4;
  private static final String ACCOUNT = "123456789012";

  private final AwsAccess access;
  private final int warmUps;

  /**
   * Measures at an emulator.
   *
   * @param warmUps how many rounds come before those that count
   */
  KinesisBench(AwsAccess access, int warmUps) {
    this.access = access;
    this.warmUps = warmUps;
  }

  private record Round(long lines, long cpuNanos, long databaseNanos, long wallNanos) {
    double linesPerCpuSecond() {
      return lines * 1e9 / cpuNanos;
    }

    double linesPerSecond() {
      return lines * 1e9 / wallNanos;
    }
  }

  private interface Work {
    void run() throws Exception;
  }

  /** Measures both in turn. */
  Figures measure(int eventsAPayload, long lines, int rounds, long seed) throws Exception {
    List<Round> floors = new ArrayList<>();
    List<Round> jobs = new ArrayList<>();
    for (int i = -warmUps; i < rounds; i++) {
      BenchData data =
          BenchData.make(f -> !f.runtime().json(), eventsAPayload, lines, seed + i + warmUps);
      Round floor = floor(data);
      Round job = job(data);
      if (i >= 0) {
        floors.add(floor);
        jobs.add(job);
      }
    }
    double floor = Percentiles.median(floors, Round::linesPerCpuSecond);
    double job = Percentiles.median(jobs, Round::linesPerCpuSecond);
    return new Figures("ingest")
        .with("source", "kinesis")
        .with("events/record", eventsAPayload)
        .with("lines", lines)
        .with("floor lines/CPU s", floor)
        .with("lines/CPU s", job)
        .with("ratio", job / floor)
        .with("floor lines/s", Percentiles.median(floors, Round::linesPerSecond))
        .with("lines/s", Percentiles.median(jobs, Round::linesPerSecond))
        .with(
            "database share",
            Percentiles.median(jobs, r -> (double) r.databaseNanos() / r.cpuNanos()));
  }

  private Round floor(BenchData data) throws Exception {
    try (BenchStream stream = new BenchStream(access, SHARDS);
        TemporaryPostgres store = TemporaryPostgres.start();
        Database database = Database.open(store.settings())) {
      Round round =
          measured(
              data,
              store.pid(),
              () -> {
                stream.put(data.payloads());
                DatabaseAccess to = DatabaseAccess.of(store.settings());
                try (SingleThreadPipeline loop =
                    new SingleThreadPipeline(to.writers().get(), AssembleSettings.DEFAULT)) {
                  stream.read(
                      data.payloads().size(),
                      body ->
                          loop.take(
                              new Delivery(Source.KINESIS, ACCOUNT, access.region(), body),
                              System.currentTimeMillis()));
                  loop.flush();
                }
              });
      long stored = database.size().events();
      if (stored != data.lines()) {
        throw new IllegalStateException("of " + data.lines() + " lines " + stored + " are stored");
      }
      return round;
    }
  }

  private Round job(BenchData data) throws Exception {
    try (BenchStream stream = new BenchStream(access, SHARDS);
        TemporaryServer server =
            TemporaryServer.start(
                "--kinesis",
                stream.name(),
                "--from",
                "trim_horizon",
                "--region",
                access.region(),
                "--endpoint",
                access.endpoint().toString())) {
      long before = Posting.stored();
      return measured(
          data,
          server.databasePid(),
          () -> {
            stream.put(data.payloads());
            Posting.await(before + data.lines());
          });
    }
  }

  private static Round measured(BenchData data, long databasePid, Work work) throws Exception {
    ProcessCpu database = new ProcessCpu(databasePid);
    long databaseBefore = database.nanos();
    long began = System.nanoTime();
    CpuMeter.Cost cost =
        CpuMeter.of(
            () -> {
              work.run();
              return 0;
            });
    long databaseNanos = database.nanos() - databaseBefore;
    return new Round(
        data.lines(), cost.cpuNanos() + databaseNanos, databaseNanos, System.nanoTime() - began);
  }
}
