package dev.logtrail.api.loki;

import dev.logtrail.api.http.ProblemException;
import dev.logtrail.limit.ServerLimits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Keeps so many lines: the newest, or the earliest. */
final class NewestLines implements LineSink {
  private static final long NS_PER_MS = 1_000_000;

  /** Text that an answer may hold, in bytes. */
  private static final long MOST_BYTES = 8 * ServerLimits.ANSWER_PART_BYTES;

  private final int most;
  private final boolean newest;
  private final PriorityQueue<Line> kept;
  private long bytes;

  NewestLines(int most, boolean newest) {
    this.most = most;
    this.newest = newest;
    Comparator<Line> byTime = Comparator.comparingLong(Line::ns);
    this.kept = new PriorityQueue<>(newest ? byTime : byTime.reversed());
  }

  @Override
  public void line(Line line) {
    boolean full = kept.size() >= most;
    if (full && (newest ? line.ns() <= kept.peek().ns() : line.ns() >= kept.peek().ns())) {
      return;
    }
    kept.add(line);
    bytes += line.text().length();
    if (full) {
      bytes -= kept.remove().text().length();
    }
    if (bytes > MOST_BYTES) {
      throw new ProblemException(
          400, "These lines hold more than %d bytes: give a smaller limit.".formatted(MOST_BYTES));
    }
  }

  @Override
  public boolean wants(long firstMs, long lastMs) {
    if (kept.size() < most) {
      return true;
    }
    long worst = kept.peek().ns() / NS_PER_MS;
    return newest ? lastMs >= worst : firstMs <= worst;
  }

  /** By time, in the direction asked for. */
  List<Line> lines() {
    List<Line> lines = new ArrayList<>(kept);
    Comparator<Line> byTime = Comparator.comparingLong(Line::ns);
    lines.sort(newest ? byTime.reversed() : byTime);
    return lines;
  }
}
