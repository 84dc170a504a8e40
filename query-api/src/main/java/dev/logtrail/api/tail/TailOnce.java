package dev.logtrail.api.tail;

import dev.logtrail.api.http.Caller;
import dev.logtrail.api.http.ProblemException;
import dev.logtrail.api.load.LoadedTrail;
import dev.logtrail.api.load.TrailLoader;
import dev.logtrail.limit.ServerLimits;
import dev.logtrail.pattern.FilterPattern;
import dev.logtrail.store.change.ChangeFeed;
import dev.logtrail.store.change.ChangedTrail;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** Tells once what has changed, for clients that ask again and do not stay connected. */
public final class TailOnce {
  private final ChangeFeed feed;

  public TailOnce(ChangeFeed feed) {
    this.feed = feed;
  }

  /**
   * What changed.
   *
   * @param upTo the flush after which to ask again
   * @param trails whole, in the order of their last change
   * @param left how many more changed
   */
  public record Changes(long upTo, List<LoadedTrail> trails, int left) {
    public Changes {
      trails = List.copyOf(trails);
    }
  }

  /**
   * Waits until a request changes that fits, or until the time is over.
   *
   * @param loader reads trails as the caller sees them
   * @param function exact name; null for all
   * @param pattern what an event of each trail must match; null for no such filter
   * @param since the flush after which to begin; null for now
   * @param waitMs how long, in ms
   * @param most trails
   * @throws ProblemException 400 if changes since then are not kept, or not known here
   */
  public Changes next(
      TrailLoader loader,
      Caller caller,
      String function,
      FilterPattern pattern,
      Long since,
      long waitMs,
      int most)
      throws InterruptedException {
    TailFilter filter = new TailFilter(function, null, false, pattern, caller.scope());
    BlockingQueue<Long> news = new ArrayBlockingQueue<>(1);
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(waitMs);
    AutoCloseable listening = feed.listen(flushNo -> news.offer(flushNo));
    try {
      long newest = feed.latest();
      long at = since == null ? newest : since;
      check(at, newest);
      while (true) {
        newest = feed.latest();
        Changes changes = changes(loader, filter, at, newest, most);
        long left = until - System.nanoTime();
        if (!changes.trails().isEmpty() || left <= 0) {
          return changes;
        }
        at = newest;
        news.poll(left, TimeUnit.NANOSECONDS);
      }
    } finally {
      close(listening);
    }
  }

  private void check(long since, long newest) {
    long oldest = feed.oldest();
    if (since > newest) {
      throw new ProblemException(
          400,
          "'since' is %d, which is not known here; the newest is %d.".formatted(since, newest));
    }
    if (oldest == 0 ? since < newest : since < oldest - 1) {
      throw new ProblemException(
          400,
          "'since' is %d: changes so long ago are no longer kept. Leave it out, or search."
              .formatted(since));
    }
  }

  private Changes changes(TrailLoader loader, TailFilter filter, long since, long upTo, int most) {
    List<ChangedTrail> changed = TailReplay.changed(feed, since, upTo, filter);
    List<LoadedTrail> trails = new ArrayList<>();
    int left = Math.max(0, changed.size() - ServerLimits.TAIL_CHANGED_TRAILS);
    for (ChangedTrail c :
        changed.subList(0, Math.min(changed.size(), ServerLimits.TAIL_CHANGED_TRAILS))) {
      if (trails.size() >= most) {
        left++;
        continue;
      }
      for (LoadedTrail t : c.deleted() ? List.<LoadedTrail>of() : TailBatch.load(c, loader)) {
        if (filter.shows(t) && filter.matches(t) && t.trailId() == c.trailId()) {
          trails.add(t);
        }
      }
    }
    return new Changes(upTo, trails, left);
  }

  private static void close(AutoCloseable listening) {
    try {
      listening.close();
    } catch (Exception e) {
      throw new IllegalStateException("a listener could not be taken off", e);
    }
  }
}
