package dev.logtrail.api.trails;

import dev.logtrail.api.http.Answers;
import dev.logtrail.api.http.ProblemException;
import dev.logtrail.api.http.QueryParams;
import dev.logtrail.api.load.LoadedTrail;
import dev.logtrail.api.load.TraceTrails;
import dev.logtrail.api.load.TrailLoader;
import dev.logtrail.cost.CostEstimator;
import dev.logtrail.store.TrailReader;
import dev.logtrail.structured.convention.Conventions;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** Answers with whole trails: those of a request, those of a trace. */
public final class TrailHandlers {
  private final TrailLoader loader;
  private final TraceTrails traces;
  private final TrailBodyWriter bodies;
  private final TrailEntityTag tags;
  private final Clock clock;

  public TrailHandlers(
      TrailReader reader, Conventions conventions, CostEstimator costs, Clock clock) {
    this.loader = new TrailLoader(reader, conventions);
    this.traces = new TraceTrails(reader, loader);
    this.bodies = new TrailBodyWriter(conventions, costs);
    this.clock = clock;
    this.tags = new TrailEntityTag(clock.millis());
  }

  /** Every attempt of one request id with entries. */
  public void one(Context ctx) throws IOException {
    String requestId = ctx.pathParam("requestId");
    boolean colours = colours(ctx);
    boolean text = Answers.wantsText(ctx);
    List<LoadedTrail> trails = loader.byRequestId(requestId);
    if (trails.isEmpty()) {
      throw new ProblemException(
          404,
          "No trail of request id '"
              + requestId
              + "' is stored: nothing of it has arrived yet,"
              + " its log group is not subscribed, or its retention is over.");
    }
    if (tags.answers(ctx, trails, text ? "text " + colours : "json")) {
      return;
    }
    if (text) {
      ctx.contentType(Answers.TEXT).result(TrailBodyWriter.text(trails, colours));
      return;
    }
    Answers.json(
        ctx,
        out -> {
          out.writeStartObject();
          bodies.trails(out, trails);
          out.writeEndObject();
        });
  }

  /** Every trail of one X-Ray trace id with entries. */
  public void trace(Context ctx) throws IOException {
    String traceId = TraceTrails.root(ctx.pathParam("traceId"));
    boolean colours = colours(ctx);
    boolean text = Answers.wantsText(ctx);
    TraceTrails.Found found = traces.of(traceId);
    if (found.trails().isEmpty()) {
      throw new ProblemException(
          404,
          "No trail of trace id '"
              + traceId
              + "' is stored: its functions are not traced, nothing of it has arrived yet, or its"
              + " retention is over.");
    }
    String form = (text ? "text " + colours : "json") + " " + found.truncated();
    if (tags.answers(ctx, found.trails(), form)) {
      return;
    }
    if (text) {
      String more = found.truncated() ? "\nThere is more: not all trails are shown.\n" : "";
      ctx.contentType(Answers.TEXT).result(TrailBodyWriter.text(found.trails(), colours) + more);
      return;
    }
    Answers.stream(
        ctx,
        out -> {
          out.writeStartObject();
          out.writeStringField("traceId", traceId);
          bodies.trails(out, found.trails());
          out.writeBooleanField("truncated", found.truncated());
          out.writeEndObject();
        });
  }

  private boolean colours(Context ctx) {
    QueryParams params = new QueryParams(ctx.queryParamMap(), Set.of("color"), clock);
    return Boolean.TRUE.equals(params.bool("color"));
  }
}
