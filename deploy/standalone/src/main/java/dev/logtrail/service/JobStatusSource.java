package dev.logtrail.service;

import dev.logtrail.api.status.SourceStatus;
import dev.logtrail.api.status.StatusSource;
import dev.logtrail.job.LocalJob;
import dev.logtrail.job.assemble.JobProgress;
import java.time.Clock;
import java.util.List;

/** Tells the API how the job of this process is doing. */
final class JobStatusSource implements StatusSource {
  private final Clock clock;
  private volatile LocalJob job;

  JobStatusSource(Clock clock) {
    this.clock = clock;
  }

  void watch(LocalJob started) {
    this.job = started;
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
  public String notReady() {
    LocalJob running = job;
    if (running == null) {
      return "the job is starting; what is sent is kept in the inbox";
    }
    return running.isRunning() ? null : "the job is restarting; what is sent is kept in the inbox";
  }
}
