package dev.logtrail.job.kit;

import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.Source;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Ways in which the events of some streams may be delivered. */
public final class Deliveries {
  private Deliveries() {}

  /**
   * Cuts streams into deliveries and mixes them: in order, a little out of order, backwards, or in
   * any order; some come twice, much later too.
   */
  public static List<LogBatch> of(List<EventfulStream> streams, Random random) {
    int size = 1 + random.nextInt(random.nextBoolean() ? 6 : 60);
    List<List<LogBatch>> each = new ArrayList<>();
    int disorder = random.nextInt(4);
    for (EventfulStream stream : streams) {
      List<LogBatch> batches = cut(stream, size, random);
      switch (disorder) {
        case 0 -> swapNeighbours(batches, random);
        case 1 -> Collections.shuffle(batches, random);
        case 2 -> Collections.reverse(batches);
        default -> {
          // In order.
        }
      }
      each.add(batches);
    }
    return withRepeats(interleave(each, random), random);
  }

  private static List<LogBatch> cut(EventfulStream stream, int size, Random random) {
    List<LogBatch> batches = new ArrayList<>();
    int from = 0;
    while (from < stream.events.size()) {
      int to = Math.min(stream.events.size(), from + 1 + random.nextInt(size));
      List<LogEvent> events = stream.events.subList(from, to);
      batches.add(new LogBatch(stream.stream, Source.SUBSCRIPTION, events));
      from = to;
    }
    return batches;
  }

  private static void swapNeighbours(List<LogBatch> batches, Random random) {
    for (int i = 0; i + 1 < batches.size(); i++) {
      if (random.nextInt(4) == 0) {
        Collections.swap(batches, i, i + 1);
      }
    }
  }

  private static List<LogBatch> interleave(List<List<LogBatch>> each, Random random) {
    List<LogBatch> all = new ArrayList<>();
    int[] next = new int[each.size()];
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < next.length; i++) {
      left.add(i);
    }
    while (!left.isEmpty()) {
      int at = random.nextInt(left.size());
      int stream = left.get(at);
      all.add(each.get(stream).get(next[stream]++));
      if (next[stream] == each.get(stream).size()) {
        left.remove(at);
      }
    }
    return all;
  }

  private static List<LogBatch> withRepeats(List<LogBatch> batches, Random random) {
    List<LogBatch> all = new ArrayList<>();
    for (LogBatch batch : batches) {
      all.add(batch);
      if (random.nextInt(6) == 0) {
        all.add(all.get(random.nextInt(all.size())));
      }
      if (random.nextInt(10) == 0) {
        all.add(batch);
      }
    }
    return all;
  }
}
