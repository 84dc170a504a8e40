package dev.logtrail.service;

import dev.logtrail.api.status.EventCounts;
import dev.logtrail.api.status.JobStatus;
import dev.logtrail.api.status.SourceStatus;
import dev.logtrail.api.status.StatusSource;
import dev.logtrail.ingest.feed.FeedState;
import dev.logtrail.ingest.feed.Feeds;
import dev.logtrail.job.assemble.JobProgress;
import dev.logtrail.redact.MaskCounter;
import dev.logtrail.service.data.EmbeddedPostgresServer;
import dev.logtrail.store.deadletter.DeadLetterCount;
import dev.logtrail.store.upkeep.DerivedHeaders;
import dev.logtrail.store.upkeep.HeaderTask;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Tells the API how job and database of this process are doing; but for the counts of dropped
 * events it never waits.
 */
final class JobStatusSource implements StatusSource {
  private final Clock clock;
  private final EmbeddedPostgresServer postgres;
  private final Supplier<Map<String, Long>> droppedEver;
  private volatile HeaderTask headers;
  private volatile JobSupervisor supervisor;
  private volatile DeadLetterUpkeep deadLetters;

  /**
   * Tells of this process.
   *
   * @param postgres its server; null if the database is another's
   * @param droppedEver asks the store
   */
  JobStatusSource(
      Clock clock, EmbeddedPostgresServer postgres, Supplier<Map<String, Long>> droppedEver) {
    this.droppedEver = droppedEver;
    this.clock = clock;
    this.postgres = postgres;
  }

  void watch(JobSupervisor started) {
    this.supervisor = started;
  }

  void watch(DeadLetterUpkeep started) {
    this.deadLetters = started;
  }

  @Override
  public List<DeadLetterCount> deadLetters() {
    DeadLetterUpkeep watched = deadLetters;
    return watched == null ? List.of() : watched.counts();
  }

  void watch(HeaderTask task) {
    this.headers = task;
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
                  new EventCounts(s.stored(), s.repeated(), s.deadLetters(), s.dropped()),
                  problem);
            })
        .toList();
  }

  @Override
  public List<FeedState> feeds() {
    return Feeds.here().states();
  }

  @Override
  public Map<String, Long> droppedEver() {
    return droppedEver.get();
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
