package dev.logtrail.cli.input;

import dev.logtrail.limit.Limits;
import dev.logtrail.payload.bytes.Gunzip;
import dev.logtrail.payload.bytes.PayloadTooLargeException;
import dev.logtrail.payload.bytes.UnreadableException;
import dev.logtrail.service.settings.FileFaults;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * One input of a command: a file, or {@code -} for standard input.
 *
 * @param name as it was given
 * @param standardInput what {@code -} stands for
 */
public record LogFile(String name, InputStream standardInput) {
  private static final int IN_MEMORY_BYTES = 16 << 20;
  private static final int BUFFER_BYTES = 1 << 16;

  /** What names a log stream if nothing else does. */
  public String streamName() {
    Path file = isStandardInput() ? null : Path.of(name).getFileName();
    return file == null ? "stdin" : file.toString();
  }

  /** The input's bytes with every layer of gzip undone. */
  public InputStream open() throws IOException, UnreadableException {
    InputStream raw = isStandardInput() ? standardInput : Files.newInputStream(Path.of(name));
    byte[] head = raw.readNBytes(IN_MEMORY_BYTES);
    if (head.length < IN_MEMORY_BYTES) {
      raw.close();
      try (Gunzip gunzip = new Gunzip(IN_MEMORY_BYTES)) {
        return new ByteArrayInputStream(gunzip.gunzip(head));
      } catch (PayloadTooLargeException e) {
        return streaming(new ByteArrayInputStream(head)); // too much to have in memory at once
      }
    }
    return streaming(new SequenceInputStream(new ByteArrayInputStream(head), raw));
  }

  /** Why a file could not be read: there is none, no permission, or what {@code e} says. */
  public static String fault(Exception e) {
    return e instanceof IOException io ? FileFaults.reason(io) : e.getMessage();
  }

  private boolean isStandardInput() {
    return name.equals("-");
  }

  private static InputStream streaming(InputStream in) throws IOException {
    InputStream layer = new BufferedInputStream(in, BUFFER_BYTES);
    for (int i = 0; i < Limits.GZIP_LAYERS; i++) {
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
