package dev.logtrail.limit;

import java.time.Duration;

/**
 * What one answer holds of a budget while a thread makes it, an answer to a reader or to a repair
 * of the job: whatever reads stored events {@link #hold}s their bytes. On threads that make no
 * answer it counts nothing.
 *
 * <p>An answer that does not fit waits, then fails. The one that holds more than half of the budget
 * may go on to two and a half times the budget, so that the largest trail can be shown, though only
 * one at a time.
 */
public final class AnswerMemory implements AutoCloseable {
  /** What an event and its entry take beside their texts. */
  private static final int EVENT_AND_ENTRY_BYTES = 300;

  /** How long an answer waits for others, unless told otherwise. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final ThreadLocal<AnswerMemory> CURRENT = new ThreadLocal<>();

  private final ByteBudget budget;
  private final ByteShare share;
  private final Duration patience;
  private final boolean waitsWhileHolding;
  private long beyond;
  private long reserved;

  private AnswerMemory(ByteBudget budget, Duration patience, boolean waitsWhileHolding) {
    this.budget = budget;
    this.patience = patience;
    this.waitsWhileHolding = waitsWhileHolding;
    this.share = budget.share();
  }

  /**
   * What events take with the entries that are read from them.
   *
   * @param textBytes the length of their messages
   */
  public static long bytesOf(long textBytes, int events) {
    return 2 * textBytes + (long) EVENT_AND_ENTRY_BYTES * events;
  }

  /** Begins an answer on this thread; closing it gives all back. */
  public static AnswerMemory open(ByteBudget budget) {
    return open(budget, PATIENCE);
  }

  /**
   * The same.
   *
   * @param patience how long to wait for others at most
   */
  public static AnswerMemory open(ByteBudget budget, Duration patience) {
    return opened(new AnswerMemory(budget, patience, true));
  }

  /**
   * The same of an answer that waits only as long as it holds nothing, and else fails at once: of
   * such, no two ever wait for each other.
   */
  public static AnswerMemory openYielding(ByteBudget budget, Duration patience) {
    return opened(new AnswerMemory(budget, patience, false));
  }

  private static AnswerMemory opened(AnswerMemory memory) {
    CURRENT.set(memory);
    return memory;
  }

  /**
   * Counts bytes for the answer of this thread.
   *
   * @throws AnswerTooLargeException if there was no room in time; what was held is still held
   */
  public static void hold(long bytes) {
    AnswerMemory memory = CURRENT.get();
    if (memory != null) {
      memory.take(bytes);
    }
  }

  /**
   * Takes the room for bytes that will be held soon, where it is known before how many: answers
   * that take all at once, in the order of asking, do not keep each other from going on.
   *
   * @throws AnswerTooLargeException if there was no room in time
   */
  public static void reserve(long bytes) {
    AnswerMemory memory = CURRENT.get();
    if (memory != null) {
      long room = Math.min(bytes, memory.budget.limitBytes() - memory.share.bytes());
      if (room > 0) {
        memory.grow(room);
        memory.reserved += room;
      }
    }
  }

  /**
   * {@link #reserve Reserves} for all that an answer will hold, or refuses before anything is read.
   *
   * @throws AnswerTooLargeException if it could never be held, or there was no room in time
   */
  public static void expect(long bytes) {
    AnswerMemory memory = CURRENT.get();
    if (memory != null) {
      memory.checkEver(held() + bytes);
      reserve(bytes);
    }
  }

  /** How many bytes the answer of this thread holds; 0 if it makes none. */
  public static long held() {
    AnswerMemory memory = CURRENT.get();
    return memory == null ? 0 : memory.share.bytes() + memory.beyond;
  }

  /** Gives back what the answer of this thread holds beyond so many bytes. */
  public static void releaseTo(long bytes) {
    AnswerMemory memory = CURRENT.get();
    if (memory != null) {
      memory.give(Math.max(0, held() - bytes));
    }
  }

  private void take(long wanted) {
    long bytes = wanted - Math.min(wanted, reserved);
    reserved -= wanted - bytes;
    if (bytes == 0) {
      return;
    }
    boolean largest = share.bytes() > budget.limitBytes() / 2;
    if (largest && budget.usedBytes() + bytes > budget.limitBytes()) {
      checkEver(budget.limitBytes() + beyond + bytes);
      beyond += bytes;
      return;
    }
    grow(bytes);
  }

  private void checkEver(long bytes) {
    long most = budget.limitBytes() + budget.limitBytes() * 3 / 2;
    if (bytes > most) {
      budget.refuse();
      throw AnswerTooLargeException.ever(budget.name(), most);
    }
  }

  private void grow(long bytes) {
    boolean waits = waitsWhileHolding || share.bytes() == 0;
    try {
      if (!share.grow(bytes, waits ? patience : Duration.ZERO)) {
        throw AnswerTooLargeException.now(budget.name(), budget.limitBytes());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw AnswerTooLargeException.now(budget.name(), budget.limitBytes());
    }
  }

  private void give(long bytes) {
    long first = Math.min(bytes, beyond);
    beyond -= first;
    reserved = Math.min(reserved, share.bytes() - (bytes - first));
    share.shrink(bytes - first);
  }

  @Override
  public void close() {
    CURRENT.remove();
    beyond = 0;
    share.close();
  }
}
