package dev.logtrail.job.assemble;

import dev.logtrail.attribution.ScannedEvent;
import dev.logtrail.job.repair.Repair;
import dev.logtrail.job.repair.RepairMemory;
import dev.logtrail.job.repair.Repaired;
import dev.logtrail.limit.AnswerMemory;
import dev.logtrail.limit.AnswerTooLargeException;
import dev.logtrail.limit.ByteBudget;
import dev.logtrail.limit.MemoryBudgets;
import dev.logtrail.store.StoreException;
import dev.logtrail.store.StreamContext;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.text.FaultText;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.LogStream;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns deliveries into changed trails. Those of one stream that come between two flushes are taken
 * together, so that one which overtook another is in order again; then each stream is continued in
 * memory where it can be, else with what the store holds. The store is asked for many streams
 * together, and nobody else's trails are flushed for it.
 *
 * <pre>
 *  delivery ──► waits for the flush
 *                 │ at hand, in order ────► changes of the trails at hand ──────┐
 *                 │ all of it at hand ────► attributed anew, in memory ─────────┤
 *                 └─ else ──(many streams in one question)──► repair ───────────┴─► pending ──► store
 * </pre>
 */
public final class StreamAssembler {
  private static final Logger LOG = LoggerFactory.getLogger(StreamAssembler.class);

  /** Streams that the store is asked for together. */
  private static final int STREAMS_AT_ONCE = 500;

  /** How long a repair waits for those of other tasks. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final TrailWriter writer;
  private final PendingFlush pending;
  private final StreamCaches streams;
  private final List<Integer> contextSizes;
  private final ByteBudget repairMemory;
  private final Duration patience;
  private final MemoryPlacer memory = new MemoryPlacer();
  private final Set<StreamCache> waiting = new LinkedHashSet<>();

  /** Whether a repair found no memory though this task held none. */
  private boolean crowded;

  private long repairs;
  private int waitingDeliveries;
  private long repeats;
  private long uncertain;

  public StreamAssembler(
      TrailWriter writer, PendingFlush pending, TrailLimits limits, Conventions conventions) {
    this(
        writer,
        pending,
        limits,
        conventions,
        Repair.CONTEXT_REQUESTS,
        MemoryBudgets.ofThisProcess().repairs(),
        PATIENCE);
  }

  StreamAssembler(
      TrailWriter writer,
      PendingFlush pending,
      TrailLimits limits,
      Conventions conventions,
      List<Integer> contextSizes,
      ByteBudget repairMemory,
      Duration patience) {
    this.repairMemory = repairMemory;
    this.patience = patience;
    this.writer = writer;
    this.pending = pending;
    this.streams = new StreamCaches(new DraftMaker(writer, pending, limits, conventions));
    this.contextSizes = contextSizes;
  }

  /** Takes one delivery. It waits for the next flush, as all that come until then do. */
  public void take(LogBatch batch, long nowMs) {
    if (SuspectDeliveries.here().isHopeless(batch)) {
      refuse(batch, SuspectDeliveries.here().forget(batch), SuspectDeliveries.TRIES);
      return;
    }
    StreamCache cache = streams.of(batch.stream());
    cache.lastUsedMs = nowMs;
    cache.await(batch);
    waiting.add(cache);
    waitingDeliveries++;
  }

  private void apply(StreamCache cache, List<LogBatch> batches, Placement placement) {
    try {
      placement.applyTo(cache.drafts);
    } catch (RuntimeException | StackOverflowError e) {
      // The drafts may be half changed: the job begins anew at its last checkpoint.
      batches.forEach(batch -> SuspectDeliveries.here().note(batch, e));
      throw e;
    }
    cache.tracker = placement.tracker();
    cache.remember(placement.news());
    pending.counts().placed(batches, placement.news());
    cache.settle();
    streams.account(cache);
  }

  /** Stores all that was taken, in as few transactions as can be; returns when it is committed. */
  public void flush() {
    do {
      List<StreamCache> now = List.copyOf(waiting);
      waiting.clear();
      waitingDeliveries = 0;
      List<StreamCache> unplaced = now.stream().filter(cache -> !placeInMemory(cache)).toList();
      if (!unplaced.isEmpty()) {
        askStore(unplaced);
      }
      streams.flushed(pending.flush());
    } while (!waiting.isEmpty());
  }

  /** Places what waits of a stream, if memory tells how; else it goes on waiting. */
  private boolean placeInMemory(StreamCache cache) {
    List<LogBatch> batches = cache.nextWaiting();
    Placement placement = cache.tracker == null ? null : memory.place(cache, batches);
    if (placement == null) {
      cache.awaitAgain(batches);
      return false;
    }
    apply(cache, batches, placement);
    if (cache.isWaiting()) {
      waiting.add(cache);
    }
    return true;
  }

  /**
   * Places what waits of streams. Where something is pending, that has to be stored before; and
   * where much was loaded, others wait until that is stored.
   */
  private void askStore(List<StreamCache> unplaced) {
    waiting.addAll(unplaced);
    List<StreamCache> now = unplaced.stream().filter(c -> !c.drafts.isPending()).toList();
    boolean alone = crowded;
    crowded = false;
    RepairMemory loaded = RepairMemory.open(repairMemory, patience, alone);
    try {
      boolean room = true;
      for (int from = 0; room && from < now.size(); from += STREAMS_AT_ONCE) {
        int to = Math.min(now.size(), from + STREAMS_AT_ONCE);
        room = placeWithStore(now.subList(from, to), alone);
      }
    } finally {
      loaded.close();
    }
  }

  /** False if it ended early because much was loaded. */
  private boolean placeWithStore(List<StreamCache> caches, boolean alone) {
    Map<LogStream, StreamContext> stored = smallStreams(caches);
    long most = AnswerMemory.held() + repairMemory.limitBytes() / 2;
    for (StreamCache cache : caches) {
      place(cache, stored.get(cache.stream()), alone);
      if (!cache.isWaiting()) {
        waiting.remove(cache);
      }
      if (AnswerMemory.held() > most) {
        return false;
      }
    }
    return true;
  }

  private Map<LogStream, StreamContext> smallStreams(List<StreamCache> caches) {
    try {
      return writer.smallStreams(caches.stream().map(StreamCache::stream).toList());
    } catch (AnswerTooLargeException e) {
      return Map.of();
    }
  }

  /**
   * Places deliveries of a stream with the help of the store. They go on waiting if there is no
   * memory now.
   *
   * @param stored all that is stored of the stream; null if it is not small
   */
  private void place(StreamCache cache, StreamContext stored, boolean alone) {
    List<LogBatch> batches = cache.nextWaiting();
    long held = AnswerMemory.held();
    Placement placement;
    try {
      placement = placement(cache, batches, stored, alone);
    } catch (StoreException e) {
      throw e;
    } catch (AnswerTooLargeException e) {
      AnswerMemory.releaseTo(held);
      if (held > 0 || !e.isForEver()) {
        crowded |= held == 0;
        cache.awaitAgain(batches);
      } else {
        refuseOrDivide(cache, batches, e);
      }
      return;
    } catch (RuntimeException | StackOverflowError e) {
      refuseOrDivide(cache, batches, e);
      return;
    }
    apply(cache, batches, placement);
  }

  /** Of several deliveries that cannot be placed together, each is tried by itself. */
  private void refuseOrDivide(StreamCache cache, List<LogBatch> batches, Throwable reason) {
    cache.forget();
    if (batches.size() == 1) {
      refuse(batches.get(0), reason, 2);
    } else {
      cache.oneByOne = true;
      cache.awaitAgain(batches);
    }
  }

  private Placement placement(
      StreamCache cache, List<LogBatch> batches, StreamContext stored, boolean alone) {
    List<ScannedEvent> fresh = cache.fresh(batches);
    if (fresh.isEmpty()) {
      return Placement.nothing(cache.tracker);
    }
    if (stored != null && stored.trails().isEmpty()) {
      return memory.placeFirst(cache, fresh);
    }
    Repair repair = new Repair(writer, cache.stream(), fresh, cache.tracker, contextSizes, stored);
    Repaired repaired = repair.run(alone);
    if (repaired == null) {
      repeats++;
      return Placement.nothing(cache.tracker);
    }
    repairs++;
    if (!repair.isCertain()) {
      uncertain++;
      LOG.warn(
          "{} is too large to be looked at whole: late events may have been misplaced",
          cache.stream());
    }
    cache.whole = repaired.whole();
    return new Placement(repaired);
  }

  /** A delivery whose attribution fails again and again becomes a dead letter; others go on. */
  private void refuse(LogBatch batch, Throwable reason, int tries) {
    RefusalLog.here()
        .refused(
            "a delivery of %s with %d events".formatted(batch.stream(), batch.events().size()),
            FaultText.of(reason));
    LOG.debug("Where it failed", reason);
    pending.refuse(batch, reason, tries);
  }

  /** Drops streams without an event for {@code idleMs}; nothing may be pending. */
  public void dropIdle(long nowMs, long idleMs) {
    streams.dropIdle(nowMs, idleMs);
  }

  /** Gives back what is held of the budget of streams. */
  void close() {
    streams.close();
  }

  /** Deliveries that wait for the next flush. */
  int waitingDeliveries() {
    return waitingDeliveries;
  }

  int streamCount() {
    return streams.size();
  }

  /** How often the store had to be asked and something had come late or not in order. */
  public long repairs() {
    return repairs;
  }

  /** How often something had come late and all of its stream was at hand. */
  long repairsInMemory() {
    return memory.repairs();
  }

  /** How often the store had to be asked and a delivery held nothing new. */
  long repeats() {
    return repeats;
  }

  /** How often a repair could not look at all that may matter. */
  long uncertain() {
    return uncertain;
  }
}
