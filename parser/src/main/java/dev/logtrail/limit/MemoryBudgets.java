package dev.logtrail.limit;

import java.util.List;

/**
 * The byte budgets of a process: which there are, and what part of the heap each may fill. Together
 * they leave a quarter of it to what nobody counts.
 *
 * @param requests bodies as sent: of HTTP requests until they are answered, and from the inbox
 *     until they are decoded; a sender who does not fit gets 503
 * @param decoding deliveries while they are decompressed and decoded; who does not fit waits, a
 *     sender not for long
 * @param drafts changed trails that wait for the next flush; a full one is flushed
 * @param streams what is remembered of log streams; the least recently used one is forgotten
 * @param repairs stored events that are loaded to place late ones; who does not fit waits, then
 *     looks at less
 * @param answers events and entries of answers while they are made; who does not fit waits, then
 *     gets 503
 * @param tails frames that wait for live tail clients; the one that holds the most is told to start
 *     anew
 */
public record MemoryBudgets(
    ByteBudget requests,
    ByteBudget decoding,
    ByteBudget drafts,
    ByteBudget streams,
    ByteBudget repairs,
    ByteBudget answers,
    ByteBudget tails) {
  private static final double REQUESTS = 0.15;
  private static final double DECODING = 0.17;
  private static final double DRAFTS = 0.09;
  private static final double STREAMS = 0.03;
  private static final double REPAIRS = 0.13;
  private static final double ANSWERS = 0.12;
  private static final double TAILS = 0.05;

  /**
   * Budgets of a process.
   *
   * @param heapBytes the largest its heap may grow
   */
  public static MemoryBudgets ofHeap(long heapBytes) {
    return new MemoryBudgets(
        part("requests", heapBytes, REQUESTS),
        part("decoding", heapBytes, DECODING),
        part("drafts", heapBytes, DRAFTS),
        part("streams", heapBytes, STREAMS),
        part("repairs", heapBytes, REPAIRS),
        part("answers", heapBytes, ANSWERS),
        part("tails", heapBytes, TAILS));
  }

  /** The budgets that all parts of this process share, by its largest heap. */
  public static MemoryBudgets ofThisProcess() {
    return OfThisProcess.BUDGETS;
  }

  /** Made when first asked for. */
  private static final class OfThisProcess {
    private static final MemoryBudgets BUDGETS = ofHeap(Runtime.getRuntime().maxMemory());
  }

  /** All of them, in the order of a record's way. */
  public List<ByteBudget> all() {
    return List.of(requests, decoding, drafts, streams, repairs, answers, tails);
  }

  private static ByteBudget part(String name, long heapBytes, double share) {
    return new ByteBudget(name, Math.max(1, (long) (heapBytes * share)));
  }
}
