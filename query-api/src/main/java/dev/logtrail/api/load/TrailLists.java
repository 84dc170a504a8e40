package dev.logtrail.api.load;

import dev.logtrail.api.http.ProblemException;
import dev.logtrail.limit.ServerLimits;
import dev.logtrail.store.ListedTrail;
import dev.logtrail.store.SearchCandidates;
import dev.logtrail.store.TrailPage;
import dev.logtrail.store.TrailQuery;
import dev.logtrail.store.TrailReader;
import dev.logtrail.trail.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Lists trails, exactly: what the store cannot tell from its rows is looked up in the entries.
 *
 * <p>A level other than ERROR is such a filter. It is tested on at most {@link
 * ServerLimits#LEVEL_PAGE_TRAILS} trails a page, so that a page may be short, or empty, and still
 * have a cursor.
 */
public final class TrailLists {
  /**
   * One trail of a page.
   *
   * @param listed as the store lists it
   * @param whole with its entries; null if they were not needed
   */
  public record Item(ListedTrail listed, LoadedTrail whole) {}

  /**
   * A page.
   *
   * @param items in the order asked for
   * @param nextCursor where the next page begins; null if this is the last
   */
  public record Page(List<Item> items, String nextCursor) {}

  private final TrailReader reader;
  private final TrailLoader loader;

  public TrailLists(TrailReader reader, TrailLoader loader) {
    this.reader = reader;
    this.loader = loader;
  }

  /**
   * A page of trails.
   *
   * @throws ProblemException 400 if the cursor is none
   */
  public Page page(TrailQuery query) {
    boolean exact = query.level() == null || query.level() == Level.ERROR;
    if (exact) {
      TrailPage page = read(reader, query);
      return new Page(
          page.trails().stream().map(t -> new Item(t, null)).toList(), page.nextCursor());
    }
    return scan(query);
  }

  private Page scan(TrailQuery query) {
    List<Item> found = new ArrayList<>();
    KeptTrails kept = new KeptTrails();
    String cursor = query.cursor();
    int scanned = 0;
    do {
      TrailPage page = read(reader, query.page(query.limit() - found.size(), cursor));
      for (ListedTrail listed : page.trails()) {
        LoadedTrail whole = loader.whole(listed);
        if (whole != null && has(whole, query.level())) {
          found.add(kept.keep(new Item(listed, whole)));
        }
        kept.releaseOthers();
      }
      scanned += page.trails().size();
      cursor = page.nextCursor();
    } while (cursor != null
        && found.size() < query.limit()
        && scanned < ServerLimits.LEVEL_PAGE_TRAILS);
    return new Page(found, cursor);
  }

  static boolean has(LoadedTrail t, Level level) {
    return t.trail().entries().stream()
        .anyMatch(e -> e.level() != null && e.level().atLeast(level));
  }

  static TrailPage read(TrailReader reader, TrailQuery query) {
    return read(() -> reader.list(query));
  }

  /** The same of a search's candidates, which are not ranked. */
  static TrailPage read(TrailReader reader, TrailQuery query, SearchCandidates candidates) {
    return read(() -> reader.list(query, candidates));
  }

  private static TrailPage read(Supplier<TrailPage> list) {
    try {
      return list.get();
    } catch (IllegalArgumentException e) {
      // What a query's words cannot hold is in its cursor, which only the store can read.
      throw new ProblemException(400, "'cursor': " + e.getMessage());
    }
  }
}
