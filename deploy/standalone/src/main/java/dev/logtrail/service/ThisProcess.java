package dev.logtrail.service;

import dev.logtrail.api.status.EventCounts;
import dev.logtrail.api.status.JobStatus;
import dev.logtrail.api.status.SourceStatus;
import dev.logtrail.api.status.StatusSource;
import dev.logtrail.ingest.feed.FeedState;
import dev.logtrail.ingest.feed.Feeds;
import dev.logtrail.job.assemble.JobProgress;
import dev.logtrail.job.report.ProcessReport;
import dev.logtrail.redact.MaskCounter;
import dev.logtrail.service.data.EmbeddedPostgresServer;
import dev.logtrail.store.deadletter.DeadLetterCount;
import dev.logtrail.store.upkeep.DerivedHeaders;
import dev.logtrail.store.upkeep.HeaderTask;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** How the parts in this process are doing; never waits. */
final class ThisProcess implements StatusSource {
  private final Clock clock;
  private final EmbeddedPostgresServer postgres;
  private final boolean hasJob;
  private volatile HeaderTask headers;
  private volatile JobSupervisor supervisor;
  private volatile DeadLetterUpkeep deadLetters;
  private volatile String schemaProblem;

  /**
   * Tells of this process.
   *
   * @param postgres its server; null if the database is another's
   * @param hasJob whether a job will run here
   */
  ThisProcess(Clock clock, EmbeddedPostgresServer postgres, boolean hasJob) {
    this.clock = clock;
    this.postgres = postgres;
    this.hasJob = hasJob;
  }

  void watch(JobSupervisor started) {
    this.supervisor = started;
  }

  void watch(DeadLetterUpkeep started) {
    this.deadLetters = started;
  }

  void watch(HeaderTask task) {
    this.headers = task;
  }

  /** Why this program cannot work on the schema any more; null if it can. */
  void schemaProblem(String problem) {
    this.schemaProblem = problem;
  }

  /** What it tells the other processes. */
  ProcessReport report() {
    JobStatus job = job();
    return ProcessReport.here(
        job == null ? null : job.state().word(),
        job == null ? null : job.holder(),
        notReady(),
        clock.millis());
  }

  @Override
  public List<DeadLetterCount> deadLetters() {
    DeadLetterUpkeep watched = deadLetters;
    return watched == null ? List.of() : watched.counts();
  }

  @Override
  public DerivedHeaders derivedHeaders() {
    HeaderTask watched = headers;
    return watched == null ? null : watched.progress();
  }

  @Override
  public Map<String, Long> masked() {
    return MaskCounter.ofThisProcess().counts();
  }

  @Override
  public List<SourceStatus> sources() {
    String problem = hasJob ? notReady() : null;
    return JobProgress.here().snapshot(clock.millis()).entrySet().stream()
        .map(e -> source(e.getKey().word(), e.getValue(), problem))
        .toList();
  }

  /** A source as status shows it. */
  static SourceStatus source(String word, JobProgress.Snapshot s, String problem) {
    return new SourceStatus(
        word,
        s.lastEventAt(),
        s.lagMs(),
        s.eventsPerSecond(),
        new EventCounts(s.stored(), s.repeated(), s.deadLetters(), s.dropped()),
        problem);
  }

  @Override
  public List<FeedState> feeds() {
    return Feeds.here().states();
  }

  @Override
  public JobStatus job() {
    JobSupervisor watched = supervisor;
    if (watched != null) {
      return watched.status();
    }
    return hasJob ? JobStatus.starting() : null;
  }

  @Override
  public String notReady() {
    if (schemaProblem != null) {
      return schemaProblem;
    }
    String unreachable = postgres == null ? null : postgres.problem();
    if (unreachable != null) {
      return unreachable;
    }
    JobStatus job = job();
    String problem = job == null ? null : job.problem();
    return problem == null ? null : problem + "; what is sent is kept in the inbox";
  }
}
