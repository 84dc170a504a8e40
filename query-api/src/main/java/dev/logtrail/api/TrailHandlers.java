package dev.logtrail.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.logtrail.cost.CostEstimator;
import dev.logtrail.store.FunctionSummary;
import dev.logtrail.store.ListedTrail;
import dev.logtrail.store.StatsReader;
import dev.logtrail.store.StoredSize;
import dev.logtrail.store.TrailReader;
import dev.logtrail.structured.Conventions;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Answers questions about trails: one request, a list, the functions. */
final class TrailHandlers {
  private static final long DAY_MS = Duration.ofDays(1).toMillis();

  private final TrailReader reader;
  private final TrailLoader loader;
  private final TrailLists lists;
  private final Clock clock;
  private final Conventions conventions;
  private final CostEstimator costs;
  private final StatsReader stats;

  TrailHandlers(ApiParts parts) {
    this.reader = parts.reader();
    this.conventions = parts.conventions();
    this.costs = parts.costs();
    this.loader = new TrailLoader(reader, conventions);
    this.lists = new TrailLists(reader, loader);
    this.clock = parts.clock();
    this.stats = parts.stats();
  }

  /** Every attempt of one request id with entries. */
  void one(Context ctx) throws IOException {
    QueryParams params = new QueryParams(ctx.queryParamMap(), Set.of("color"), clock);
    boolean colours = Boolean.TRUE.equals(params.bool("color"));
    boolean text = Answers.wantsText(ctx);
    String requestId = ctx.pathParam("requestId");
    List<LoadedTrail> trails = loader.byRequestId(requestId);
    if (trails.isEmpty()) {
      throw new ProblemException(
          404,
          "No trail of request id '"
              + requestId
              + "' is stored: nothing of it has arrived yet,"
              + " its log group is not subscribed, or its retention is over.");
    }
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
            whole(out, t);
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  /** A page of trails. */
  void list(Context ctx) throws IOException {
    ListParams params = ListParams.of(ctx.queryParamMap(), clock);
    TrailLists.Page page = lists.page(params.query());
    if (params.entries()) {
      Answers.stream(ctx, out -> page(out, page, true));
    } else {
      Answers.json(ctx, out -> page(out, page, false));
    }
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

  private void page(JsonGenerator out, TrailLists.Page page, boolean entries) throws IOException {
    out.writeStartObject();
    out.writeArrayFieldStart("trails");
    for (TrailLists.Item item : page.items()) {
      if (!entries) {
        listed(out, item.listed());
        continue;
      }
      LoadedTrail whole = item.whole() != null ? item.whole() : loader.whole(item.listed());
      if (whole != null) { // Else it went away since it was listed.
        whole(out, whole);
      }
    }
    out.writeEndArray();
    JsonValues.text(out, "nextCursor", page.nextCursor());
    out.writeEndObject();
  }

  private void whole(JsonGenerator out, LoadedTrail t) throws IOException {
    out.writeStartObject();
    TrailJson.stored(out, t, costs);
    EntryJson.entries(out, t.trail().entries(), 0);
    out.writeEndObject();
  }

  private void listed(JsonGenerator out, ListedTrail t) throws IOException {
    out.writeStartObject();
    TrailJson.trailId(out, t.row().trailId());
    TrailJson.header(
        out,
        ListedHeader.of(t, conventions),
        t.invocation(),
        t.attempt(),
        t.row().trailId() == 0 ? 0 : t.row().revision(),
        costs);
    out.writeEndObject();
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
    TrailText text = new TrailText(ZoneOffset.UTC, colours);
    for (LoadedTrail t : trails) {
      if (!out.isEmpty()) {
        out.append('\n');
      }
      text.write(out, t.trail(), t.attempt());
    }
    return out.toString();
  }
}
