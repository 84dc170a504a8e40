package dev.logtrail.service;

import dev.logtrail.api.status.JobStatus;
import dev.logtrail.store.ProgramVersion;
import dev.logtrail.store.deadletter.DeadLetterCount;
import dev.logtrail.store.deadletter.DeadLetterRetry;
import dev.logtrail.store.deadletter.DeadLetters;
import dev.logtrail.store.inbox.InboxFullException;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the dead letters for status and metrics, and tries once what another version of the
 * program refused, while the job of this one runs.
 */
final class DeadLetterUpkeep {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterUpkeep.class);

  private final DeadLetters letters;
  private final DeadLetterRetry retry;
  private final Supplier<JobStatus> job;
  private volatile List<DeadLetterCount> counts = List.of();

  DeadLetterUpkeep(DeadLetters letters, DeadLetterRetry retry, Supplier<JobStatus> job) {
    this.letters = letters;
    this.retry = retry;
    this.job = job;
  }

  /** As of the last turn. */
  List<DeadLetterCount> counts() {
    return counts;
  }

  /** One turn. */
  int run() {
    int retried = job.get().state() == JobStatus.State.RUNNING ? retryOthers() : 0;
    counts = letters.counts();
    return retried;
  }

  private int retryOthers() {
    try {
      int retried = retry.refusedByOthers(ProgramVersion.here());
      if (retried > 0) {
        LOG.info(
            "{} dead letters that another version refused are tried again by {}",
            retried,
            ProgramVersion.here());
      }
      return retried;
    } catch (InboxFullException e) {
      return 0; // They are tried in a later turn.
    }
  }
}
