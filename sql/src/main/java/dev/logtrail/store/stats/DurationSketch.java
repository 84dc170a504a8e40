package dev.logtrail.store.stats;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;
import com.datadoghq.sketch.ddsketch.encoding.ByteArrayInput;
import com.datadoghq.sketch.ddsketch.encoding.GrowingByteArrayOutput;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Durations in milliseconds, kept so that quantiles are right within 1 % and sketches can be joined
 * without loss. Not thread-safe.
 */
public final class DurationSketch {
  private static final double ACCURACY = 0.01;

  /** Covers eighteen powers of ten; shorter durations count as the lowest of them. */
  private static final int MAX_BINS = 2_048;

  private final DDSketch sketch = DDSketches.logarithmicCollapsingLowestDense(ACCURACY, MAX_BINS);

  /** Adds a duration in ms, finite and not negative. */
  public void add(double durationMs) {
    sketch.accept(durationMs);
  }

  /** Adds all of another. */
  public void add(DurationSketch other) {
    sketch.mergeWith(other.sketch);
  }

  /**
   * Adds encoded sketches, one or several end to end.
   *
   * @throws UncheckedIOException if the bytes are no sketches
   */
  public void add(byte[] encoded) {
    try {
      sketch.decodeAndMergeWith(ByteArrayInput.wrap(encoded));
    } catch (IOException e) {
      throw new UncheckedIOException("a stored sketch of durations cannot be read", e);
    }
  }

  /** How many durations it holds. */
  public long count() {
    return (long) sketch.getCount();
  }

  /**
   * A duration in ms below which a share of all lies, within 1 %; null if there are none.
   *
   * @param share from 0 to 1
   */
  public Double quantile(double share) {
    return sketch.isEmpty() ? null : Double.valueOf(sketch.getValueAtQuantile(share));
  }

  /** Its bytes; nothing if it is empty. */
  public byte[] encode() {
    if (sketch.isEmpty()) {
      return new byte[0];
    }
    GrowingByteArrayOutput out = GrowingByteArrayOutput.withDefaultInitialCapacity();
    try {
      sketch.encode(out, true); // all have one mapping
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return out.trimmedCopy();
  }
}
