package dev.logtrail.service;

import dev.logtrail.store.ProgramVersion;
import dev.logtrail.store.deadletter.DeadLetterCount;
import dev.logtrail.store.deadletter.DeadLetterRetry;
import dev.logtrail.store.deadletter.DeadLetters;
import dev.logtrail.store.inbox.InboxFullException;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the dead letters for status and metrics, and tries once what another version of the
 * program refused, while a job of this version runs.
 */
final class DeadLetterUpkeep {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterUpkeep.class);

  private final DeadLetters letters;
  private final DeadLetterRetry retry;
  private final BooleanSupplier ownVersionRuns;
  private volatile List<DeadLetterCount> counts = List.of();

  /**
   * @param ownVersionRuns whether the job that runs, here or in another process, is of this version
   */
  DeadLetterUpkeep(DeadLetters letters, DeadLetterRetry retry, BooleanSupplier ownVersionRuns) {
    this.letters = letters;
    this.retry = retry;
    this.ownVersionRuns = ownVersionRuns;
  }

  /** As of the last turn. */
  List<DeadLetterCount> counts() {
    return counts;
  }

  /** One turn. */
  int run() {
    int retried = ownVersionRuns.getAsBoolean() ? retryOthers() : 0;
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
