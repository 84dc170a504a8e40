package dev.logtrail.api.execution;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.logtrail.api.execution.Executions.Found;
import dev.logtrail.api.execution.Executions.Loaded;
import dev.logtrail.api.http.Answers;
import dev.logtrail.api.http.Caller;
import dev.logtrail.api.http.ProblemException;
import dev.logtrail.api.http.QueryParams;
import dev.logtrail.api.http.StreamedAnswer;
import dev.logtrail.api.load.LoadedTrail;
import dev.logtrail.api.load.TrailLoader;
import dev.logtrail.api.render.EntryJson;
import dev.logtrail.api.render.ExecutionJson;
import dev.logtrail.api.render.ExecutionText;
import dev.logtrail.api.render.TrailJson;
import dev.logtrail.cost.CostEstimator;
import dev.logtrail.reading.execution.ExecutionTrail.Step;
import dev.logtrail.store.TrailReader;
import dev.logtrail.structured.convention.Conventions;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.Writer;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Set;

/** Answers with executions by name, id or ARN. */
public final class ExecutionHandlers {
  private final TrailReader reader;
  private final Conventions conventions;
  private final CostEstimator costs;
  private final Clock clock;

  /**
   * Answers from a store.
   *
   * @param conventions by which lines that are JSON are read
   * @param costs estimates what requests cost
   * @param clock tells the time that parameters are relative to
   */
  public ExecutionHandlers(
      TrailReader reader, Conventions conventions, CostEstimator costs, Clock clock) {
    this.reader = reader;
    this.conventions = conventions;
    this.costs = costs;
    this.clock = clock;
  }

  /**
   * All requests of the executions of one name, id or ARN, in order, with what is between them.
   *
   * @throws ProblemException 404 if none is stored
   */
  public void execution(Context ctx) throws IOException {
    String wanted = ctx.pathParam("execution").strip();
    QueryParams params = new QueryParams(ctx.queryParamMap(), Set.of("color", "zone"), clock);
    boolean colours = Boolean.TRUE.equals(params.bool("color"));
    ZoneId zone = params.zone("zone");
    boolean text = Answers.wantsText(ctx);
    Answers.vary(ctx, "Accept");
    TrailReader view = Caller.of(ctx).view(reader);
    Found found = new Executions(view, new TrailLoader(view, conventions)).of(wanted);
    if (found.executions().isEmpty()) {
      throw new ProblemException(
          404,
          "No execution of name, id or ARN '"
              + wanted
              + "' is stored: no line of its requests names it, nothing of it has arrived yet, or"
              + " its retention is over.");
    }
    if (text) {
      text(ctx, found, zone, colours);
    } else {
      Answers.stream(ctx, out -> json(out, found));
    }
  }

  private void json(JsonGenerator out, Found found) throws IOException {
    out.writeStartObject();
    out.writeArrayFieldStart("executions");
    for (Loaded x : found.executions()) {
      ExecutionJson.write(out, x.read(), (o, step) -> trail(o, x.trails().get(step.place()), step));
    }
    out.writeEndArray();
    out.writeBooleanField("truncated", found.truncated());
    out.writeEndObject();
  }

  private void trail(JsonGenerator out, LoadedTrail t, Step step) throws IOException {
    out.writeStartObject();
    TrailJson.stored(out, t.trailId(), t.trail(), t.attempt(), t.revision(), costs);
    EntryJson.inColours(out, step.trail().entries(), 0);
    out.writeEndObject();
  }

  private static void text(Context ctx, Found found, ZoneId zone, boolean colours)
      throws IOException {
    ExecutionText text = new ExecutionText(zone, colours);
    try (Writer out = new StreamedAnswer(ctx, Answers.TEXT).writer()) {
      boolean first = true;
      for (Loaded x : found.executions()) {
        out.write(first ? "" : "\n");
        first = false;
        text.write(out, x.read(), step -> x.trails().get(step.place()).attempt());
      }
      out.write(found.truncated() ? "\nThere is more: not all requests are shown.\n" : "");
    }
  }
}
