package dev.logtrail.payload.bytes;

import dev.logtrail.limit.ByteBudget;
import dev.logtrail.limit.ByteShare;
import java.time.Duration;
import java.util.Objects;

/**
 * The memory that one decoder may use beside its small buffers: a share of a budget that all
 * decoders of the process draw from. For one thread at a time.
 */
public final class DecodingRoom implements AutoCloseable {
  private final ByteBudget budget;
  private final Duration patience;
  private final ByteShare share;

  /**
   * Room that is taken from a budget.
   *
   * @param patience how long to wait while others use it
   */
  public DecodingRoom(ByteBudget budget, Duration patience) {
    this.budget = Objects.requireNonNull(budget, "budget");
    this.patience = Objects.requireNonNull(patience, "patience");
    this.share = budget.share();
  }

  /** Room without end: of commands that have a process for themselves. */
  public static DecodingRoom unlimited() {
    return new DecodingRoom(new ByteBudget("decoding", Long.MAX_VALUE), Duration.ZERO);
  }

  /**
   * Takes room, and waits for it while others use it.
   *
   * @throws PayloadTooLargeException if there can never be so much
   * @throws DecodingBusyException if there was not in time
   */
  public void take(long bytes) throws PayloadTooLargeException {
    if (bytes > budget.limitBytes() - share.bytes()) {
      budget.refuse();
      throw new PayloadTooLargeException(
          "the payload needs %d bytes of memory to be decoded, more than the %d that are kept for it; send less at a time, or give more memory"
              .formatted(bytes, budget.limitBytes()));
    }
    long needed = bytes;
    if (budget.isMuch(bytes) && !budget.isMuch(share.bytes())) {
      // Who waits for much holds nothing meanwhile: many of them would hold all that each needs.
      needed += share.bytes();
      share.close();
    }
    try {
      if (!share.grow(needed, patience)) {
        throw new DecodingBusyException("others' deliveries are being decoded");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DecodingBusyException("interrupted while waiting for others' deliveries");
    }
  }

  /** Gives some back. */
  public void give(long bytes) {
    share.shrink(bytes);
  }

  /** What is taken now. */
  public long bytes() {
    return share.bytes();
  }

  /** Gives all back; room can be taken again. */
  @Override
  public void close() {
    share.close();
  }
}
