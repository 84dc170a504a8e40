package dev.logtrail.api.stats;

import dev.logtrail.api.http.Answers;
import dev.logtrail.api.http.Caller;
import dev.logtrail.cost.CostEstimator;
import dev.logtrail.store.stats.StatsReader;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;

/** Answers questions about statistics. */
public final class StatsHandlers {
  private final StatsReader reader;
  private final StatsSettings settings;
  private final CostEstimator costs;
  private final Clock clock;

  /**
   * Answers with statistics of a store.
   *
   * @param costs estimates what requests cost
   * @param clock for times relative to now
   */
  public StatsHandlers(
      StatsReader reader, StatsSettings settings, CostEstimator costs, Clock clock) {
    this.reader = reader;
    this.settings = settings;
    this.costs = costs;
    this.clock = clock;
  }

  /** Counts, durations and costs by group and step; as a table for who wants text. */
  public void stats(Context ctx) throws IOException {
    StatsParams p = StatsParams.of(ctx.queryParamMap(), clock);
    boolean text = Answers.wantsText(ctx);
    StatsReader view = Caller.of(ctx).view(reader);
    Statistics s = Statistics.of(view.cells(p.query()), p, settings, costs);
    DailyBill bill = p.bill() ? DailyBill.of(view, p, costs) : null;
    int pending = view.pendingMinutes();
    if (text) {
      ctx.contentType(Answers.TEXT).result(StatsText.of(p, s, bill, settings, pending));
      return;
    }
    Answers.json(
        ctx,
        out -> {
          out.writeStartObject();
          StatsJson.write(out, p, s, bill, settings, pending);
          out.writeEndObject();
        });
  }
}
