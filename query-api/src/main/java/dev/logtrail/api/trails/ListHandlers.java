package dev.logtrail.api.trails;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.logtrail.api.http.Answers;
import dev.logtrail.api.http.Caller;
import dev.logtrail.api.http.Exchange;
import dev.logtrail.api.http.FaultAnswers;
import dev.logtrail.api.http.Problem;
import dev.logtrail.api.load.TrailLists;
import dev.logtrail.api.load.TrailParts;
import dev.logtrail.api.load.TrailPreviews;
import dev.logtrail.api.load.TrailSearch;
import dev.logtrail.api.render.JsonValues;
import dev.logtrail.api.render.TrailPreview;
import dev.logtrail.api.status.Completeness;
import dev.logtrail.cost.CostEstimator;
import dev.logtrail.limit.ServerLimits;
import dev.logtrail.store.StoreException;
import dev.logtrail.store.TrailReader;
import dev.logtrail.structured.convention.Conventions;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers with a page of trails, or with all of them one after another. */
public final class ListHandlers {
  private static final Logger LOG = LoggerFactory.getLogger(ListHandlers.class);

  private final TrailReader reader;
  private final Conventions conventions;
  private final TrailBodyWriter bodies;
  private final Clock clock;

  /**
   * Answers lists from a store.
   *
   * @param conventions by which lines that are JSON are read
   * @param costs estimates what requests cost
   * @param clock for times relative to now
   */
  public ListHandlers(
      TrailReader reader, Conventions conventions, CostEstimator costs, Clock clock) {
    this.clock = clock;
    this.reader = reader;
    this.conventions = conventions;
    this.bodies = new TrailBodyWriter(costs);
  }

  /** Trails by filters and pattern. */
  public void list(Context ctx) throws IOException {
    Answers.vary(ctx, "Accept");
    boolean lines = Answers.wantsNdjson(ctx);
    boolean text = !lines && Answers.wantsText(ctx);
    ListParams params = ListParams.of(ctx.queryParamMap(), clock, lines || text);
    if ((lines || text) && ctx.method() == HandlerType.HEAD) {
      ctx.contentType(lines ? Answers.NDJSON : Answers.TEXT);
      return; // All that is stored need not be read for it.
    }
    Listing listing = Listing.of(Caller.of(ctx).view(reader), conventions, params);
    if (lines) {
      export(ctx, listing, new NdjsonExport(ctx, params, bodies));
    } else if (text) {
      export(ctx, listing, new TextExport(ctx));
    } else {
      page(ctx, listing);
    }
  }

  private void page(Context ctx, Listing listing) throws IOException {
    ListParams params = listing.params();
    TrailSearch.Result result = listing.next(params.most(), null, ServerLimits.SEARCH_PAGE_MS);
    if (params.entries()) {
      TrailParts trails = new TrailParts(listing.loader(), result.page().items());
      trails.hasNext(); // Reads the first part: while nothing is sent, a fault can be answered.
      Answers.stream(ctx, out -> page(ctx, out, listing, result, trails, null));
    } else {
      List<TrailPreview> previews =
          params.preview()
              ? TrailPreviews.of(listing.loader(), result.page().items(), params.pattern())
              : null;
      Answers.json(ctx, out -> page(ctx, out, listing, result, null, previews));
    }
  }

  private void page(
      Context ctx,
      JsonGenerator out,
      Listing listing,
      TrailSearch.Result result,
      TrailParts whole,
      List<TrailPreview> previews)
      throws IOException {
    out.writeStartObject();
    if (whole != null) {
      bodies.trails(out, whole);
    } else {
      out.writeArrayFieldStart("trails");
      List<TrailLists.Item> items = result.page().items();
      for (int i = 0; i < items.size(); i++) {
        if (previews == null) {
          bodies.listed(out, items.get(i).listed());
        } else {
          bodies.previewed(out, items.get(i).listed(), previews.get(i));
        }
      }
      out.writeEndArray();
    }
    JsonValues.text(out, "nextCursor", result.page().nextCursor());
    if (listing.params().pattern() != null) {
      SearchJson.write(out, listing.params(), listing.candidates(), result.progress());
    }
    Completeness.write(ctx, out);
    out.writeEndObject();
  }

  private void export(Context ctx, Listing listing, Export out) {
    ctx.header("X-Accel-Buffering", "no"); // A proxy that collects would hold all of it back.
    try {
      export(listing, out);
    } catch (IOException e) {
      LOG.debug("{} {}: the client left: {}", ctx.method(), ctx.path(), e.getMessage());
    } catch (RuntimeException e) {
      if (!out.isBegun()) {
        throw e;
      }
      if (e instanceof StoreException) {
        LOG.warn("{} {} failed on the way: {}", ctx.method(), ctx.path(), e.getMessage());
      } else {
        LOG.error("{} {} failed on the way", ctx.method(), ctx.path(), e);
      }
      fail(out, FaultAnswers.problem(Exchange.of(ctx), e));
    }
  }

  /** Status and headers are sent: that it failed can only be said at the end. */
  private static void fail(Export out, Problem problem) {
    try {
      out.fail(problem);
    } catch (IOException e) {
      LOG.debug("the client left before it could be told: {}", e.getMessage());
    }
  }

  /** Page by page, never more in memory; ends when the client has gone, with an exception. */
  private static void export(Listing listing, Export out) throws IOException {
    ListParams params = listing.params();
    TrailSearch.Progress sum = TrailSearch.Progress.NONE;
    String cursor = params.query().cursor();
    int left = params.most();
    do {
      int most = Math.min(Export.PAGE, left);
      TrailSearch.Result result = listing.next(most, cursor, TrailSearch.LINES_MS);
      List<TrailLists.Item> items = result.page().items();
      if (out.wantsEntries()) {
        TrailParts whole = new TrailParts(listing.loader(), items);
        while (whole.hasNext()) {
          out.whole(whole.next());
        }
      } else {
        List<TrailPreview> previews =
            out.wantsPreviews()
                ? TrailPreviews.of(listing.loader(), items, params.pattern())
                : null;
        for (int i = 0; i < items.size(); i++) {
          out.listed(items.get(i).listed(), previews == null ? null : previews.get(i));
        }
      }
      out.flush();
      left -= items.size();
      cursor = result.page().nextCursor();
      sum = sum.plus(result.progress());
    } while (cursor != null && left > 0 && sum.tookMs() < ServerLimits.SEARCH_STREAM_MS);
    out.end(cursor, listing.candidates(), sum);
  }
}
