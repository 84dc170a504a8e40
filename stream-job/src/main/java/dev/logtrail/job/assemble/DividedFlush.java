package dev.logtrail.job.assemble;

import dev.logtrail.store.DeadLetter;
import dev.logtrail.store.Flush;
import dev.logtrail.store.RefusedWriteException;
import dev.logtrail.store.TrailRow;
import dev.logtrail.store.TrailWrite;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.TrailEvent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores a flush in one transaction. When the database refuses it for what it holds, it is divided
 * in halves until the part that is refused stands alone; that becomes a dead letter, the others are
 * stored. A stream is never divided: what belongs together is seen together.
 */
final class DividedFlush {
  private static final Logger LOG = LoggerFactory.getLogger(DividedFlush.class);

  private final TrailWriter writer;
  private final EventCounts counts;
  private final Set<LogStream> refused = new HashSet<>();

  DividedFlush(TrailWriter writer, EventCounts counts) {
    this.writer = writer;
    this.counts = counts;
  }

  /** What has to be stored together. */
  private static final class Part {
    private final List<TrailWrite> writes = new ArrayList<>();
    private final List<TrailRow> deletes = new ArrayList<>();
    private final List<Invocation> invocations = new ArrayList<>();
    private final List<DeadLetter> letters = new ArrayList<>();

    private Flush flush(Map<String, Long> dropped) {
      return new Flush(writes, deletes, invocations, letters, dropped);
    }

    private void add(Part other) {
      writes.addAll(other.writes);
      deletes.addAll(other.deletes);
      invocations.addAll(other.invocations);
      letters.addAll(other.letters);
    }
  }

  /**
   * Stores it.
   *
   * @return the streams of which something was refused
   */
  Set<LogStream> store(Flush flush) {
    try {
      writer.flush(flush);
    } catch (RefusedWriteException e) {
      LOG.debug("A flush was refused and is stored in parts: {}", e.getMessage());
      storeHalves(parts(flush));
      if (!flush.dropped().isEmpty()) {
        writer.flush(new Part().flush(flush.dropped()));
      }
    }
    return refused;
  }

  private static List<Part> parts(Flush flush) {
    Map<LogStream, Part> streams = new LinkedHashMap<>();
    flush.writes().forEach(w -> of(streams, w.row()).writes.add(w));
    flush.deletes().forEach(row -> of(streams, row).deletes.add(row));
    List<Part> parts = new ArrayList<>(streams.values());
    for (Invocation invocation : flush.invocations()) {
      Part part = new Part();
      part.invocations.add(invocation);
      parts.add(part);
    }
    for (DeadLetter letter : flush.deadLetters()) {
      Part part = new Part();
      part.letters.add(letter);
      parts.add(part);
    }
    return parts;
  }

  private static Part of(Map<LogStream, Part> streams, TrailRow row) {
    return streams.computeIfAbsent(row.header().key().stream(), s -> new Part());
  }

  private void store(List<Part> parts) {
    Part all = new Part();
    parts.forEach(all::add);
    try {
      writer.flush(all.flush(Map.of()));
    } catch (RefusedWriteException e) {
      if (parts.size() == 1) {
        refuse(parts.get(0), e);
      } else {
        storeHalves(parts);
      }
    }
  }

  private void storeHalves(List<Part> parts) {
    if (parts.size() == 1) {
      store(parts);
      return;
    }
    int half = parts.size() / 2;
    store(parts.subList(0, half));
    store(parts.subList(half, parts.size()));
  }

  private void refuse(Part part, RefusedWriteException reason) {
    RefusalLog.here().refused("what cannot be stored", reason.getMessage());
    List<DeadLetter> letters = new ArrayList<>();
    part.writes.forEach(write -> letters.addAll(letters(write, reason)));
    for (Invocation invocation : part.invocations) {
      letters.add(RefusedEvents.notStored(invocation, reason));
      counts.storedAsLetter(Source.LOG_RESULT, 1);
    }
    Part instead = new Part();
    instead.letters.addAll(letters);
    if (!letters.isEmpty()) {
      writer.flush(instead.flush(Map.of()));
    }
  }

  /** One letter for each way in which events of a trail came. */
  private List<DeadLetter> letters(TrailWrite write, RefusedWriteException reason) {
    LogStream stream = write.row().header().key().stream();
    refused.add(stream);
    Map<Source, List<LogEvent>> bySource = new EnumMap<>(Source.class);
    for (TrailEvent event : write.added()) {
      bySource.computeIfAbsent(event.source(), s -> new ArrayList<>()).add(event.event());
    }
    List<DeadLetter> letters = new ArrayList<>();
    bySource.forEach(
        (source, events) -> {
          letters.addAll(RefusedEvents.notStored(stream, source, events, reason));
          counts.storedAsLetter(source, events.size());
        });
    return letters;
  }
}
