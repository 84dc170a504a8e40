package dev.logtrail.api.loki;

import dev.logtrail.api.load.LoadedTrail;
import dev.logtrail.api.load.TrailLoader;
import dev.logtrail.api.tail.TailOnce;
import dev.logtrail.limit.AnswerMemory;
import dev.logtrail.limit.LokiLimits;
import dev.logtrail.limit.MemoryBudgets;
import dev.logtrail.limit.ServerLimits;
import dev.logtrail.store.TrailReader;
import dev.logtrail.store.change.ChangeFeed;
import dev.logtrail.structured.convention.Conventions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Follows the lines that one client wants: those that are there, then those of each trail that
 * changes and that it has not got yet. Not thread-safe.
 */
final class LineFollower implements AutoCloseable {
  /** Shared by all: so many read the store at once. */
  private static final Semaphore READERS = new Semaphore(LokiLimits.TAIL_READERS, true);

  /** In the place of a flush: nothing has changed. */
  private static final long NO_FLUSH = -1;

  private final TailQuestion question;
  private final TrailLoader loader;
  private final LineWalkMaker walks;
  private final TailOnce once;
  private final Clock clock;
  private final SentLines sent = new SentLines();
  private final BlockingQueue<Long> news = new ArrayBlockingQueue<>(1);
  private final AutoCloseable listening;
  private final long floor;
  private long at;

  /** Makes walks, each with a time of its own. */
  private interface LineWalkMaker {
    LineWalk walk();
  }

  /** Takes frames, and waits until the client has them. */
  interface Frames {
    void send(String json) throws Exception;
  }

  /** Reads something of the store. */
  private interface Reading<T> {
    T read() throws InterruptedException;
  }

  /** Begins behind what is stored now. */
  LineFollower(
      TailQuestion question,
      TrailReader reader,
      Conventions conventions,
      ChangeFeed feed,
      Clock clock) {
    TrailReader view = question.caller().view(reader);
    this.question = question;
    this.loader = new TrailLoader(view, conventions);
    this.walks = () -> new LineWalk(view, loader);
    this.once = new TailOnce(feed);
    this.clock = clock;
    this.floor = Math.max(question.start(), clock.millis() - LokiLimits.TAIL_LATE_MS);
    this.listening = feed.listen(flushNo -> news.offer(flushNo));
    this.at = feed.latest();
  }

  /** Sends the newest lines that are there already. */
  void past(Frames out) throws Exception {
    NewestLines kept = new NewestLines(question.limit(), true);
    long now = clock.millis() + 1;
    if (question.start() < now) {
      read(
          () -> {
            walks.walk().walk(question.lines(), question.start(), now, true, new Remembering(kept));
            return null;
          });
    }
    send(kept.lines(), false, out);
  }

  /** Takes lines that are there, and remembers those of trails that may still change. */
  private final class Remembering implements LineSink {
    private final NewestLines kept;
    private SentLines.Look look;

    Remembering(NewestLines kept) {
      this.kept = kept;
    }

    @Override
    public void trail(long trailId) {
      look = sent.look(trailId);
    }

    @Override
    public void line(Line line) {
      look.isNew(line);
      kept.line(line);
    }

    @Override
    public boolean wants(long firstMs, long lastMs) {
      return lastMs >= floor || kept.wants(firstMs, lastMs);
    }
  }

  /**
   * Waits for changes, and sends their lines.
   *
   * @param waitMs how long at most
   * @return whether anything was sent
   */
  boolean next(long waitMs, Frames out) throws Exception {
    Long flushNo = news.poll(waitMs, TimeUnit.MILLISECONDS);
    if (flushNo == null || flushNo == NO_FLUSH) {
      return false;
    }
    if (question.delayMs() > 0) {
      Thread.sleep(question.delayMs()); // What comes late meanwhile stands in its place then.
    }
    List<LineSink.Line> lines = new ArrayList<>();
    boolean dropped = read(() -> changed(lines));
    send(lines, dropped, out);
    return dropped || !lines.isEmpty();
  }

  /** Collects what is new; whether something had to be left out. */
  private boolean changed(List<LineSink.Line> into) throws InterruptedException {
    TailOnce.Changes changes =
        once.next(
            loader,
            question.caller(),
            question.function(),
            null,
            at,
            0,
            ServerLimits.TAIL_CHANGED_TRAILS);
    at = changes.upTo();
    LineWalk walk = walks.walk();
    for (LoadedTrail t : changes.trails()) {
      if (LokiLabels.fits(question.lines().matchers(), t.trail().header())
          && t.trail().header().startedAt() != null) {
        SentLines.Look look = sent.look(t.trailId());
        LineSink isNew =
            line -> {
              if (look.isNew(line)) {
                into.add(line);
              }
            };
        walk.entries(question.lines(), t, LineWalk.ns(floor), Long.MAX_VALUE, isNew);
      }
    }
    return changes.left() > 0;
  }

  /** Ends the wait of {@link #next}. May be called by any thread. */
  void wake() {
    news.offer(NO_FLUSH);
  }

  private static <T> T read(Reading<T> reading) throws InterruptedException {
    READERS.acquire();
    AnswerMemory memory = AnswerMemory.open(MemoryBudgets.ofThisProcess().answers());
    try (memory) {
      return reading.read();
    } finally {
      READERS.release();
    }
  }

  private void send(List<LineSink.Line> lines, boolean dropped, Frames out) throws Exception {
    List<LineSink.Line> sorted = new ArrayList<>(lines);
    sorted.sort(Comparator.comparingLong(LineSink.Line::ns));
    for (int from = 0; from < sorted.size(); from += LokiLimits.TAIL_FRAME_LINES) {
      int to = Math.min(sorted.size(), from + LokiLimits.TAIL_FRAME_LINES);
      out.send(LokiJson.frame(sorted.subList(from, to), question.apart(), null));
    }
    if (dropped) {
      out.send(LokiJson.frame(List.of(), question.apart(), clock.millis()));
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (Exception e) {
      throw new IllegalStateException("a listener could not be taken off", e);
    }
  }
}
