package dev.logtrail.service;

import dev.logtrail.api.status.JobStatus;
import dev.logtrail.api.status.SourceStatus;
import dev.logtrail.api.status.StatusSource;
import dev.logtrail.job.assemble.JobProgress;
import dev.logtrail.service.data.EmbeddedPostgresServer;
import java.time.Clock;
import java.util.List;

/** Tells the API how job and database of this process are doing; never waits for them. */
final class JobStatusSource implements StatusSource {
  private final Clock clock;
  private final EmbeddedPostgresServer postgres;
  private volatile JobSupervisor supervisor;

  /**
   * Tells of this process.
   *
   * @param postgres its server; null if the database is another's
   */
  JobStatusSource(Clock clock, EmbeddedPostgresServer postgres) {
    this.clock = clock;
    this.postgres = postgres;
  }

  void watch(JobSupervisor started) {
    this.supervisor = started;
  }

  @Override
  public List<SourceStatus> sources() {
    String problem = notReady();
    return JobProgress.here().snapshot(clock.millis()).entrySet().stream()
        .map(
            e -> {
              JobProgress.Snapshot s = e.getValue();
              return new SourceStatus(
                  e.getKey().word(),
                  s.lastEventAt(),
                  s.lagMs(),
                  s.eventsPerSecond(),
                  s.dropped(),
                  s.deadLetters(),
                  problem);
            })
        .toList();
  }

  @Override
  public JobStatus job() {
    JobSupervisor watched = supervisor;
    return watched == null ? JobStatus.starting() : watched.status();
  }

  @Override
  public String notReady() {
    String unreachable = postgres == null ? null : postgres.problem();
    if (unreachable != null) {
      return unreachable;
    }
    String problem = job().problem();
    return problem == null ? null : problem + "; what is sent is kept in the inbox";
  }
}
