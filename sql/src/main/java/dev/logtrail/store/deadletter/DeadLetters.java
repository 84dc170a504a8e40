package dev.logtrail.store.deadletter;

import dev.logtrail.store.StoreException;
import dev.logtrail.trail.Scope;
import java.util.List;
import java.util.Optional;

/**
 * The dead letters in the store. Thread-safe; every method throws {@link StoreException} if the
 * database fails.
 */
public interface DeadLetters {

  /**
   * The same letters as somebody sees them who may see no more than a scope: those that were read,
   * so that account and log group are known, and that are in it. What could not be read may hold
   * anybody's logs, whoever sent it.
   */
  DeadLetters within(Scope scope);

  /**
   * Letters, newest first, with the first {@code previewBytes} of their bytes.
   *
   * @param beforeId only those with a lower number; null for no such limit
   */
  List<StoredDeadLetter> list(DeadLetterQuery query, Long beforeId, int limit, int previewBytes);

  /** A letter with at most the first {@code mostBytes} of its bytes. */
  Optional<StoredDeadLetter> find(long id, int mostBytes);

  /** Numbers of letters that can be tried again, are not being tried, and lie above one; rising. */
  List<Long> retryable(DeadLetterQuery query, long aboveId, int limit);

  /** How many match, can be tried again, and are not being tried. */
  long retryableCount(DeadLetterQuery query);

  /** Deletes a letter; false if there is none. */
  boolean delete(long id);

  /** Deletes letters and returns how many. */
  long deleteAll(DeadLetterQuery query);

  /** All letters by stage and reason, most first. */
  List<DeadLetterCount> counts();

  /**
   * Takes letters that another version of the program refused, so that this one tries them again.
   * No letter is given out twice for one version.
   *
   * @param version this program's
   * @return their numbers, rising
   */
  List<Long> claimRefusedByOthers(String version, int limit);

  /** Gives back what was claimed and could not be tried. */
  void unclaim(List<Long> ids);

  /** No letters, for what runs without a store. */
  static DeadLetters none() {
    return NoDeadLetters.INSTANCE;
  }
}
