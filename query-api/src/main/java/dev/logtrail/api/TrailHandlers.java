package dev.logtrail.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.logtrail.store.FunctionSummary;
import dev.logtrail.store.Narrowing;
import dev.logtrail.store.StatsReader;
import dev.logtrail.store.StoredSize;
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
  private final TrailExport export;
  private final StatsReader stats;

  TrailHandlers(ApiParts parts) {
    this.reader = parts.reader();
    this.forms = new TrailForms(parts);
    this.tags = new TrailTags(parts);
    this.loader = new TrailLoader(reader, parts.conventions());
    this.lists = new TrailLists(reader, loader);
    this.clock = parts.clock();
    this.search = new TrailSearch(reader, loader, clock);
    this.export = new TrailExport(lists, search, loader, forms);
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

  /** A page of trails, or all that the filters leave, streamed. */
  void list(Context ctx) throws IOException {
    Answers.Form form = Answers.listForm(ctx);
    ListParams params = ListParams.of(ctx.queryParamMap(), clock, form);
    Answers.vary(ctx, "Accept");
    switch (form) {
      case LINES -> export.lines(ctx, params);
      case TEXT -> export.text(ctx, params);
      case JSON -> page(ctx, params);
    }
  }

  private void page(Context ctx, ListParams params) throws IOException {
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

  /** A page of trails that a filter pattern matches. */
  private void search(Context ctx, ListParams params) throws IOException {
    Narrowing narrowing = search.narrow(params.query(), params.pattern());
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
