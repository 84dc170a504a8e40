package dev.logtrail.service.data;

import dev.logtrail.service.settings.FileFaults;
import dev.logtrail.service.settings.UserError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The data directory, which survives restarts; a file lock keeps it to one process at a time. */
public final class DataDirectory implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;

  private DataDirectory(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Locks the directory; makes it if it is missing. The operating system releases the lock however
   * this process ends.
   *
   * @throws UserError if another process has it, or it cannot be written
   */
  public static DataDirectory take(Path path) {
    try {
      Files.createDirectories(path);
      Path lock = path.resolve("logtrail.lock");
      FileChannel channel =
          FileChannel.open(
              lock, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (!lock(channel)) {
        String owner = Files.readString(lock).trim();
        channel.close();
        throw new UserError(
            "the data directory %s is in use by process %s; stop that, or choose another with --data"
                .formatted(path.toAbsolutePath(), owner));
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
      return new DataDirectory(path, channel);
    } catch (IOException e) {
      throw new UserError(
          "the data directory %s cannot be used: %s; choose another with --data"
              .formatted(path.toAbsolutePath(), FileFaults.reason(e)),
          e);
    }
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  public Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
