package dev.logtrail.ingest.source.cloudwatch;

import dev.logtrail.ingest.source.cloudwatch.Scan.Kind;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Whose turn it is: groups are followed in the order of their urgency, which is that of busy ones;
 * every third turn is the backfill's, if there is any, and every tenth a sweep's; what nobody else
 * needs is theirs, too. Not thread-safe.
 */
final class GroupQueue {
  private static final int BACKFILL_TURN = 3;
  private static final int SWEEP_TURN = 10;

  private final Set<GroupScanner> waiting = new LinkedHashSet<>();
  private long turns;

  /**
   * A turn.
   *
   * @param scanner the group
   * @param kind what is to be read of it
   */
  record Turn(GroupScanner scanner, Kind kind) {}

  void add(GroupScanner scanner) {
    waiting.add(scanner);
  }

  /** Looks at each group that waits. */
  void each(Consumer<GroupScanner> look) {
    waiting.forEach(look);
  }

  /** Takes the group whose turn it is out of the queue; null if there is nothing to do yet. */
  Turn take(long nowMs) {
    turns++;
    GroupScanner urgent = mostUrgent(nowMs);
    GroupScanner past = null;
    GroupScanner sweep = null;
    for (GroupScanner scanner : waiting) {
      if (scanner.wantsBackfill(nowMs) && isNewer(scanner, past)) {
        past = scanner;
      }
      if (sweep == null && scanner.wantsSweep(nowMs)) {
        sweep = scanner;
      }
    }
    if (sweep != null && (turns % SWEEP_TURN == 0 || urgent == null && past == null)) {
      return turn(sweep, Kind.SWEEP);
    }
    if (past != null && (turns % BACKFILL_TURN == 0 || urgent == null)) {
      return turn(past, Kind.BACKFILL);
    }
    return urgent == null ? null : turn(urgent, Kind.FOLLOW);
  }

  /** What is newest is read first, over all groups. */
  private static boolean isNewer(GroupScanner scanner, GroupScanner other) {
    return other == null || scanner.position().downMs() > other.position().downMs();
  }

  private GroupScanner mostUrgent(long nowMs) {
    GroupScanner most = null;
    double urgency = 0;
    for (GroupScanner scanner : waiting) {
      double of = scanner.urgency(nowMs);
      if (of > urgency) {
        most = scanner;
        urgency = of;
      }
    }
    return most;
  }

  private Turn turn(GroupScanner scanner, Kind kind) {
    waiting.remove(scanner);
    return new Turn(scanner, kind);
  }
}
