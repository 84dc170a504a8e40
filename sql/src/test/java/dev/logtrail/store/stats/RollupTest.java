package dev.logtrail.store.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Rollups and their sketches, merged in any way")
class RollupTest {
  private static final int PARTS = 12;

  @Test
  void sketchesSayTheSameHoweverTheyWereJoined() {
    Random random = new Random(7);
    DurationSketch oneByOne = new DurationSketch();
    List<byte[]> encoded = new ArrayList<>();
    for (int i = 0; i < PARTS; i++) {
      DurationSketch part = new DurationSketch();
      for (int k = 0; k < i * 5; k++) {
        double ms = Math.exp(random.nextGaussian() * 3 + 4);
        part.add(ms);
        oneByOne.add(ms);
      }
      encoded.add(part.encode());
    }
    DurationSketch unread = new DurationSketch();
    DurationSketch halfRead = new DurationSketch();
    for (byte[] bytes : encoded) {
      DurationSketch part = new DurationSketch();
      part.add(bytes);
      unread.add(part);
      if (part.count() % 2 == 0) {
        // Reads what is unread; adding to it afterwards must not lose that.
        part.quantile(0.5);
      }
      halfRead.add(part);
    }
    DurationSketch both = new DurationSketch();
    both.add(encoded.get(PARTS - 1));
    both.add(encoded.get(PARTS - 2));
    DurationSketch nested = new DurationSketch();
    nested.add(both);

    assertThat(figures(unread)).isEqualTo(figures(oneByOne));
    assertThat(figures(halfRead)).isEqualTo(figures(oneByOne));
    assertThat(nested.count()).isEqualTo((PARTS - 1) * 5 + (PARTS - 2) * 5);
    assertThat(figures(nested)).isEqualTo(figures(both));
  }

  private static List<Object> figures(DurationSketch s) {
    return List.of(s.count(), s.quantile(0.1), s.quantile(0.5), s.quantile(0.95), s.quantile(1));
  }

  @Test
  void bytesThatAreNoSketchAreNoticedWhenTheyAreNeeded() {
    DurationSketch damaged = new DurationSketch();
    damaged.add(new byte[] {(byte) 0xFF, 1, 2});
    assertThatThrownBy(() -> new DurationSketch().add(damaged))
        .isInstanceOf(UncheckedIOException.class);
    assertThatThrownBy(damaged::count).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void figuresThatAreAbsentStayAbsent() {
    Rollup a = new Rollup();
    Rollup b = new Rollup();
    a.merge(b);
    assertThat(a.value(RollupMetric.MIN_MEMORY_MB)).isNull();
    assertThat(a.count(RollupMetric.REQUESTS)).isZero();

    b.set(RollupMetric.MIN_MEMORY_MB, 512L);
    b.set(RollupMetric.MAX_DURATION_MS, 0.25);
    a.merge(b);
    assertThat(a.value(RollupMetric.MIN_MEMORY_MB)).isEqualTo(512L);
    assertThat(a.value(RollupMetric.MAX_DURATION_MS)).isEqualTo(0.25);
  }

  @Test
  void theLeastAndTheMostAreKeptInBothOrders() {
    Rollup small = new Rollup();
    small.set(RollupMetric.MIN_MEMORY_MB, 128L);
    small.set(RollupMetric.MAX_MEMORY_MB, 128L);
    small.set(RollupMetric.MAX_DURATION_MS, 9.5);
    Rollup large = new Rollup();
    large.set(RollupMetric.MIN_MEMORY_MB, 1_024L);
    large.set(RollupMetric.MAX_MEMORY_MB, 1_024L);
    large.set(RollupMetric.MAX_DURATION_MS, 10.25);
    for (List<Rollup> order : List.of(List.of(small, large), List.of(large, small))) {
      Rollup sum = new Rollup();
      order.forEach(sum::merge);
      assertThat(sum.value(RollupMetric.MIN_MEMORY_MB)).isEqualTo(128L);
      assertThat(sum.value(RollupMetric.MAX_MEMORY_MB)).isEqualTo(1_024L);
      assertThat(sum.value(RollupMetric.MAX_DURATION_MS)).isEqualTo(10.25);
    }
  }

  @Test
  void aSumBeyondALongIsTheLargestLong() {
    Rollup a = new Rollup();
    a.setCount(RollupMetric.MB_MS, Long.MAX_VALUE - 1);
    Rollup b = new Rollup();
    b.setCount(RollupMetric.MB_MS, 2);
    a.merge(b);
    assertThat(a.count(RollupMetric.MB_MS)).isEqualTo(Long.MAX_VALUE);
  }
}
