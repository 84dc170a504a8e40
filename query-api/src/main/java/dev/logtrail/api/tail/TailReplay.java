package dev.logtrail.api.tail;

import dev.logtrail.api.load.LoadedTrail;
import dev.logtrail.api.load.TrailLists;
import dev.logtrail.api.load.TrailLoader;
import dev.logtrail.api.load.TrailSearch;
import dev.logtrail.cost.CostEstimator;
import dev.logtrail.limit.ServerLimits;
import dev.logtrail.store.TrailQuery;
import dev.logtrail.store.TrailReader;
import dev.logtrail.store.change.Change;
import dev.logtrail.store.change.ChangeFeed;
import dev.logtrail.store.change.ChangedTrail;
import dev.logtrail.structured.convention.Conventions;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Catches a live tail client up: what it missed since it was here last, or the newest trails. None
 * of these events carries an id: only when all are out may a client resume behind them.
 */
final class TailReplay {
  private static final int MAX_FLUSHES = 500;

  private final ChangeFeed feed;
  private final TrailReader reader;
  private final TrailLoader loader;
  private final CostEstimator costs;

  TailReplay(ChangeFeed feed, TrailReader reader, Conventions conventions, CostEstimator costs) {
    this.costs = costs;
    this.feed = feed;
    this.reader = reader;
    this.loader = new TrailLoader(reader, conventions);
  }

  /**
   * Writes what changed after one flush, up to another.
   *
   * @return null, or why it cannot be told; then nothing was written
   */
  String since(long since, long upTo, TailParams params, TailClient client, OutputStream out)
      throws IOException {
    if (since > upTo) {
      return "flush " + since + " is not known here; the newest is " + upTo;
    }
    long oldest = feed.oldest();
    if (oldest == 0 ? since < upTo : since < oldest - 1) {
      return "changes after flush " + since + " are no longer kept";
    }
    List<ChangedTrail> changed = changed(feed, since, upTo, params.filter());
    if (changed.size() > ServerLimits.TAIL_CHANGED_TRAILS) {
      return "more than "
          + ServerLimits.TAIL_CHANGED_TRAILS
          + " trails changed after flush "
          + since;
    }
    TrailLoader own = loader.within(params.filter().scope());
    for (ChangedTrail c : changed) {
      if (c.deleted()) {
        out.write(TailFrames.gone(c, upTo));
      }
      for (LoadedTrail t : TailBatch.load(c, own)) {
        if (params.filter().matches(t)) {
          write(t, upTo, client, out);
        }
      }
    }
    return null;
  }

  /** Writes the newest trails, oldest of them first. */
  void newest(long upTo, TailParams params, TailClient client, OutputStream out)
      throws IOException {
    TrailLoader own = loader.within(params.filter().scope());
    List<LoadedTrail> loaded =
        params.filter().requestId() == null ? listed(params, own) : attempts(params, own);
    Collections.reverse(loaded);
    for (LoadedTrail t : loaded) {
      if (t != null) {
        write(t, upTo, client, out);
      }
    }
  }

  private List<LoadedTrail> listed(TailParams params, TrailLoader own) {
    TailFilter f = params.filter();
    TrailQuery query =
        TrailQuery.builder()
            .function(f.function())
            .kind(f.environment() ? TrailQuery.ENVIRONMENT : TrailQuery.REQUEST)
            .limit(params.last())
            .build();
    TrailReader view = f.scope().isAll() ? reader : reader.within(f.scope());
    if (f.pattern() == null) {
      return new ArrayList<>(own.whole(view.list(query).trails()));
    }
    TrailSearch search = new TrailSearch(view, own);
    List<LoadedTrail> found = new ArrayList<>();
    search
        .search(
            query, f.pattern(), search.candidates(query, f.pattern()), ServerLimits.SEARCH_TAIL_MS)
        .page()
        .items()
        .stream()
        .map(TrailLists.Item::whole)
        .forEach(found::add);
    return found;
  }

  /** Those of the one request that is followed, the last of them first. */
  private static List<LoadedTrail> attempts(TailParams params, TrailLoader own) {
    TailFilter f = params.filter();
    List<LoadedTrail> all = new ArrayList<>(own.byRequestId(f.requestId()));
    all.removeIf(
        t ->
            f.environment()
                || f.function() != null && !f.function().equals(t.trail().header().functionName())
                || !f.matches(t));
    Collections.reverse(all);
    return all.subList(0, Math.min(params.last(), all.size()));
  }

  private void write(LoadedTrail t, long upTo, TailClient client, OutputStream out)
      throws IOException {
    byte[] event = client.trail(t, upTo, costs);
    if (event != null) {
      out.write(event);
    }
  }

  /** What a filter lets through, each trail once; one more than is sent at most means too many. */
  static List<ChangedTrail> changed(ChangeFeed feed, long since, long upTo, TailFilter filter) {
    List<Change> changes = new ArrayList<>();
    List<ChangedTrail> found = List.of();
    long at = since;
    while (at < upTo && found.size() <= ServerLimits.TAIL_CHANGED_TRAILS) {
      List<Change> next = feed.after(at, MAX_FLUSHES);
      if (next.isEmpty()) {
        break;
      }
      next.stream().filter(c -> c.flushNo() <= upTo).forEach(changes::add);
      found = TailBatch.distinct(changes).stream().filter(filter::matches).toList();
      at = next.get(next.size() - 1).flushNo();
    }
    return found;
  }
}
