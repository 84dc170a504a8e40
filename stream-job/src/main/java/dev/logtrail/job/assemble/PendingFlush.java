package dev.logtrail.job.assemble;

import dev.logtrail.job.database.StoreFaults;
import dev.logtrail.store.DeadLetter;
import dev.logtrail.store.Flush;
import dev.logtrail.store.StoreException;
import dev.logtrail.store.TrailRow;
import dev.logtrail.store.TrailWrite;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the next transaction will store. One per task, used by its thread alone. */
public final class PendingFlush {
  private final TrailWriter writer;
  private final Set<TrailDraft> dirty = new LinkedHashSet<>();
  private final List<StreamDrafts> streams = new ArrayList<>();
  private final Map<Long, TrailRow> deletes = new LinkedHashMap<>();
  private final Map<String, Invocation> invocations = new LinkedHashMap<>();
  private final List<DeadLetter> deadLetters = new ArrayList<>();
  private final Map<String, Long> dropped = new HashMap<>();
  private final EventCounts counts = new EventCounts();
  private long flushes;

  public PendingFlush(TrailWriter writer) {
    this.writer = writer;
  }

  void add(TrailDraft draft) {
    dirty.add(draft);
  }

  /** Has drafts told when the flush has committed. */
  void add(StreamDrafts drafts) {
    streams.add(drafts);
  }

  /** The trail's last event went elsewhere: if it was ever stored, it is deleted. */
  void remove(TrailDraft draft) {
    dirty.remove(draft);
    if (draft.isStored()) {
      TrailRow row = draft.row(writer.epoch());
      deletes.put(row.trailId(), row);
    }
  }

  /**
   * Of several results of one request in one flush the last counts: no statement may touch a row
   * twice.
   */
  void add(Invocation invocation) {
    String key =
        String.join(
            "\n",
            invocation.account(),
            invocation.region(),
            invocation.functionName(),
            invocation.requestId());
    invocations.put(key, invocation);
  }

  void add(DeadLetter letter) {
    deadLetters.add(letter);
  }

  /** Counts events that their trail's limits have refused. */
  void refused(Source source, long events) {
    drop(EventCounts.TRAIL_LIMIT, events);
    counts.refused(source, events);
  }

  /** Makes a dead letter of a delivery that could not be placed. */
  void refuse(LogBatch batch, Throwable reason, int tries) {
    deadLetters.add(RefusedEvents.notAttributed(batch, reason, tries));
    counts.dead(batch.source(), batch.events().size());
  }

  void drop(String reason, long events) {
    dropped.merge(reason, events, Long::sum);
  }

  /** What became of the events of this flush. */
  EventCounts counts() {
    return counts;
  }

  /** Trails waiting to be written. */
  int size() {
    return dirty.size() + deletes.size() + invocations.size() + deadLetters.size();
  }

  boolean isEmpty() {
    return size() == 0 && dropped.isEmpty();
  }

  long flushes() {
    return flushes;
  }

  /**
   * Stores all of it in one transaction; returns when that has committed. What the database refuses
   * for what it is becomes a dead letter, and the rest is stored without it.
   *
   * @return the streams of which something was refused
   */
  public Set<LogStream> flush() {
    if (isEmpty()) {
      counts.tell(JobProgress.here());
      return Set.of();
    }
    List<TrailWrite> writes = dirty.stream().map(d -> d.write(writer.epoch())).toList();
    Flush flush =
        new Flush(
            writes,
            List.copyOf(deletes.values()),
            List.copyOf(invocations.values()),
            deadLetters,
            dropped);
    Set<LogStream> refused;
    try {
      refused = new DividedFlush(writer, counts).store(flush);
    } catch (StoreException e) {
      throw StoreFaults.note(e);
    }
    counts.tell(JobProgress.here());
    flushes++;
    dirty.clear();
    deletes.clear();
    invocations.clear();
    deadLetters.clear();
    dropped.clear();
    streams.forEach(StreamDrafts::flushed);
    streams.clear();
    return refused;
  }
}
