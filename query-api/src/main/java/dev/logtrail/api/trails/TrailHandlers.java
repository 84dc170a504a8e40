package dev.logtrail.api.trails;

import dev.logtrail.api.http.Answers;
import dev.logtrail.api.http.Caller;
import dev.logtrail.api.http.ProblemException;
import dev.logtrail.api.http.QueryParams;
import dev.logtrail.api.http.StreamedAnswer;
import dev.logtrail.api.load.LoadedTrail;
import dev.logtrail.api.load.TraceTrails;
import dev.logtrail.api.load.TrailLoader;
import dev.logtrail.api.render.TraceText;
import dev.logtrail.cost.CostEstimator;
import dev.logtrail.ingest.live.ProvisionalLines;
import dev.logtrail.limit.AnswerMemory;
import dev.logtrail.limit.ServerLimits;
import dev.logtrail.store.TrailReader;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.trail.Trail;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

/** Answers with whole trails: those of a request, those of a trace. */
public final class TrailHandlers {
  private final TrailReader reader;
  private final Conventions conventions;
  private final ProvisionalLines live;
  private final TrailBodyWriter bodies;
  private final TrailEntityTag tags;
  private final Clock clock;

  /**
   * Answers with trails of a store.
   *
   * @param conventions by which lines that are JSON are read
   * @param live lines that are shown before they are stored
   * @param costs estimates what requests cost
   * @param clock tells when this server started, which entity tags hold
   */
  public TrailHandlers(
      TrailReader reader,
      Conventions conventions,
      ProvisionalLines live,
      CostEstimator costs,
      Clock clock) {
    this.reader = reader;
    this.conventions = conventions;
    this.live = live;
    this.bodies = new TrailBodyWriter(costs);
    this.clock = clock;
    this.tags = new TrailEntityTag(clock.millis());
  }

  /**
   * Every attempt of one request id with entries.
   *
   * @throws ProblemException 404 if none is stored
   */
  public void request(Context ctx) throws IOException {
    String requestId = ctx.pathParam("requestId");
    Form form = form(ctx, "color", "zone", "raw");
    List<LoadedTrail> trails =
        loader(view(ctx)).with(live, Caller.of(ctx).scope()).byRequestId(requestId);
    if (trails.isEmpty()) {
      throw new ProblemException(
          404,
          "No trail of request id '"
              + requestId
              + "' is stored: nothing of it has arrived yet,"
              + " its log group is not subscribed, or its retention is over.");
    }
    if (isUnchangedOrText(ctx, form, new TraceTrails.Found(trails, false), "", null)) {
      return;
    }
    Answers.jsonOrStream(
        ctx,
        out -> {
          out.writeStartObject();
          bodies.trails(out, trails.iterator());
          out.writeEndObject();
        });
  }

  /**
   * Every trail of one X-Ray trace id with entries.
   *
   * @throws ProblemException 404 if none is stored
   */
  public void trace(Context ctx) throws IOException {
    String traceId = TraceTrails.root(ctx.pathParam("traceId"));
    TraceFormat format =
        params(ctx, "color", "zone", "raw", "format")
            .oneOf("format", List.of(TraceFormat.values()), TraceFormat::word);
    if (format == null) {
      format = TraceFormat.accepted(ctx.header("Accept"));
    }
    Answers.vary(ctx, "Accept");
    Form form = format == null ? form(ctx, "color", "zone", "raw", "format") : Form.JSON;
    TrailReader view = view(ctx);
    TraceTrails.Found found = new TraceTrails(view, loader(view)).of(traceId);
    if (found.trails().isEmpty()) {
      throw new ProblemException(
          404,
          "No trail of trace id '"
              + traceId
              + "' is stored: its functions are not traced, nothing of it has arrived yet, or its"
              + " retention is over.");
    }
    if (format != null) {
      if (found.truncated()) {
        ctx.header("Logtrail-Truncated", "true"); // These forms have no place for it.
      }
      TraceFormat told = format;
      Answers.stream(ctx, told.mediaType(), out -> told.write(out, found.trails()));
      return;
    }
    if (isUnchangedOrText(ctx, form, found, " " + found.truncated(), traceId)) {
      return;
    }
    // A trace may be larger than what should stand in memory twice: it is written while it is made.
    Answers.stream(
        ctx,
        out -> {
          out.writeStartObject();
          out.writeStringField("traceId", traceId);
          bodies.trails(out, found.trails().iterator());
          out.writeBooleanField("truncated", found.truncated());
          out.writeEndObject();
        });
  }

  private TrailReader view(Context ctx) {
    return Caller.of(ctx).view(reader);
  }

  private TrailLoader loader(TrailReader view) {
    return new TrailLoader(view, conventions);
  }

  /**
   * Answers 304 if the client has this version, or with text if it wants that.
   *
   * @param tagSuffix what the version depends on beside trails and form
   * @param traceId of the trace that they are; null if they are none
   * @return whether the request is answered
   */
  private boolean isUnchangedOrText(
      Context ctx, Form form, TraceTrails.Found found, String tagSuffix, String traceId)
      throws IOException {
    String tagForm = form.name() + tagSuffix;
    if (tags.answers(ctx, found.trails(), tagForm)) {
      return true;
    }
    if (form.text()) {
      text(ctx, form, found, traceId);
    }
    return form.text();
  }

  /** Made in memory where trails are small, else written while it is made. */
  private static void text(Context ctx, Form form, TraceTrails.Found found, String traceId)
      throws IOException {
    boolean small = AnswerMemory.held() <= ServerLimits.ANSWER_STREAM_BYTES;
    try (Writer out = small ? new StringWriter() : new StreamedAnswer(ctx, Answers.TEXT).writer()) {
      if (form.raw()) {
        TrailBodyWriter.raw(out, found.trails());
      } else {
        if (traceId != null) {
          List<Trail> trails = found.trails().stream().map(LoadedTrail::trail).toList();
          new TraceText(form.colours()).write(out, traceId, trails);
        }
        TrailBodyWriter.text(out, found.trails(), form.zone(), form.colours());
      }
      out.write(found.truncated() ? "\nThere is more: not all trails are shown.\n" : "");
      if (small) {
        ctx.contentType(Answers.TEXT).result(out.toString());
      }
    }
  }

  /**
   * The form that a client wants.
   *
   * @param text readable text, not JSON
   * @param zone the zone of times in the text
   * @param colours ANSI colours in the text
   * @param raw not readable text, but the messages of the events as they came
   */
  private record Form(boolean text, ZoneId zone, boolean colours, boolean raw) {
    static final Form JSON = new Form(false, ZoneOffset.UTC, false, false);

    /** Tells forms apart in entity tags. */
    String name() {
      return raw ? "raw" : text ? "text " + zone + " " + colours : "json";
    }
  }

  private QueryParams params(Context ctx, String... known) {
    return new QueryParams(ctx.queryParamMap(), Set.of(known), clock);
  }

  private Form form(Context ctx, String... known) {
    QueryParams params = params(ctx, known);
    boolean colours = Boolean.TRUE.equals(params.bool("color"));
    boolean raw = Boolean.TRUE.equals(params.bool("raw"));
    return new Form(raw || Answers.wantsText(ctx), params.zone("zone"), colours, raw);
  }
}
