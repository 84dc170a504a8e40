package dev.logtrail.payload.bytes;

import dev.logtrail.limit.DeliveryLimits;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Inputs that may be too long for memory, with every layer of gzip undone. */
public final class GzipLayers {
  private static final int BUFFER_BYTES = 1 << 16;

  private GzipLayers() {}

  /**
   * What an input holds below its gzip, be it one member or several, one layer or more. Closing it
   * closes the input.
   *
   * @throws IOException if it begins like gzip and is none; reading it may throw the same later
   */
  public static InputStream undone(InputStream in) throws IOException {
    InputStream layer = new BufferedInputStream(in, BUFFER_BYTES);
    for (int i = 0; i < DeliveryLimits.GZIP_LAYERS; i++) {
      layer.mark(2);
      byte[] magic = layer.readNBytes(2);
      layer.reset();
      if (!Gunzip.isGzip(magic)) {
        break;
      }
      layer = new BufferedInputStream(new WholeGzip(layer), BUFFER_BYTES);
    }
    return layer;
  }

  /** Reads all members, and does not overlook what follows them as its superclass does. */
  private static final class WholeGzip extends GZIPInputStream {
    private static final int TRAILER_BYTES = 8;

    WholeGzip(InputStream in) throws IOException {
      super(in, BUFFER_BYTES);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int n = super.read(target, offset, length);
      if (n < 0 && (inf.getRemaining() > TRAILER_BYTES || in.read() >= 0)) {
        throw new ZipException("after the gzip something follows that is not gzip");
      }
      return n;
    }
  }
}
