package dev.logtrail.api.tail;

import dev.logtrail.api.load.LoadedTrail;
import dev.logtrail.api.load.TrailLoader;
import dev.logtrail.cost.CostEstimator;
import dev.logtrail.limit.ServerLimits;
import dev.logtrail.store.StoreException;
import dev.logtrail.store.change.Change;
import dev.logtrail.store.change.ChangedTrail;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns changes into events for clients. Several flushes that wait together count as one: a trail
 * that changed in each of them is loaded and sent once, under the last number.
 */
final class TailBatch {
  private static final Logger LOG = LoggerFactory.getLogger(TailBatch.class);

  private final TrailLoader loader;
  private final CostEstimator costs;
  private final TailMemory memory;
  private final LastSentEntries sent = new LastSentEntries();

  TailBatch(TrailLoader loader, CostEstimator costs, TailMemory memory) {
    this.loader = loader;
    this.costs = costs;
    this.memory = memory;
  }

  /** What one client is to get: frames in order. */
  private record Outgoing(TailClient client, List<TailFrame> frames) {
    /** Adds a frame; without memory for it the client starts anew when the flush ends. */
    void add(TailFrame frame) {
      if (frame == null) {
        client.overflow();
      } else {
        frames.add(frame.hold());
      }
    }
  }

  /**
   * Sends to each client what it follows of the changes: all of it, or nothing if the store fails.
   *
   * @throws StoreException if the store does not answer; the same changes can be sent later
   */
  void send(List<Change> changes, List<TailClient> clients) {
    long flushNo = changes.get(changes.size() - 1).flushNo();
    List<Outgoing> outgoing =
        clients.stream().map(c -> new Outgoing(c, new ArrayList<>())).toList();
    List<ChangedTrail> wanted =
        distinct(changes).stream()
            .filter(t -> clients.stream().anyMatch(c -> c.filter().matches(t)))
            .toList();
    if (wanted.size() > ServerLimits.TAIL_CHANGED_TRAILS) {
      String reason = "more requests changed at once than can be shown live";
      clients.forEach(c -> c.reset(flushNo, reason));
      return;
    }
    Set<Long> noted = new HashSet<>();
    try {
      wanted.forEach(changed -> addFrames(changed, flushNo, outgoing, noted));
    } catch (StoreException e) {
      outgoing.forEach(o -> o.frames().forEach(TailFrame::release));
      noted.forEach(sent::forget); // These were not sent: the next try begins with the first entry.
      throw e;
    }
    outgoing.forEach(o -> deliver(o, flushNo));
  }

  /** Every trail once, at the place of its last change. */
  static Collection<ChangedTrail> distinct(List<Change> changes) {
    Map<Long, ChangedTrail> last = new LinkedHashMap<>();
    for (Change change : changes) {
      for (ChangedTrail t : change.trails()) {
        last.remove(t.trailId());
        last.put(t.trailId(), t);
      }
    }
    return last.values();
  }

  /** The trails a change asks to be sent: of a request every attempt, since ranks may shift. */
  static List<LoadedTrail> load(ChangedTrail changed, TrailLoader loader) {
    if (changed.requestId() == null) {
      LoadedTrail t =
          changed.deleted() ? null : loader.environment(changed.trailId(), changed.day());
      return t == null ? List.of() : List.of(t);
    }
    return loader.byRequestId(changed.requestId()).stream()
        .filter(t -> Objects.equals(t.trail().header().functionName(), changed.functionName()))
        .toList();
  }

  /** One trail that cannot be read must not stop all that come after it. */
  private static List<LoadedTrail> loadOrSkip(ChangedTrail changed, TrailLoader loader) {
    try {
      return load(changed, loader);
    } catch (StoreException e) {
      throw e; // The store is away: all of it is tried again later.
    } catch (RuntimeException e) {
      LOG.error("the live tail leaves out {}: it could not be read", changed, e);
      return List.of();
    }
  }

  private void addFrames(
      ChangedTrail changed, long flushNo, List<Outgoing> outgoing, Set<Long> noted) {
    List<Outgoing> followers =
        outgoing.stream().filter(o -> o.client().filter().matches(changed)).toList();
    if (changed.deleted()) {
      Frames gone = new Frames();
      TailFrame frame =
          gone.get("", () -> TailFrame.ofBytes(TailFrames.gone(changed, flushNo), memory));
      followers.forEach(o -> o.add(frame));
      gone.release();
    }
    List<LoadedTrail> all = loadOrSkip(changed, loader);
    List<Outgoing> whole =
        followers.stream().filter(o -> all.stream().allMatch(o.client().filter()::shows)).toList();
    for (LoadedTrail t : all) {
      noted.add(t.trailId());
      LastSentEntries.Difference difference = sent.next(t.trailId(), t.trail().entries(), flushNo);
      Frames made = new Frames();
      for (Outgoing o : whole) {
        o.add(frame(o.client(), t, flushNo, difference, changed.deleted(), made));
      }
      made.release();
    }
    followers.stream()
        .filter(o -> !whole.contains(o))
        .filter(o -> all.stream().anyMatch(o.client().filter()::shows))
        .collect(Collectors.groupingBy(o -> o.client().filter().scope()))
        .forEach((scope, some) -> addPart(changed, flushNo, some, loader.within(scope)));
  }

  /**
   * For clients that may see some of a request's trails: these are loaded as such clients see them,
   * whose ranks and log results may differ, and sent whole.
   */
  private void addPart(
      ChangedTrail changed, long flushNo, List<Outgoing> followers, TrailLoader own) {
    LastSentEntries.Difference all = new LastSentEntries.Difference(0, -1);
    for (LoadedTrail t : loadOrSkip(changed, own)) {
      sent.forget(t.trailId());
      Frames made = new Frames();
      for (Outgoing o : followers) {
        o.add(frame(o.client(), t, flushNo, all, changed.deleted(), made));
      }
      made.release();
    }
  }

  private TailFrame frame(
      TailClient client,
      LoadedTrail t,
      long flushNo,
      LastSentEntries.Difference difference,
      boolean deleted,
      Frames made) {
    if (client.filter().pattern() != null || client.wantsText()) {
      // Tested by the client's own thread: a pattern that takes long delays nobody else.
      return made.get("own", () -> TailFrame.ofTrail(t, flushNo, costs, memory));
    }
    // Who joined after the version before was sent, or was told to forget it, needs all.
    boolean knows = difference.since() > client.joinedAt() && !deleted;
    int from = knows ? difference.from() : 0;
    return made.get(
        "from " + from, () -> TailFrame.ofBytes(TailFrames.trail(t, flushNo, from, costs), memory));
  }

  /** Frames of one trail: each is made once, for all clients that get the same. */
  private static final class Frames {
    private final Map<String, TailFrame> made = new HashMap<>();

    TailFrame get(String kind, Supplier<TailFrame> maker) {
      return made.computeIfAbsent(kind, k -> maker.get());
    }

    void release() {
      made.values().forEach(TailFrame::release);
    }
  }

  private static void deliver(Outgoing o, long flushNo) {
    for (int i = 0; i < o.frames().size(); i++) {
      o.client().offer(o.frames().get(i), flushNo, i == o.frames().size() - 1);
    }
    o.frames().forEach(TailFrame::release);
    o.client().endFlush(flushNo);
  }
}
