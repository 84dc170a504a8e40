package dev.logtrail.cli.input;

import dev.logtrail.payload.bytes.Gunzip;
import dev.logtrail.payload.bytes.GzipLayers;
import dev.logtrail.payload.bytes.PayloadTooLargeException;
import dev.logtrail.payload.bytes.UnreadableException;
import dev.logtrail.payload.carrier.ExportKey;
import dev.logtrail.service.settings.FileFaults;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * One input of a command: a file, or {@code -} for standard input.
 *
 * @param name as it was given
 * @param standardInput what {@code -} stands for
 */
public record LogFile(String name, InputStream standardInput) {
  private static final int IN_MEMORY_BYTES = 16 << 20;

  /** What names a log stream if nothing else does. */
  public String streamName() {
    ExportKey export = ExportKey.of(name.replace('\\', '/'));
    if (export != null) {
      return export.stream();
    }
    Path file = isStandardInput() ? null : Path.of(name).getFileName();
    return file == null ? "stdin" : file.toString();
  }

  /** The input's bytes with every layer of gzip undone. */
  public InputStream open() throws IOException, UnreadableException {
    return open(in -> in);
  }

  /**
   * The same.
   *
   * @param watched looks at the bytes while they are read, such as to count them
   */
  public InputStream open(UnaryOperator<InputStream> watched)
      throws IOException, UnreadableException {
    InputStream raw =
        watched.apply(isStandardInput() ? standardInput : Files.newInputStream(Path.of(name)));
    byte[] head = raw.readNBytes(IN_MEMORY_BYTES);
    if (head.length < IN_MEMORY_BYTES) {
      raw.close();
      try (Gunzip gunzip = new Gunzip(IN_MEMORY_BYTES)) {
        return new ByteArrayInputStream(gunzip.gunzip(head));
      } catch (PayloadTooLargeException e) {
        return GzipLayers.undone(
            new ByteArrayInputStream(head)); // too much to have in memory at once
      }
    }
    return GzipLayers.undone(new SequenceInputStream(new ByteArrayInputStream(head), raw));
  }

  /** Why a file could not be read: there is none, no permission, or what {@code e} says. */
  public static String fault(Exception e) {
    return e instanceof IOException io ? FileFaults.reason(io) : e.getMessage();
  }

  private boolean isStandardInput() {
    return name.equals("-");
  }
}
