package dev.logtrail.api;

import dev.logtrail.store.ListedTrail;
import dev.logtrail.store.TrailPage;
import dev.logtrail.store.TrailQuery;
import dev.logtrail.store.TrailReader;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** Answers what happened in one trace: the trails of every function that took part in it. */
final class TraceHandlers {
  /** Trails of one answer; a trace has a few, unless one id is used for a whole batch job. */
  static final int MAX_TRAILS = 1_000;

  /** Trails whose events are in memory at once. */
  private static final int PAGE = 50;

  /** Writes the trails of a part of the answer. */
  private interface Part {
    void write(List<LoadedTrail> trails) throws IOException;
  }

  private final TrailReader reader;
  private final TrailLoader loader;
  private final TrailForms forms;
  private final Clock clock;

  TraceHandlers(ApiParts parts) {
    this.reader = parts.reader();
    this.loader = new TrailLoader(reader, parts.conventions());
    this.forms = new TrailForms(parts);
    this.clock = parts.clock();
  }

  /** Every trail of a trace with its entries, by start. */
  void one(Context ctx) throws IOException {
    QueryParams params = new QueryParams(ctx.queryParamMap(), Set.of("color"), clock);
    boolean colours = Boolean.TRUE.equals(params.bool("color"));
    boolean text = Answers.wantsText(ctx);
    String traceId = TraceId.of(ctx.pathParam("traceId"));
    TrailPage page = TrailLists.read(reader, ofTrace(traceId));
    if (page.trails().isEmpty()) {
      throw new ProblemException(
          404,
          "No trail of trace '"
              + traceId
              + "' is stored: none of its requests has arrived yet, their logs name no trace"
              + " (active tracing is off), or their retention is over.");
    }
    Answers.vary(ctx, "Accept");
    if (text) {
      text(ctx, page, colours);
    } else {
      json(ctx, traceId, page);
    }
  }

  private void json(Context ctx, String traceId, TrailPage page) throws IOException {
    Answers.stream(
        ctx,
        out -> {
          out.writeStartObject();
          out.writeStringField("traceId", traceId);
          out.writeArrayFieldStart("trails");
          inParts(
              page.trails(),
              trails -> {
                for (LoadedTrail t : trails) {
                  forms.whole(out, t);
                }
              });
          out.writeEndArray();
          out.writeBooleanField("truncated", page.nextCursor() != null);
          out.writeEndObject();
        });
  }

  private void text(Context ctx, TrailPage page, boolean colours) {
    StreamedAnswer.send(
        ctx,
        Answers.TEXT,
        StreamedAnswer::notAll,
        out -> {
          inParts(
              page.trails(),
              trails -> {
                for (LoadedTrail t : trails) {
                  out.text(TrailForms.whole(t, colours));
                }
                out.flush();
              });
          if (page.nextCursor() != null) {
            out.text("The trace has more trails than the " + MAX_TRAILS + " shown.\n");
          }
        });
  }

  private void inParts(List<ListedTrail> listed, Part part) throws IOException {
    for (int from = 0; from < listed.size(); from += PAGE) {
      part.write(loader.whole(listed.subList(from, Math.min(listed.size(), from + PAGE))));
    }
  }

  private static TrailQuery ofTrace(String traceId) {
    return new TrailQuery(
        null,
        null,
        null,
        null,
        null,
        List.of(),
        null,
        null,
        null,
        traceId,
        null,
        null,
        null,
        false,
        MAX_TRAILS,
        null);
  }
}
