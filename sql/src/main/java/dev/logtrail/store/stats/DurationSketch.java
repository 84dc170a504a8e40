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

  /** What was added one by one or read; null before. */
  private DDSketch read;

  /**
   * What was added as bytes and is not read yet. Most sketches are only added to others: their few
   * bytes are cheaper to read into those than a sketch of their own is to fill and to merge.
   */
  private byte[] unread;

  /** Adds a duration in ms, finite and not negative. */
  public void add(double durationMs) {
    own().accept(durationMs);
  }

  /** Adds all of another. */
  public void add(DurationSketch other) {
    if (other.unread != null) {
      readInto(own(), other.unread);
    }
    if (other.read != null) {
      own().mergeWith(other.read);
    }
  }

  /**
   * Adds encoded sketches, one or several end to end. Bytes that are none are noticed at the latest
   * when the durations are asked for or added to others, by an {@link UncheckedIOException}.
   *
   * @param encoded not to be changed afterwards
   */
  public void add(byte[] encoded) {
    if (encoded.length > 0 && unread == null) {
      unread = encoded;
    } else if (encoded.length > 0) {
      readInto(own(), encoded);
    }
  }

  /** Without what is unread. */
  private DDSketch own() {
    if (read == null) {
      read = DDSketches.logarithmicCollapsingLowestDense(ACCURACY, MAX_BINS);
    }
    return read;
  }

  /** With all that was added. */
  private DDSketch whole() {
    DDSketch sketch = own();
    if (unread != null) {
      byte[] encoded = unread;
      unread = null;
      readInto(sketch, encoded);
    }
    return sketch;
  }

  private static void readInto(DDSketch sketch, byte[] encoded) {
    try {
      sketch.decodeAndMergeWith(ByteArrayInput.wrap(encoded));
    } catch (IOException e) {
      throw new UncheckedIOException("a stored sketch of durations cannot be read", e);
    }
  }

  /** How many durations it holds. */
  public long count() {
    return (long) whole().getCount();
  }

  /**
   * A duration in ms below which a share of all lies, within 1 %; null if there are none.
   *
   * @param share from 0 to 1
   */
  public Double quantile(double share) {
    DDSketch sketch = whole();
    return sketch.isEmpty() ? null : Double.valueOf(sketch.getValueAtQuantile(share));
  }

  /** Its bytes; nothing if it is empty. */
  public byte[] encode() {
    DDSketch sketch = whole();
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
