package dev.logtrail.api.insight;

import dev.logtrail.api.http.Answers;
import dev.logtrail.api.http.Caller;
import dev.logtrail.api.http.ProblemException;
import dev.logtrail.api.http.QueryParams;
import dev.logtrail.api.load.LoadedTrail;
import dev.logtrail.api.load.TrailLoader;
import dev.logtrail.api.render.JsonValues;
import dev.logtrail.api.status.Completeness;
import dev.logtrail.insight.Witness;
import dev.logtrail.limit.InsightLimits;
import dev.logtrail.store.LogResultArrival;
import dev.logtrail.store.TrailQuery;
import dev.logtrail.store.TrailReader;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.trail.Invocation;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** Answers with insights into functions, and with what log results say of CloudWatch. */
public final class InsightHandlers {
  /** In most regions, the first tier. */
  private static final double USD_PER_GB = 0.50;

  private final TrailReader reader;
  private final Conventions conventions;
  private final Clock clock;

  /**
   * Answers from a store.
   *
   * @param conventions by which lines that are JSON are read
   * @param clock for times relative to now
   */
  public InsightHandlers(TrailReader reader, Conventions conventions, Clock clock) {
    this.reader = reader;
    this.conventions = conventions;
    this.clock = clock;
  }

  /**
   * Environments, log statements, work left running, failures and log results, of the newest
   * requests of a function, or of all.
   *
   * @throws ProblemException 400 for a fault
   */
  public void insights(Context ctx) throws IOException {
    QueryParams p =
        new QueryParams(
            ctx.queryParamMap(),
            Set.of("function", "account", "region", "from", "to", "usdPerGb"),
            clock);
    String function = p.text("function");
    Double price = p.number("usdPerGb");
    TrailQuery query =
        TrailQuery.builder()
            .function(function)
            .account(p.text("account"))
            .region(p.text("region"))
            .between(p.time("from"), p.time("to"))
            .kind(TrailQuery.REQUEST)
            .limit(InsightLimits.TRAILS)
            .build();
    TrailReader view = Caller.of(ctx).view(reader);
    Insights insights = new InsightReader(view, conventions, clock.millis()).read(query);
    Answers.json(
        ctx,
        out -> {
          out.writeStartObject();
          JsonValues.text(out, "functionName", function);
          InsightJson.write(out, insights, price == null ? USD_PER_GB : price);
          Completeness.write(ctx, out);
          out.writeEndObject();
        });
  }

  /**
   * What the log result of a request says of CloudWatch, line by line.
   *
   * @throws ProblemException 404 if none of that id is stored
   */
  public void witness(Context ctx) throws IOException {
    new QueryParams(ctx.queryParamMap(), Set.of(), clock);
    String requestId = ctx.pathParam("requestId");
    TrailReader view = Caller.of(ctx).view(reader);
    List<LogResultArrival> arrivals = view.logResultArrivals(List.of(requestId));
    List<LoadedTrail> told =
        new TrailLoader(view, conventions)
            .byRequestId(requestId).stream()
                .filter(t -> cameAt(t.trail().invocation(), arrivals) != null)
                .toList();
    if (told.isEmpty()) {
      throw new ProblemException(
          404,
          "No log result of request id '"
              + requestId
              + "' is stored: it was not invoked through Logtrail, nor posted to"
              + " /ingest/invocations, or its retention is over.");
    }
    long now = clock.millis();
    Answers.jsonOrStream(
        ctx,
        out -> {
          out.writeStartObject();
          out.writeStringField("requestId", requestId);
          out.writeArrayFieldStart("witnesses");
          for (LoadedTrail t : told) {
            Long cameAt = cameAt(t.trail().invocation(), arrivals);
            Witness witness = Witness.of(t.trail().entries(), cameAt, now);
            out.writeStartObject();
            out.writeStringField("functionName", t.trail().header().functionName());
            out.writeNumberField("attempt", t.attempt());
            InsightJson.figures(out, witness);
            out.writeArrayFieldStart("lines");
            for (Witness.Line line : witness.lines()) {
              InsightJson.line(out, line);
            }
            out.writeEndArray();
            out.writeEndObject();
          }
          out.writeEndArray();
          Completeness.write(ctx, out);
          out.writeEndObject();
        });
  }

  private static Long cameAt(Invocation of, List<LogResultArrival> arrivals) {
    return arrivals.stream()
        .filter(a -> of != null && of.log() != null && a.isOf(of))
        .map(LogResultArrival::cameAt)
        .findFirst()
        .orElse(null);
  }
}
