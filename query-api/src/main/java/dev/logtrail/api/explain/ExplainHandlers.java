package dev.logtrail.api.explain;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.logtrail.api.http.Answers;
import dev.logtrail.api.http.Caller;
import dev.logtrail.api.http.ProblemException;
import dev.logtrail.api.http.QueryParams;
import dev.logtrail.api.load.LoadedTrail;
import dev.logtrail.api.load.TrailLoader;
import dev.logtrail.api.render.JsonValues;
import dev.logtrail.api.render.Times;
import dev.logtrail.store.TrailReader;
import dev.logtrail.structured.convention.Conventions;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** Answers with why a request failed. */
public final class ExplainHandlers {
  private final TrailReader reader;
  private final Conventions conventions;
  private final Clock clock;

  /**
   * Answers from a store.
   *
   * @param conventions by which lines that are JSON are read
   */
  public ExplainHandlers(TrailReader reader, Conventions conventions, Clock clock) {
    this.reader = reader;
    this.conventions = conventions;
    this.clock = clock;
  }

  /**
   * Why a request failed, and where it first differs from those that went well.
   *
   * @throws ProblemException 404 if none of that id is stored
   */
  public void request(Context ctx) throws IOException {
    new QueryParams(ctx.queryParamMap(), Set.of(), clock);
    String requestId = ctx.pathParam("requestId");
    TrailReader view = Caller.of(ctx).view(reader);
    TrailLoader loader = new TrailLoader(view, conventions);
    List<LoadedTrail> attempts = loader.byRequestId(requestId);
    if (attempts.isEmpty()) {
      throw new ProblemException(404, "No trail of request id '" + requestId + "' is stored.");
    }
    Explanation x = new FailureExplainer(view, loader).explain(attempts);
    Answers.json(ctx, out -> write(out, x));
  }

  private static void write(JsonGenerator out, Explanation x) throws IOException {
    out.writeStartObject();
    out.writeStringField("requestId", x.trail().trail().header().key().requestId());
    out.writeNumberField("attempt", x.trail().attempt());
    out.writeNumberField("attempts", x.attempts());
    out.writeStringField("outcome", x.trail().trail().header().outcome().word());
    out.writeStringField("cause", x.cause());
    JsonValues.field(out, "failureLine", x.failureLine());
    out.writeNumberField("comparedWith", x.usualTrails());
    out.writeFieldName("divergence");
    DivergenceJson.write(out, x.divergence());
    out.writeObjectFieldStart("similar");
    out.writeNumberField("compared", x.similar().compared());
    out.writeBooleanField("more", x.similar().more());
    out.writeArrayFieldStart("requests");
    for (Explanation.Alike a : x.similar().alike()) {
      out.writeStartObject();
      out.writeStringField("requestId", a.requestId());
      out.writeStringField("startedAt", Times.utc(a.startedAt()));
      out.writeStringField("functionVersion", a.functionVersion());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
    out.writeEndObject();
  }
}
