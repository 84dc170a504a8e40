package dev.logtrail.job.assemble;

import dev.logtrail.attribution.AttributionChanges;
import dev.logtrail.attribution.ScannedEvent;
import dev.logtrail.attribution.StreamTracker;
import dev.logtrail.job.repair.Repair;
import dev.logtrail.job.repair.Repaired;
import dev.logtrail.store.StoreException;
import dev.logtrail.store.StreamContext;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.LogStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns deliveries into changed trails: by steps while a stream comes in order, from memory where
 * all of a stream is at hand, else with what the store holds. The store is asked for many streams
 * together, just before a flush; until then their deliveries wait, and no others do.
 *
 * <pre>
 *  delivery ──► at hand, in order? ──yes──► changes ─────────────────────────────► pending
 *                     │ no                                                         ▲
 *                     ├─ whole at hand? ──yes──► attributed anew, in memory ───────┤
 *                     │ no                                                         │
 *                     └─► waits ──(before a flush, many streams in one question)──► repair
 * </pre>
 */
public final class StreamAssembler {
  private static final Logger LOG = LoggerFactory.getLogger(StreamAssembler.class);

  /** Streams that the store is asked for together. */
  private static final int STREAMS_AT_ONCE = 500;

  private final TrailWriter writer;
  private final PendingFlush pending;
  private final StreamCaches streams;
  private final List<Integer> contextSizes;
  private final Set<StreamCache> waiting = new LinkedHashSet<>();
  private long repairs;
  private long repairsInMemory;
  private long repeats;
  private long uncertain;

  public StreamAssembler(
      TrailWriter writer, PendingFlush pending, TrailLimits limits, Conventions conventions) {
    this(writer, pending, limits, conventions, Repair.CONTEXT_REQUESTS);
  }

  public StreamAssembler(
      TrailWriter writer,
      PendingFlush pending,
      TrailLimits limits,
      Conventions conventions,
      List<Integer> contextSizes) {
    this.writer = writer;
    this.pending = pending;
    this.streams = new StreamCaches(new DraftMaker(writer, pending, limits, conventions));
    this.contextSizes = contextSizes;
  }

  /** Takes one delivery; what it changes is pending, or it waits for the next flush. */
  public void take(LogBatch batch, long nowMs) {
    if (SuspectDeliveries.here().isHopeless(batch)) {
      refuse(batch, SuspectDeliveries.here().forget(batch), SuspectDeliveries.TRIES);
      return;
    }
    StreamCache cache = streams.of(batch.stream());
    cache.lastUsedMs = nowMs;
    Placement placement = null;
    if (!cache.isWaiting() && cache.tracker != null) {
      placement = placeWithoutStore(cache, batch);
    }
    if (placement == null) {
      cache.await(batch);
      waiting.add(cache);
    } else {
      apply(cache, List.of(batch), placement);
    }
    streams.account(cache);
  }

  /** Where the events of a delivery belong, as far as memory tells; else null. */
  private Placement placeWithoutStore(StreamCache cache, LogBatch batch) {
    try {
      List<ScannedEvent> fresh = cache.fresh(batch);
      if (fresh.isEmpty()) {
        return Placement.nothing(cache.tracker);
      }
      AttributionChanges changes = cache.tracker.append(fresh);
      if (changes != null && cache.drafts.canApply(changes)) {
        return new Placement(changes, cache.tracker, fresh);
      }
      if (cache.whole) {
        return placeInWhole(cache, fresh);
      }
      // If there are changes, the tracker is ahead of the drafts now.
      cache.tracker = changes == null ? cache.tracker : null;
      return null;
    } catch (RuntimeException | StackOverflowError e) {
      // With what the store holds it is tried once more, alone.
      LOG.debug("{} could not be continued in memory", batch.stream(), e);
      cache.tracker = null;
      cache.oneByOne = true;
      return null;
    }
  }

  /** Attributes a stream anew that is at hand whole. */
  private Placement placeInWhole(StreamCache cache, List<ScannedEvent> fresh) {
    Set<String> held = cache.drafts.eventIds();
    List<ScannedEvent> news = fresh.stream().filter(e -> !held.contains(e.event().id())).toList();
    if (news.isEmpty()) {
      return Placement.nothing(cache.tracker);
    }
    List<ScannedEvent> all = cache.drafts.events();
    all.addAll(news);
    StreamTracker.Rebuilt rebuilt =
        StreamTracker.rebuild(cache.stream(), all, false, Map.of(), cache.drafts.requestIds());
    repairsInMemory++;
    return new Placement(cache.drafts.changesTo(rebuilt.trails()), rebuilt.tracker(), news);
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
  }

  /** Stores all that was taken, in as few transactions as can be; returns when it is committed. */
  public void flush() {
    do {
      askStore();
      streams.flushed(pending.flush());
    } while (!waiting.isEmpty());
  }

  /** Places what waits, but of streams of which something is pending: the store comes first. */
  private void askStore() {
    List<StreamCache> now = waiting.stream().filter(c -> !c.drafts.isPending()).toList();
    for (int from = 0; from < now.size(); from += STREAMS_AT_ONCE) {
      List<StreamCache> part = now.subList(from, Math.min(now.size(), from + STREAMS_AT_ONCE));
      Map<LogStream, StreamContext> stored =
          writer.smallStreams(part.stream().map(StreamCache::stream).toList());
      for (StreamCache cache : part) {
        place(cache, stored.get(cache.stream()));
        if (!cache.isWaiting()) {
          waiting.remove(cache);
        }
        streams.account(cache);
      }
    }
  }

  /**
   * Places deliveries of a stream with the help of the store.
   *
   * @param stored all that is stored of the stream; null if it is not small
   */
  private void place(StreamCache cache, StreamContext stored) {
    List<LogBatch> batches = cache.nextWaiting();
    Placement placement;
    try {
      placement = placement(cache, batches, stored);
    } catch (StoreException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      cache.forget();
      if (batches.size() == 1) {
        refuse(batches.get(0), e, 2);
      } else {
        cache.oneByOne = true;
        cache.awaitAgain(batches);
      }
      return;
    }
    apply(cache, batches, placement);
  }

  private Placement placement(StreamCache cache, List<LogBatch> batches, StreamContext stored) {
    List<ScannedEvent> fresh = cache.fresh(batches);
    if (fresh.isEmpty()) {
      return Placement.nothing(cache.tracker);
    }
    if (stored != null && stored.trails().isEmpty()) {
      cache.forget();
      cache.whole = true;
      cache.tracker = StreamTracker.ofNewStream(cache.stream());
      AttributionChanges changes = cache.tracker.append(fresh);
      return changes == null
          ? placeInWhole(cache, fresh)
          : new Placement(changes, cache.tracker, fresh);
    }
    Repair repair = new Repair(writer, cache.stream(), fresh, cache.tracker, contextSizes, stored);
    Repaired repaired = repair.run();
    if (repaired == null) {
      repeats++;
      return Placement.nothing(cache.tracker);
    }
    repairs++;
    if (!repair.isCertain()) {
      uncertain++;
      LOG.warn(
          "{} is too long to be looked at whole: late events may have been misplaced",
          cache.stream());
    }
    cache.whole = repaired.whole();
    return new Placement(repaired);
  }

  /** A delivery whose attribution fails again and again becomes a dead letter; others go on. */
  private void refuse(LogBatch batch, Throwable reason, int tries) {
    LOG.error(
        "A delivery of {} with {} events cannot be attributed and is a dead letter now: {}",
        batch.stream(),
        batch.events().size(),
        SuspectDeliveries.brief(reason));
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

  /** Streams whose deliveries wait for the next flush. */
  int waitingStreams() {
    return waiting.size();
  }

  /** Whether there is no memory for more streams before the next flush. */
  boolean isCrowded() {
    return streams.isCrowded();
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
    return repairsInMemory;
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
