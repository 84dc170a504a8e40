package dev.logtrail.service;

import dev.logtrail.job.JobSettings;
import dev.logtrail.job.TrailJob;
import dev.logtrail.job.database.DatabaseAccess;
import dev.logtrail.job.report.ProcessName;
import dev.logtrail.job.report.ProcessReport;
import dev.logtrail.job.report.Reporter;
import dev.logtrail.job.report.TaskReports;
import dev.logtrail.service.settings.ServiceOptions;
import dev.logtrail.store.lease.JobLease;
import dev.logtrail.store.postgres.Database;
import dev.logtrail.structured.convention.Conventions;
import java.time.Clock;
import java.util.EnumSet;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The job on a Flink cluster: what its main method does in the JobManager. It stands by while
 * another job writes the store, then holds the lease for as long as the process lives.
 */
public final class ClusterJob {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterJob.class);
  private static final long LOOK_MS = 500;
  private static final String PARTS = "flink jobmanager";

  private ClusterJob() {}

  /**
   * Submits the job to the environment that it is run in; returns when that has accepted it.
   *
   * @throws dev.logtrail.service.settings.UserError if a setting cannot be
   */
  public static void submit(ServiceOptions options) throws Exception {
    options.check();
    PartSettings.check(options, EnumSet.of(Part.JOB));
    // Open until the process ends: who runs the job, and that it does.
    Database database = StoreOpening.await(options.database());
    Conventions conventions = options.conventions();
    Clock clock = Clock.systemUTC();
    LeaseKeeper keeper = new LeaseKeeper(database.jobLease(ProcessName.here()));
    Reporter.start(
        database.processes(), ProcessName.here(), PARTS, () -> report(keeper, clock), false);
    JobLease lease = await(keeper);
    DatabaseAccess access = DatabaseAccess.of(options.database());
    JobSettings settings =
        JobSettings.of(options.parallelism(), conventions).withRedaction(options.redaction());
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    TrailJob.configure(env);
    TrailJob.build(
        env,
        JobSources.of(options, access),
        TaskReports.with(access, access.withLease(lease.token()).writers(conventions)),
        settings);
    JobClient client = env.executeAsync("logtrail");
    keeper.watch(client);
  }

  private static JobLease await(LeaseKeeper keeper) throws InterruptedException {
    while (true) {
      JobLease taken = keeper.tryTake();
      if (taken != null) {
        return taken;
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MS);
    }
  }

  private static ProcessReport report(LeaseKeeper keeper, Clock clock) {
    return ProcessReport.here(
        keeper.state().state().word(),
        keeper.state().holder(),
        keeper.state().problem(),
        clock.millis());
  }
}
