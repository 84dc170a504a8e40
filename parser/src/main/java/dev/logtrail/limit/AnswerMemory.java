package dev.logtrail.limit;

import java.time.Duration;

/**
 * What one answer holds of the budget of answers while a thread makes it: whatever reads events for
 * an answer {@link #hold}s their bytes. On threads that make no answer it counts nothing.
 *
 * <p>An answer that does not fit waits, then fails. The one that holds more than half of the budget
 * may go on to two and a half times the budget, so that the largest trail can be shown, though only
 * one at a time.
 */
public final class AnswerMemory implements AutoCloseable {
  /** What an event and its entry take beside their texts. */
  private static final int EVENT_AND_ENTRY_BYTES = 300;

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final ThreadLocal<AnswerMemory> CURRENT = new ThreadLocal<>();

  private final ByteBudget budget;
  private final ByteShare share;
  private long beyond;
  private long reserved;

  private AnswerMemory(ByteBudget budget) {
    this.budget = budget;
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
    AnswerMemory memory = new AnswerMemory(budget);
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
      long mostBeyond = budget.limitBytes() * 3 / 2;
      if (beyond + bytes > mostBeyond) {
        budget.refuse();
        throw AnswerTooLargeException.ever(budget.limitBytes() + mostBeyond);
      }
      beyond += bytes;
      return;
    }
    grow(bytes);
  }

  private void grow(long bytes) {
    try {
      if (!share.grow(bytes, PATIENCE)) {
        throw AnswerTooLargeException.now(budget.limitBytes());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw AnswerTooLargeException.now(budget.limitBytes());
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
