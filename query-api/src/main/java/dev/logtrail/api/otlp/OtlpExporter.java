package dev.logtrail.api.otlp;

import dev.logtrail.api.load.LoadedTrail;
import dev.logtrail.api.load.TrailLoader;
import dev.logtrail.limit.ExportLimits;
import dev.logtrail.store.FaultLog;
import dev.logtrail.store.StoreException;
import dev.logtrail.store.TrailReader;
import dev.logtrail.store.change.ChangeFeed;
import dev.logtrail.store.change.ChangedTrail;
import dev.logtrail.store.export.ExportState;
import dev.logtrail.store.export.ExportState.Position;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.trail.CloseReason;
import dev.logtrail.trail.TrailHeader;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands each trail to a receiver once it is closed, and what comes later when it comes. While the
 * receiver does not take something, nothing more is read: the position waits. Used by one thread.
 */
public final class OtlpExporter {
  private static final Logger LOG = LoggerFactory.getLogger(OtlpExporter.class);
  private static final long FIRST_PAUSE_MS = 1_000;
  private static final long IDLE_MS = 1_000;
  private static final long TOUCH_MS = 60_000;

  private final OtlpSettings settings;
  private final OtlpClient client;
  private final ExportState state;
  private final String holder;
  private final ExportQueue queue;
  private final TrailLoader loader;
  private final Clock clock;
  private final OtlpFigures figures = new OtlpFigures();
  private final FaultLog faults = new FaultLog(LOG, "Exporting trails by OTLP");

  private OtlpBatch batch;
  private long pauseMs;
  private long touchedAt;

  /**
   * An export.
   *
   * @param state where it stands
   * @param holder what this program calls itself
   * @param conventions by which lines that are JSON are read
   */
  public OtlpExporter(
      OtlpSettings settings,
      TrailReader reader,
      ChangeFeed feed,
      ExportState state,
      String holder,
      Conventions conventions,
      Clock clock) {
    this.settings = settings;
    this.client = new OtlpClient(settings);
    this.state = state;
    this.holder = holder;
    this.queue = new ExportQueue(reader, feed);
    this.loader = new TrailLoader(reader, conventions);
    this.clock = clock;
  }

  /** Fixes where it begins, if it never has: what is stored from now on is exported. */
  public void begin() {
    state.begin(holder, ExportLimits.HOLD_MS);
  }

  /** What was sent so far. */
  public OtlpFigures figures() {
    return figures;
  }

  /**
   * Sends what there is to send, as far as the receiver takes it: a batch at most.
   *
   * @return after how many ms to come again; 0 at once
   */
  public long turn() throws InterruptedException {
    try {
      long pause = step();
      if (batch == null) {
        faults.worked();
      }
      return pause;
    } catch (StoreException e) {
      faults.failed(e);
      return pauseAfterFault(0);
    }
  }

  private long step() throws InterruptedException {
    Position position = state.begin(holder, ExportLimits.HOLD_MS);
    if (position == null) {
      batch = null;
      queue.clear();
      return IDLE_MS;
    }
    if (batch == null) {
      long now = clock.millis();
      queue.fill(position, state.newestBefore(now - ExportLimits.SETTLE_MS), now);
      batch = read();
    }
    long again = send();
    if (batch.next() != null) {
      return again;
    }
    long upTo = queue.upTo(position);
    boolean moved = upTo != position.flushNo() || !batch.toNote().isEmpty();
    if (moved || clock.millis() - touchedAt > TOUCH_MS) {
      // Only what is looked through to its end moves the position.
      boolean stored =
          queue.isEmpty()
              ? state.commit(holder, upTo, batch.toNote())
              : state.note(holder, ExportLimits.HOLD_MS, batch.toNote());
      if (!stored) {
        queue.clear();
      }
      touchedAt = clock.millis();
      state.forget();
    }
    batch = null;
    pauseMs = 0;
    return moved || !queue.isEmpty() ? 0 : IDLE_MS;
  }

  /** The next trails of the queue that are closed, with what is new of them. */
  private OtlpBatch read() {
    OtlpBatch next = new OtlpBatch(settings);
    List<ChangedTrail> taken = queue.take(ExportLimits.BATCH_TRAILS);
    Map<Long, byte[]> sent = state.sent(taken.stream().map(ChangedTrail::trailId).toList());
    long bytes = 0;
    for (int i = 0; i < taken.size(); i++) {
      if (bytes > ExportLimits.BATCH_BYTES) {
        queue.putBack(taken.subList(i, taken.size()));
        break;
      }
      for (LoadedTrail t : load(taken.get(i))) {
        if (isOld(t) && !sent.containsKey(t.trailId())) {
          figures.old.increment();
          continue;
        }
        next.add(t, sent.get(t.trailId()));
        bytes += t.trail().entries().stream().mapToLong(e -> e.message().length()).sum();
      }
    }
    return next.end();
  }

  /** Whether it may have been sent so long ago that this is no longer known. */
  private boolean isOld(LoadedTrail t) {
    Long last = t.trail().header().lastEventAt();
    return last != null && last < clock.millis() - ExportLimits.OLDEST_MS;
  }

  private List<LoadedTrail> load(ChangedTrail changed) {
    List<LoadedTrail> closed = new ArrayList<>();
    try {
      if (changed.requestId() == null) {
        LoadedTrail t = loader.environment(changed.trailId(), changed.day());
        add(closed, t, changed);
      } else {
        loader.byRequestId(changed.requestId()).forEach(t -> add(closed, t, changed));
      }
    } catch (StoreException e) {
      throw e; // The store is away: all of it is tried again later.
    } catch (RuntimeException e) {
      // One trail that cannot be read must not stop all that come after it.
      LOG.error("The export leaves out {}: it could not be read", changed, e);
    }
    return closed;
  }

  /** What only a log result told is sent when CloudWatch's trail has taken its place. */
  private static void add(List<LoadedTrail> closed, LoadedTrail t, ChangedTrail changed) {
    if (t == null || t.trailId() != changed.trailId()) {
      return;
    }
    TrailHeader h = t.trail().header();
    if (h.isClosed() && h.closeReason() != CloseReason.LOG_RESULT_ONLY) {
      closed.add(t);
    }
  }

  /** Sends requests until one fails; tells after how many ms to go on. */
  private long send() throws InterruptedException {
    for (OtlpBatch.Request r = batch.next(); r != null; r = batch.next()) {
      if (settings.atMostOnce()) {
        batch.note();
        if (!storeNotes()) {
          return IDLE_MS;
        }
      }
      OtlpAnswer answer = client.send(r.signal(), r.json());
      switch (answer.kind()) {
        case TAKEN -> taken(r, answer);
        case REFUSED -> refused(r, answer);
        case LATER -> {
          figures.failures.increment();
          faults.failed(answer.text());
          return pauseAfterFault(answer.pauseMs());
        }
      }
      // The last one's are stored with the position.
      if (batch.next() != null && !storeNotes()) {
        return IDLE_MS;
      }
    }
    return 0;
  }

  /** False if another program goes on from what is stored; the next step sees that. */
  private boolean storeNotes() {
    boolean stored = state.note(holder, ExportLimits.HOLD_MS, batch.toNote());
    if (stored) {
      batch.noted();
    }
    return stored;
  }

  private void taken(OtlpBatch.Request r, OtlpAnswer answer) {
    batch.done();
    pauseMs = 0;
    (r.signal().equals("traces") ? figures.spans : figures.lines).add(r.size() - answer.rejected());
    figures.rejected.add(answer.rejected());
    if (answer.rejected() > 0) {
      LOG.warn(
          "The receiver of OTLP did not want {} of {} {}: {}",
          answer.rejected(),
          r.size(),
          r.signal(),
          answer.text());
    }
  }

  private void refused(OtlpBatch.Request r, OtlpAnswer answer) {
    if (r.size() > 1) {
      batch.split();
      return;
    }
    batch.done();
    figures.refused.increment();
    LOG.warn("The export leaves out a part of {}: {}", r.name(), answer.text());
  }

  private long pauseAfterFault(long wantedMs) {
    pauseMs = Math.min(Math.max(FIRST_PAUSE_MS, 2 * pauseMs), ExportLimits.LONGEST_PAUSE_MS);
    return Math.max(pauseMs, wantedMs);
  }

  /** Lets another program go on at once. */
  public void release() {
    state.begin(holder, 0);
  }
}
