package dev.logtrail.cli.split;

import dev.logtrail.trail.LogEvent;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A temporary file of runs of events; deleted when it is closed. */
final class EventFile implements AutoCloseable {
  private final Path path;
  private final RandomAccessFile file;

  /** Where a run lies in the file. */
  record Run(long offset, int bytes, int events) {}

  EventFile(Path directory) throws IOException {
    path = Files.createTempFile(directory, "logtrail-split-", ".events");
    file = new RandomAccessFile(path.toFile(), "rw");
  }

  /** Appends a run of events of one stream. */
  Run append(List<LogEvent> events) throws IOException {
    long offset = file.length();
    file.seek(offset);
    OutputStream bytes = Channels.newOutputStream(file.getChannel());
    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(bytes, 1 << 16));
    for (LogEvent e : events) {
      text(out, e.id());
      out.writeLong(e.timestamp());
      out.writeInt(e.arrival());
      text(out, e.message());
    }
    out.flush();
    return new Run(offset, Math.toIntExact(file.length() - offset), events.size());
  }

  /** Adds a run's events to {@code into}. */
  void read(Run run, List<LogEvent> into) throws IOException {
    byte[] bytes = new byte[run.bytes()];
    file.seek(run.offset());
    file.readFully(bytes);
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    for (int i = 0; i < run.events(); i++) {
      String id = text(in);
      long timestamp = in.readLong();
      int arrival = in.readInt();
      into.add(new LogEvent(id, timestamp, text(in), arrival));
    }
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    file.close();
    Files.deleteIfExists(path);
  }
}
