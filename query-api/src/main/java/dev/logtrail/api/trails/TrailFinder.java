package dev.logtrail.api.trails;

import dev.logtrail.api.http.ProblemException;
import dev.logtrail.api.load.TrailPreviews;
import dev.logtrail.api.load.TrailSearch;
import dev.logtrail.api.render.TrailPreview;
import dev.logtrail.limit.ServerLimits;
import dev.logtrail.store.TrailReader;
import dev.logtrail.structured.convention.Conventions;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * Finds a page of trails by the parameters of lists, for whoever writes it in a form of its own.
 */
public final class TrailFinder {
  private TrailFinder() {}

  /**
   * What was found.
   *
   * @param result the page, and how far a search got
   * @param previews of each item, null where there is none
   * @param pattern whether it was a search by pattern
   */
  public record Found(TrailSearch.Result result, List<TrailPreview> previews, boolean pattern) {}

  /**
   * Finds.
   *
   * @param view the store as the caller sees it
   * @param raw parameters as of {@code /api/v1/trails}
   * @param most trails on the page
   * @throws ProblemException 400 for a fault
   */
  public static Found find(
      TrailReader view,
      Conventions conventions,
      Map<String, List<String>> raw,
      int most,
      Clock clock) {
    ListParams params = ListParams.of(raw, clock, false);
    Listing listing = Listing.of(view, conventions, params);
    TrailSearch.Result result =
        listing.next(Math.min(most, params.most()), null, ServerLimits.SEARCH_PAGE_MS);
    return new Found(
        result,
        TrailPreviews.of(listing.loader(), result.page().items(), params.pattern()),
        params.pattern() != null);
  }
}
