package dev.logtrail.store.deadletter;

import dev.logtrail.limit.ByteBudget;
import dev.logtrail.limit.DeliveryLimits;
import dev.logtrail.limit.MemoryBudgets;
import dev.logtrail.store.StoreException;
import dev.logtrail.store.inbox.Inbox;
import dev.logtrail.store.inbox.InboxFullException;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Tries dead letters again: puts their bytes back into the inbox, as what they came as. The letter
 * goes when the store holds what was in it; where it is refused again, it stays and has one attempt
 * more. Thread-safe.
 */
public final class DeadLetterRetry {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final DeadLetters letters;
  private final Inbox inbox;

  public DeadLetterRetry(DeadLetters letters, Inbox inbox) {
    this.letters = Objects.requireNonNull(letters, "letters");
    this.inbox = Objects.requireNonNull(inbox, "inbox");
  }

  /** The same for letters of a scope only. */
  public DeadLetterRetry within(Scope scope) {
    return new DeadLetterRetry(letters.within(scope), inbox);
  }

  /** What came of one. */
  public enum Result {
    /** It is in the inbox. */
    RETRYING,
    /** It is in the inbox since an earlier call. */
    ALREADY,
    /** Only the first of its bytes are stored. */
    CUT,
    /** There is no such letter. */
    UNKNOWN
  }

  /**
   * What came of many.
   *
   * @param retried letters that are in the inbox now
   * @param left letters that match, can be tried again, and were too many for one call
   * @param problem why it ended early, in words; null if it did not
   */
  public record Tried(long retried, long left, String problem) {}

  /**
   * Tries one letter.
   *
   * @throws InboxFullException if the inbox has no room; nothing has changed
   */
  public Result one(long id) {
    StoredDeadLetter stored = letters.find(id, 0).orElse(null);
    if (stored == null) {
      return Result.UNKNOWN;
    }
    if (stored.isCut()) {
      return Result.CUT;
    }
    if (stored.retrying()) {
      return Result.ALREADY;
    }
    return put(stored) ? Result.RETRYING : Result.UNKNOWN;
  }

  /**
   * Tries letters, oldest first, up to {@link DeliveryLimits#DEAD_LETTERS_RETRIED} of them.
   *
   * @throws InboxFullException if the inbox has no room for the first; nothing has changed
   */
  public Tried all(DeadLetterQuery query) {
    List<Long> ids = letters.retryable(query, 0, DeliveryLimits.DEAD_LETTERS_RETRIED + 1);
    long retried = 0;
    String problem = null;
    for (Long id : ids.subList(0, Math.min(ids.size(), DeliveryLimits.DEAD_LETTERS_RETRIED))) {
      try {
        retried += one(id) == Result.RETRYING ? 1 : 0;
      } catch (InboxFullException e) {
        if (retried == 0) {
          throw e;
        }
        problem = e.getMessage();
        break;
      }
    }
    boolean more = problem != null || ids.size() > DeliveryLimits.DEAD_LETTERS_RETRIED;
    return new Tried(retried, more ? letters.retryableCount(query) : 0, problem);
  }

  /**
   * One step of trying what an older or newer program refused, each letter once.
   *
   * @param version this program's
   * @return how many are in the inbox now
   */
  public int refusedByOthers(String version) {
    List<Long> ids =
        letters.claimRefusedByOthers(version, DeliveryLimits.DEAD_LETTERS_RETRIED_A_STEP);
    for (int i = 0; i < ids.size(); i++) {
      try {
        one(ids.get(i));
      } catch (RuntimeException e) {
        letters.unclaim(ids.subList(i, ids.size()));
        throw e;
      }
    }
    return ids.size();
  }

  /** False if it was deleted meanwhile. */
  private boolean put(StoredDeadLetter stored) {
    ByteBudget memory = MemoryBudgets.ofThisProcess().requests();
    takeRoom(memory, stored.keptBytes());
    try {
      StoredDeadLetter whole =
          letters.find(stored.id(), DeliveryLimits.DEAD_LETTER_BYTES).orElse(null);
      if (whole == null) {
        return false;
      }
      inbox.put(
          new Delivery(
              whole.letter().source(),
              text(whole.letter().account()),
              text(whole.letter().region()),
              whole.letter().body(),
              whole.id()));
      return true;
    } finally {
      memory.give(stored.keptBytes());
    }
  }

  private static void takeRoom(ByteBudget memory, long bytes) {
    try {
      if (!memory.take(bytes, PATIENCE)) {
        throw new InboxFullException(
            "there is no memory for a dead letter of " + bytes + " bytes now; try again later");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("interrupted while waiting for memory; nothing has changed", e);
    }
  }

  private static String text(String name) {
    return name == null ? "" : name;
  }
}
