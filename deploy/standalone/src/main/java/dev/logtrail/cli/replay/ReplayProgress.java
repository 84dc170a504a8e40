package dev.logtrail.cli.replay;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** How much of the inputs is read, how fast it goes, and how long the rest will take. */
public final class ReplayProgress {
  private static final int WIDTH = 20;
  private static final double NS_PER_S = 1e9;

  private final long totalBytes;
  private final LongSupplier nanos;
  private final long beganNs;
  private final AtomicLong readBytes = new AtomicLong();

  /**
   * Nothing is read.
   *
   * @param totalBytes of all inputs; 0 if not known
   * @param nanos a clock that never goes back
   */
  public ReplayProgress(long totalBytes, LongSupplier nanos) {
    this.totalBytes = totalBytes;
    this.nanos = nanos;
    this.beganNs = nanos.getAsLong();
  }

  /** The same input, counted while it is read. */
  public InputStream count(InputStream in) {
    return new FilterInputStream(in) {
      @Override
      public int read() throws IOException {
        int one = super.read();
        readBytes.addAndGet(one < 0 ? 0 : 1);
        return one;
      }

      @Override
      public int read(byte[] target, int from, int length) throws IOException {
        int n = super.read(target, from, length);
        readBytes.addAndGet(Math.max(0, n));
        return n;
      }
    };
  }

  /** A bar, as far as it is known how much there is; the rate; the time left. */
  String line(String tally, long events) {
    double seconds = Math.max(1e-3, (nanos.getAsLong() - beganNs) / NS_PER_S);
    String rate = String.format(Locale.ROOT, "%s, %.0f events/s", tally, events / seconds);
    if (totalBytes == 0) {
      return rate;
    }
    double share = Math.min(1, (double) readBytes.get() / totalBytes);
    int filled = (int) (share * WIDTH);
    String left =
        share == 0 || share == 1
            ? ""
            : String.format(Locale.ROOT, ", %.0f s left", seconds * (1 - share) / share);
    return String.format(
        Locale.ROOT,
        "[%s%s] %d %%, %s%s",
        "#".repeat(filled),
        "-".repeat(WIDTH - filled),
        (int) (share * 100),
        rate,
        left);
  }
}
