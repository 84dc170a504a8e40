package dev.logtrail.cli.split;

import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gathers events by stream; what exceeds a limit in memory is spilled to a temporary file. Events
 * are read back one stream at a time.
 */
public final class StreamSpill implements AutoCloseable {
  private static final int EVENT_OVERHEAD_BYTES = 120;
  private static final Comparator<LogStream> BY_NAME =
      Comparator.comparing(LogStream::account)
          .thenComparing(LogStream::region)
          .thenComparing(LogStream::logGroup)
          .thenComparing(LogStream::logStream);

  private final long memoryBytes;
  private final Path directory;
  private final Map<LogStream, Held> streams = new HashMap<>();
  private EventFile file;
  private long held;

  private static final class Held {
    private final List<EventFile.Run> runs = new ArrayList<>();
    private List<LogEvent> events = new ArrayList<>();
    private long first = Long.MAX_VALUE;
  }

  /**
   * @param memoryBytes about how much to have in memory
   * @param directory where the temporary file goes
   */
  public StreamSpill(long memoryBytes, Path directory) {
    this.memoryBytes = memoryBytes;
    this.directory = directory;
  }

  /** Adds events of one stream, in the order in which they arrived. */
  void add(LogStream stream, List<LogEvent> events) throws IOException {
    Held of = streams.computeIfAbsent(stream, s -> new Held());
    for (LogEvent e : events) {
      of.events.add(e);
      of.first = Math.min(of.first, e.timestamp());
      held += EVENT_OVERHEAD_BYTES + e.id().length() + e.message().length();
    }
    if (held > memoryBytes) {
      spill();
    }
  }

  /** Whether something waits on disk. */
  boolean hasSpilled() {
    return file != null;
  }

  /** The streams by their first event's time, then by name. */
  List<LogStream> streams() {
    Comparator<LogStream> byStart = Comparator.comparingLong(s -> streams.get(s).first);
    return streams.keySet().stream().sorted(byStart.thenComparing(BY_NAME)).toList();
  }

  /** All events of a stream in the order of the stream, each once. */
  List<LogEvent> events(LogStream stream) throws IOException {
    Held of = streams.get(stream);
    List<LogEvent> all = new ArrayList<>();
    for (EventFile.Run run : of.runs) {
      file.read(run, all);
    }
    all.addAll(of.events);
    Set<String> ids = new HashSet<>();
    all.removeIf(e -> !ids.add(e.id()));
    all.sort(LogEvent.ORDER);
    return all;
  }

  private void spill() throws IOException {
    if (file == null) {
      file = new EventFile(directory);
    }
    for (Held of : streams.values()) {
      if (!of.events.isEmpty()) {
        of.runs.add(file.append(of.events));
        of.events = new ArrayList<>();
      }
    }
    held = 0;
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
