package dev.logtrail.api.trails;

import dev.logtrail.api.load.TrailLists;
import dev.logtrail.api.load.TrailLoader;
import dev.logtrail.api.load.TrailSearch;
import dev.logtrail.store.SearchCandidates;
import dev.logtrail.store.TrailQuery;
import dev.logtrail.store.TrailReader;
import dev.logtrail.structured.convention.Conventions;

/**
 * One list while it is read, page by page, from the store as its caller sees it.
 *
 * @param params what is asked for
 * @param loader reads entries
 * @param search reads what matches the pattern, if there is one
 * @param lists reads the rest
 * @param candidates the trails that may match
 */
record Listing(
    ListParams params,
    TrailLoader loader,
    TrailSearch search,
    TrailLists lists,
    SearchCandidates candidates) {

  static Listing of(TrailReader view, Conventions conventions, ListParams params) {
    TrailLoader loader = new TrailLoader(view, conventions);
    TrailSearch search = new TrailSearch(view, loader);
    SearchCandidates candidates =
        params.pattern() == null
            ? SearchCandidates.all()
            : search.candidates(params.query(), params.pattern());
    return new Listing(params, loader, search, new TrailLists(view, loader), candidates);
  }

  /**
   * The next page.
   *
   * @param cursor where it begins; null where the query does
   * @param budgetMs after how many ms a search ends its page
   */
  TrailSearch.Result next(int most, String cursor, long budgetMs) {
    String from = cursor == null ? params.query().cursor() : cursor;
    TrailQuery query = params.query().page(most, from);
    return params.pattern() == null
        ? new TrailSearch.Result(lists.page(query), TrailSearch.Progress.NONE)
        : search.search(query, params.pattern(), candidates, budgetMs);
  }
}
