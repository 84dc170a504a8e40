package dev.logtrail.limit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * So many bytes that parts of the process share. Who does not fit waits for others to give back, in
 * the order of asking, or is refused; who was refused holds what it held before. Who asks for much,
 * more than an eighth of all, waits until nobody else does. Thread-safe.
 */
public final class ByteBudget {
  private static final int LITTLE = 8;

  private final String name;
  private final long limitBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Condition> waiting = new ArrayDeque<>();

  /** Those that ask for much. */
  private final Deque<Condition> waitingForMuch = new ArrayDeque<>();

  private long usedBytes;
  private long peakBytes;
  private long refusals;

  /**
   * A budget of which nothing is used.
   *
   * @param name as metrics and status call it, such as {@code decoding}
   * @param limitBytes above 0
   */
  public ByteBudget(String name, long limitBytes) {
    if (limitBytes <= 0) {
      throw new IllegalArgumentException(
          "budget " + name + " is " + limitBytes + " bytes; right would be more than 0");
    }
    this.name = Objects.requireNonNull(name, "name");
    this.limitBytes = limitBytes;
  }

  /** Takes bytes if they fit now and nobody waits; else counts a refusal. */
  public boolean tryTake(long bytes) {
    check(bytes);
    lock.lock();
    try {
      if (!isNext(bytes, null) || !fits(bytes)) {
        refusals++;
        return false;
      }
      use(bytes);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes bytes, waiting for room behind those who asked before, and who asks for much behind all.
   *
   * @param patience how long to wait at most
   * @return false, and a refusal is counted, if there was no room in time; at once if they could
   *     never fit
   * @throws InterruptedException if the thread was interrupted while it waited; nothing is taken
   */
  public boolean take(long bytes, Duration patience) throws InterruptedException {
    check(bytes);
    lock.lockInterruptibly();
    try {
      if (isNext(bytes, null) && fits(bytes)) {
        use(bytes);
        return true;
      }
      if (bytes > limitBytes || !await(bytes, patience.toNanos())) {
        refusals++;
        return false;
      }
      use(bytes);
      return true;
    } finally {
      lock.unlock();
    }
  }

  private boolean await(long bytes, long nanos) throws InterruptedException {
    Condition turn = lock.newCondition();
    Deque<Condition> line = isMuch(bytes) ? waitingForMuch : waiting;
    line.addLast(turn);
    try {
      long left = nanos;
      while (!isNext(bytes, turn) || !fits(bytes)) {
        if (left <= 0) {
          return false;
        }
        left = turn.awaitNanos(Math.min(left, TimeUnit.DAYS.toNanos(1)));
      }
      return true;
    } finally {
      line.remove(turn);
      wakeFirst();
    }
  }

  /**
   * Gives back what was taken.
   *
   * @throws IllegalArgumentException if so much is not in use: then somebody counts wrongly
   */
  public void give(long bytes) {
    check(bytes);
    lock.lock();
    try {
      if (bytes > usedBytes) {
        throw new IllegalArgumentException(
            "%d bytes given back to budget %s, of which %d are in use"
                .formatted(bytes, name, usedBytes));
      }
      usedBytes -= bytes;
      wakeFirst();
    } finally {
      lock.unlock();
    }
  }

  /** Counts a refusal of what could never fit. */
  public void refuse() {
    lock.lock();
    try {
      refusals++;
    } finally {
      lock.unlock();
    }
  }

  /** A share that holds nothing yet and gives all back when it is closed. */
  public ByteShare share() {
    return new ByteShare(this);
  }

  /** Whether so much is much: then others go first. */
  public boolean isMuch(long bytes) {
    return bytes > limitBytes / LITTLE;
  }

  /** Whether nobody goes before one that asks for so much; {@code turn} is its own if it waits. */
  private boolean isNext(long bytes, Condition turn) {
    return isMuch(bytes)
        ? waiting.isEmpty() && waitingForMuch.peekFirst() == turn
        : waiting.peekFirst() == turn;
  }

  private boolean fits(long bytes) {
    return bytes <= limitBytes - usedBytes;
  }

  private void use(long bytes) {
    usedBytes += bytes;
    peakBytes = Math.max(peakBytes, usedBytes);
  }

  private void wakeFirst() {
    Condition first = waiting.isEmpty() ? waitingForMuch.peekFirst() : waiting.peekFirst();
    if (first != null) {
      first.signal();
    }
  }

  private void check(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException(bytes + " bytes of budget " + name);
    }
  }

  /** As metrics and status call it. */
  public String name() {
    return name;
  }

  /** All that may be in use at once. */
  public long limitBytes() {
    return limitBytes;
  }

  /** What is in use now. */
  public long usedBytes() {
    return get(() -> usedBytes);
  }

  /** The most that was in use at once. */
  public long peakBytes() {
    return get(() -> peakBytes);
  }

  /** How often somebody was refused. */
  public long refusals() {
    return get(() -> refusals);
  }

  private long get(LongSupplier value) {
    lock.lock();
    try {
      return value.getAsLong();
    } finally {
      lock.unlock();
    }
  }
}
