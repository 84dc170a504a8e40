package dev.logtrail.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What CloudWatch's subscription does to batches: it promises neither order, nor once, nor soon.
 *
 * @param overtaken the share of batches that come a few seconds later, so that following ones may
 *     come first; from 0 to 1
 * @param late the share that comes half a minute later
 * @param twice the share that comes a second time
 */
public record DeliveryOdds(double overtaken, double late, double twice) {
  public DeliveryOdds {
    for (double odd : new double[] {overtaken, late, twice}) {
      if (!(odd >= 0 && odd <= 1)) {
        throw new IllegalArgumentException("odds must be from 0 to 1, was " + odd);
      }
    }
  }

  /** Mostly well behaved. */
  public static DeliveryOdds usual() {
    return new DeliveryOdds(0.02, 0.005, 0.02);
  }

  /**
   * When one batch is delivered, epoch ms: once or twice.
   *
   * @param ingestedAt when CloudWatch took it, epoch ms
   */
  List<Long> draw(Random random, long ingestedAt) {
    long due = ingestedAt + 50 + random.nextInt(250);
    if (random.nextDouble() < late) {
      due += 10_000 + random.nextInt(20_000);
    } else if (random.nextDouble() < overtaken) {
      due += 1_000 + random.nextInt(3_000);
    }
    List<Long> times = new ArrayList<>(List.of(due));
    if (random.nextDouble() < twice) {
      times.add(due + 200 + random.nextInt(10_000));
    }
    return times;
  }
}
