package dev.logtrail.runtimeclient;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A named pipe that another process writes, read without ever waiting. */
final class NamedPipe implements AutoCloseable {
  private final Path path;
  private final RandomAccessFile file;
  private final FileInputStream in;

  private NamedPipe(Path path, RandomAccessFile file) throws IOException {
    this.path = path;
    this.file = file;
    this.in = new FileInputStream(file.getFD());
  }

  /** Makes the pipe and holds it open on both ends, so that it outlives its writers. */
  static NamedPipe create(Path path) throws IOException, InterruptedException {
    Process made = new ProcessBuilder("mkfifo", "-m", "600", path.toString()).start();
    if (made.waitFor() != 0) {
      throw new IOException("mkfifo " + path + " ended with " + made.exitValue());
    }
    return new NamedPipe(path, new RandomAccessFile(path.toFile(), "rw"));
  }

  Path path() {
    return path;
  }

  /** What has been written and not read yet; empty if nothing. */
  byte[] readAvailable() throws IOException {
    int available = in.available();
    byte[] bytes = new byte[available];
    int read = available == 0 ? 0 : in.read(bytes);
    return Arrays.copyOf(bytes, Math.max(0, read));
  }

  @Override
  public void close() throws IOException {
    file.close();
    Files.deleteIfExists(path);
  }
}
