package dev.logtrail.service;

import dev.logtrail.api.status.EventCounts;
import dev.logtrail.api.status.JobStatus;
import dev.logtrail.api.status.ProcessStatus;
import dev.logtrail.api.status.SourceStatus;
import dev.logtrail.api.status.StatusSource;
import dev.logtrail.ingest.feed.FeedState;
import dev.logtrail.job.report.ProcessName;
import dev.logtrail.job.report.ProcessReport;
import dev.logtrail.job.report.Reporter;
import dev.logtrail.job.report.Reporter.OtherProcess;
import dev.logtrail.store.ProgramVersion;
import dev.logtrail.store.deadletter.DeadLetterCount;
import dev.logtrail.store.upkeep.DerivedHeaders;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Tells the API how all processes on the store are doing; but for the counts of dropped events it
 * never waits.
 */
final class ProgramStatus implements StatusSource {
  private final Clock clock;
  private final Set<Part> parts;
  private final long startedAt;
  private final ThisProcess here;
  private final Supplier<Map<String, Long>> droppedEver;
  private volatile Reporter reporter;

  /**
   * Tells of this process until {@link #watch} adds the others.
   *
   * @param here how this one is doing
   * @param droppedEver asks the store
   */
  ProgramStatus(
      Clock clock, Set<Part> parts, ThisProcess here, Supplier<Map<String, Long>> droppedEver) {
    this.clock = clock;
    this.parts = parts;
    this.startedAt = clock.millis();
    this.here = here;
    this.droppedEver = droppedEver;
  }

  void watch(Reporter started) {
    this.reporter = started;
  }

  private List<OtherProcess> others() {
    Reporter watched = reporter;
    return watched == null ? List.of() : watched.others();
  }

  @Override
  public StatusSource ofThisProcess() {
    return here;
  }

  @Override
  public List<ProcessStatus> processes() {
    List<ProcessStatus> all = new ArrayList<>();
    JobStatus job = here.job();
    all.add(
        new ProcessStatus(
            ProcessName.here(),
            Part.words(parts),
            ProgramVersion.here(),
            startedAt,
            clock.millis(),
            job == null ? null : job.state().word(),
            here.notReady()));
    for (OtherProcess other : others()) {
      ProcessReport report = other.report();
      all.add(
          new ProcessStatus(
              other.row().name(),
              other.row().parts(),
              other.row().version(),
              other.row().startedAt(),
              other.row().seenAt(),
              report.jobState(),
              report.problem()));
    }
    return all;
  }

  @Override
  public List<SourceStatus> sources() {
    Map<String, SourceStatus> all = new TreeMap<>();
    here.sources().forEach(source -> all.put(source.source(), source));
    for (OtherProcess other : others()) {
      String problem = other.report().jobState() == null ? null : other.report().problem();
      other
          .report()
          .sources()
          .forEach(
              (word, s) ->
                  all.merge(word, ThisProcess.source(word, s, problem), ProgramStatus::together));
    }
    return List.copyOf(all.values());
  }

  private static SourceStatus together(SourceStatus a, SourceStatus b) {
    EventCounts x = a.counts();
    EventCounts y = b.counts();
    Map<String, Long> dropped = new TreeMap<>(x.dropped());
    y.dropped().forEach((reason, n) -> dropped.merge(reason, n, Long::sum));
    return new SourceStatus(
        a.source(),
        larger(a.lastEventAt(), b.lastEventAt()),
        larger(a.lagMs(), b.lagMs()),
        sum(a.eventsPerSecond(), b.eventsPerSecond()),
        new EventCounts(
            x.stored() + y.stored(), x.repeated() + y.repeated(), x.dead() + y.dead(), dropped),
        a.problem() == null ? b.problem() : a.problem());
  }

  private static Long larger(Long a, Long b) {
    return a == null ? b : b == null ? a : Long.valueOf(Math.max(a, b));
  }

  private static Double sum(Double a, Double b) {
    return a == null ? b : b == null ? a : Double.valueOf(a + b);
  }

  @Override
  public List<FeedState> feeds() {
    List<FeedState> all = new ArrayList<>(here.feeds());
    others().forEach(other -> all.addAll(other.report().feeds()));
    return all;
  }

  @Override
  public Map<String, Long> masked() {
    Map<String, Long> all = new TreeMap<>(here.masked());
    others()
        .forEach(
            other -> other.report().masked().forEach((kind, n) -> all.merge(kind, n, Long::sum)));
    return all;
  }

  @Override
  public List<DeadLetterCount> deadLetters() {
    return here.deadLetters();
  }

  @Override
  public DerivedHeaders derivedHeaders() {
    return here.derivedHeaders();
  }

  @Override
  public Map<String, Long> droppedEver() {
    return droppedEver.get();
  }

  @Override
  public String notReady() {
    return here.notReady();
  }

  /** This process's; where it has none, the one that is furthest among the others. */
  @Override
  public JobStatus job() {
    JobStatus own = here.job();
    if (own != null) {
      return own;
    }
    JobStatus best = null;
    for (OtherProcess other : others()) {
      JobStatus job = job(other.report());
      if (job != null && (best == null || rank(job) < rank(best))) {
        best = job;
      }
    }
    return best != null ? best : JobStatus.restarting("no process runs the job");
  }

  /** Whether the job that runs, here or in another process, is of this program's version. */
  boolean ownVersionRuns() {
    JobStatus own = here.job();
    if (own != null) {
      return own.state() == JobStatus.State.RUNNING;
    }
    return others().stream()
        .anyMatch(
            other ->
                JobStatus.State.RUNNING.word().equals(other.report().jobState())
                    && other.row().version().equals(ProgramVersion.here()));
  }

  private static int rank(JobStatus job) {
    return switch (job.state()) {
      case RUNNING -> 0;
      case RESTARTING -> 1;
      case STARTING -> 2;
      case STANDBY -> 3;
    };
  }

  /** Null where a process has no job, or one in a state that this release does not know. */
  private static JobStatus job(ProcessReport report) {
    for (JobStatus.State state : JobStatus.State.values()) {
      if (state.word().equals(report.jobState())) {
        return new JobStatus(state, report.jobHolder(), report.problem());
      }
    }
    return null;
  }
}
