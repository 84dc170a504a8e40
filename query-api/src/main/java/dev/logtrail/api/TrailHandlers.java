package dev.logtrail.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.logtrail.store.FunctionSummary;
import dev.logtrail.store.Narrowing;
import dev.logtrail.store.StatsReader;
import dev.logtrail.store.StoredSize;
import dev.logtrail.store.TrailQuery;
import dev.logtrail.store.TrailReader;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Answers questions about trails: one request, a list, the functions. */
final class TrailHandlers {
  private static final long DAY_MS = Duration.ofDays(1).toMillis();

  private final TrailReader reader;
  private final TrailLoader loader;
  private final TrailLists lists;
  private final TrailSearch search;
  private final Clock clock;
  private final TrailForms forms;
  private final TrailTags tags;
  private final StatsReader stats;

  TrailHandlers(ApiParts parts) {
    this.reader = parts.reader();
    this.forms = new TrailForms(parts);
    this.tags = new TrailTags(parts);
    this.loader = new TrailLoader(reader, parts.conventions());
    this.lists = new TrailLists(reader, loader);
    this.clock = parts.clock();
    this.search = new TrailSearch(reader, loader, clock);
    this.stats = parts.stats();
  }

  /** Every attempt of one request id with entries. */
  void one(Context ctx) throws IOException {
    QueryParams params = new QueryParams(ctx.queryParamMap(), Set.of("color"), clock);
    boolean colours = Boolean.TRUE.equals(params.bool("color"));
    boolean text = Answers.wantsText(ctx);
    String requestId = ctx.pathParam("requestId");
    StoredRequest stored = loader.stored(requestId);
    if (stored.isEmpty()) {
      throw new ProblemException(
          404,
          "No trail of request id '"
              + requestId
              + "' is stored: nothing of it has arrived yet,"
              + " its log group is not subscribed, or its retention is over.");
    }
    String etag = tags.of(stored, text ? "text " + colours : "json");
    Answers.vary(ctx, "Accept");
    if (etag != null && Revalidation.isKnown(ctx, etag)) {
      return;
    }
    List<LoadedTrail> trails = loader.of(stored);
    if (text) {
      ctx.contentType(Answers.TEXT).result(text(trails, colours));
      return;
    }
    Answers.json(
        ctx,
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("trails");
          for (LoadedTrail t : trails) {
            forms.whole(out, t);
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  /** A page of trails. */
  void list(Context ctx) throws IOException {
    ListParams params = ListParams.of(ctx.queryParamMap(), clock);
    if (params.pattern() != null) {
      search(ctx, params);
      return;
    }
    TrailLists.Page page = lists.page(params.query());
    if (params.entries()) {
      Answers.stream(ctx, out -> page(out, page, true, null));
    } else {
      Answers.json(ctx, out -> page(out, page, false, null));
    }
  }

  /**
   * A page of trails that a filter pattern matches, or, as NDJSON, all of them up to the limit:
   * each on a line of its own as soon as it is found, and how far the search got on the last.
   */
  private void search(Context ctx, ListParams params) throws IOException {
    Narrowing narrowing = search.narrow(params.query(), params.pattern());
    if (!Answers.wantsLines(ctx)) {
      TrailSearch.Result result =
          search.search(params.query(), params.pattern(), narrowing, TrailSearch.PAGE_MS);
      Answers.stream(
          ctx,
          out ->
              page(
                  out,
                  result.page(),
                  params.entries(),
                  o -> SearchJson.write(o, params, narrowing, result.progress())));
      return;
    }
    Answers.lines(ctx, lines -> lines(lines, params, narrowing));
  }

  private void lines(Answers.Lines lines, ListParams params, Narrowing narrowing)
      throws IOException {
    TrailQuery query = params.query();
    TrailSearch.Progress sum = TrailSearch.Progress.NONE;
    int found = 0;
    do {
      TrailQuery rest = TrailLists.part(query, params.query().limit() - found, query.cursor());
      TrailSearch.Result result =
          search.search(rest, params.pattern(), narrowing, TrailSearch.LINES_MS);
      for (TrailLists.Item item : result.page().items()) {
        lines.line(out -> item(out, item, params.entries()));
      }
      lines.flush(); // Fails when the client has gone: the search ends with it.
      found += result.page().items().size();
      sum = sum.plus(result.progress());
      query = TrailLists.part(query, query.limit(), result.page().nextCursor());
    } while (query.cursor() != null
        && found < params.query().limit()
        && sum.tookMs() < TrailSearch.LONGEST_MS);
    String cursor = query.cursor();
    TrailSearch.Progress all = sum;
    lines.line(
        out -> {
          out.writeStartObject();
          JsonValues.text(out, "nextCursor", cursor);
          SearchJson.write(out, params, narrowing, all);
          out.writeEndObject();
        });
  }

  /** Functions with what happened in the last 24 hours. */
  void functions(Context ctx) throws IOException {
    new QueryParams(ctx.queryParamMap(), Set.of(), clock);
    long since = clock.millis() - DAY_MS;
    List<FunctionSummary> functions = reader.functions(since);
    Map<String, StoredSize> sizes = StoredSizes.byFunction(stats.sizes());
    Answers.json(
        ctx,
        out -> {
          out.writeStartObject();
          out.writeStringField("since", Times.utc(since));
          out.writeArrayFieldStart("functions");
          for (FunctionSummary f : functions) {
            function(out, f, sizes.get(StoredSizes.key(f)));
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  private void page(JsonGenerator out, TrailLists.Page page, boolean entries, Answers.Body behind)
      throws IOException {
    out.writeStartObject();
    out.writeArrayFieldStart("trails");
    for (TrailLists.Item item : page.items()) {
      item(out, item, entries);
    }
    out.writeEndArray();
    JsonValues.text(out, "nextCursor", page.nextCursor());
    if (behind != null) {
      behind.write(out);
    }
    out.writeEndObject();
  }

  private void item(JsonGenerator out, TrailLists.Item item, boolean entries) throws IOException {
    if (!entries) {
      forms.listed(out, item.listed());
      return;
    }
    LoadedTrail whole = item.whole() != null ? item.whole() : loader.whole(item.listed());
    if (whole != null) { // Else it went away since it was listed.
      forms.whole(out, whole);
    }
  }

  private static void function(JsonGenerator out, FunctionSummary f, StoredSize size)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("functionName", f.functionName());
    out.writeStringField("account", f.account());
    out.writeStringField("region", f.region());
    JsonValues.text(out, "lastStartedAt", Times.utc(f.lastStartedAt()));
    out.writeNumberField("requests", f.requests());
    out.writeNumberField("errors", f.errors());
    out.writeNumberField("coldStarts", f.coldStarts());
    JsonValues.text(out, "lastOutcome", f.lastOutcome());
    out.writeFieldName("stored");
    StoredSizes.write(out, size);
    out.writeEndObject();
  }

  private static String text(List<LoadedTrail> trails, boolean colours) throws IOException {
    StringBuilder out = new StringBuilder();
    for (LoadedTrail t : trails) {
      if (!out.isEmpty()) {
        out.append('\n');
      }
      TrailForms.whole(out, t, colours);
    }
    return out.toString();
  }
}
