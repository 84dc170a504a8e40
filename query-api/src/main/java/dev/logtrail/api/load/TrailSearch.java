package dev.logtrail.api.load;

import dev.logtrail.limit.ServerLimits;
import dev.logtrail.pattern.FilterPattern;
import dev.logtrail.store.ListedTrail;
import dev.logtrail.store.SearchCandidates;
import dev.logtrail.store.StoredTrail;
import dev.logtrail.store.TrailPage;
import dev.logtrail.store.TrailQuery;
import dev.logtrail.store.TrailReader;
import dev.logtrail.store.TrailRow;
import dev.logtrail.trail.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Searches trails by a filter pattern, exactly: the store leaves out what the list's filters and
 * the word index exclude, then every event of what is left is tested, in the list's order. A search
 * that takes long answers with what it has, how far it got, and a cursor to go on from.
 */
public final class TrailSearch {
  /** After how long lines that were found are sent on. */
  public static final long LINES_MS = 500;

  /** Trails listed at first. Who has found too little in them lists the most that can be. */
  private static final int FIRST_PAGE = 200;

  /** If no more than so many trails may match, they are listed at once. */
  private static final int FEW = 500;

  private final TrailReader reader;
  private final TrailLoader loader;

  /** A search over a store. */
  public TrailSearch(TrailReader reader, TrailLoader loader) {
    this.reader = reader;
    this.loader = loader;
  }

  /**
   * How far a search got.
   *
   * @param trails how many trails were read
   * @param events how many of their events
   * @param unindexed how many trails were read because the word index does not cover them
   * @param reachedAt epoch ms: the start of the last trail looked at; null if there was none
   * @param complete whether nothing is left to look at
   * @param tookMs how long it took
   */
  public record Progress(
      long trails, long events, long unindexed, Long reachedAt, boolean complete, long tookMs) {
    public static final Progress NONE = new Progress(0, 0, 0, null, false, 0);

    /** This part of a search and the next one together. */
    public Progress plus(Progress next) {
      return new Progress(
          trails + next.trails,
          events + next.events,
          unindexed + next.unindexed,
          next.reachedAt == null ? reachedAt : next.reachedAt,
          next.complete,
          tookMs + next.tookMs);
    }
  }

  /**
   * What was found.
   *
   * @param page the trails, and where to go on
   * @param progress how far it got
   */
  public record Result(TrailLists.Page page, Progress progress) {}

  /**
   * Which trails may match at all, as far as the word index tells; asked once a search.
   *
   * @throws dev.logtrail.store.StoreException if the store does not answer
   */
  public SearchCandidates candidates(TrailQuery query, FilterPattern pattern) {
    return reader.candidates(pattern.requiredTokens(), query.from(), query.to());
  }

  /**
   * Searches.
   *
   * @param query which trails, from where, and how many at most
   * @param candidates as {@link #candidates} told
   * @param budgetMs after how many ms to answer with what was found by then
   * @throws dev.logtrail.store.StoreException if the store does not answer
   */
  public Result search(
      TrailQuery query, FilterPattern pattern, SearchCandidates candidates, long budgetMs) {
    long began = System.nanoTime(); // A clock that is set must not end a search, nor keep it going.
    List<TrailLists.Item> found = new ArrayList<>();
    KeptTrails kept = new KeptTrails();
    Progress sum = Progress.NONE;
    String cursor = query.cursor();
    int most = candidates.areAtMost(FEW) ? FEW : FIRST_PAGE;
    do {
      TrailPage page = TrailLists.read(reader, query.page(most, cursor), candidates);
      most = ServerLimits.PAGE_TRAILS; // Each page looks at all candidates again.
      int taken = 0;
      for (List<ListedTrail> part : TrailLoader.parts(page.trails(), t -> t)) {
        if (found.size() >= query.limit()) {
          break;
        }
        List<StoredTrail> stored = loader.stored(part);
        List<TrailLists.Item> matching = new ArrayList<>();
        for (int i = 0; i < part.size() && found.size() + matching.size() < query.limit(); i++) {
          TrailLists.Item item = matching(part.get(i), stored.get(i), pattern, query.level());
          if (item != null) {
            matching.add(item);
          }
          sum = sum.plus(one(part.get(i).row(), stored.get(i), candidates));
          taken++;
        }
        ranked(matching).forEach(item -> found.add(kept.keep(item)));
        kept.releaseOthers();
      }
      boolean all = taken == page.trails().size();
      cursor = all ? page.nextCursor() : page.trails().get(taken - 1).cursor();
    } while (cursor != null && found.size() < query.limit() && msSince(began) < budgetMs);
    long took = msSince(began);
    return new Result(
        new TrailLists.Page(found, cursor),
        sum.plus(new Progress(0, 0, 0, null, cursor == null, took)));
  }

  private static long msSince(long beganNs) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNs);
  }

  private static Progress one(TrailRow row, StoredTrail stored, SearchCandidates candidates) {
    return new Progress(
        1,
        stored.row().eventCount(),
        candidates.isUnindexed(row) ? 1 : 0,
        row.header().startedAt(),
        false,
        0);
  }

  private List<TrailLists.Item> ranked(List<TrailLists.Item> items) {
    if (items.isEmpty()) {
      return items;
    }
    List<ListedTrail> ranked = reader.ranked(items.stream().map(TrailLists.Item::listed).toList());
    List<TrailLists.Item> all = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      ListedTrail listed = ranked.get(i);
      all.add(new TrailLists.Item(listed, items.get(i).whole().ranked(listed.attempt())));
    }
    return all;
  }

  private TrailLists.Item matching(
      ListedTrail listed, StoredTrail stored, FilterPattern pattern, Level level) {
    boolean matches =
        PatternMatch.texts(stored.events(), listed.invocation())
            .get()
            .anyMatch(t -> pattern.matches(t.text()));
    if (!matches) {
      return null;
    }
    LoadedTrail whole = loader.of(listed, stored);
    return level == null || TrailLists.has(whole, level)
        ? new TrailLists.Item(listed, whole)
        : null;
  }
}
