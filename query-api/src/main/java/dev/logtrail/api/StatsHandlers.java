package dev.logtrail.api;

import io.javalin.http.Context;
import java.io.IOException;

/** Answers questions about statistics. */
final class StatsHandlers {
  private final ApiParts parts;

  StatsHandlers(ApiParts parts) {
    this.parts = parts;
  }

  /** Counts, durations and costs by group and step; as a table for who wants text. */
  void stats(Context ctx) throws IOException {
    StatsParams p = StatsParams.of(ctx.queryParamMap(), parts.clock());
    boolean text = Answers.wantsText(ctx);
    Statistics s =
        Statistics.of(parts.stats().cells(p.query()), p, parts.statsSettings(), parts.costs());
    Bill bill = p.bill() ? Bill.of(parts.stats(), p, parts.costs()) : null;
    int pending = parts.stats().pendingMinutes();
    if (text) {
      ctx.contentType(Answers.TEXT)
          .result(StatsText.of(p, s, bill, parts.statsSettings(), pending));
      return;
    }
    Answers.json(
        ctx,
        out -> {
          out.writeStartObject();
          StatsJson.write(out, p, s, bill, parts.statsSettings(), pending);
          out.writeEndObject();
        });
  }
}
