package dev.logtrail.api.stats;

import dev.logtrail.api.http.Answers;
import dev.logtrail.api.http.Caller;
import dev.logtrail.api.status.Completeness;
import dev.logtrail.cost.CostEstimator;
import dev.logtrail.store.stats.StatsReader;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;

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
    boolean text = Answers.wantsText(ctx);
    StatsReader view = Caller.of(ctx).view(reader);
    if (text) {
      ctx.contentType(Answers.TEXT).result(text(view, ctx.queryParamMap()));
      return;
    }
    StatsParams p = StatsParams.of(ctx.queryParamMap(), clock);
    Statistics s = Statistics.of(view.cells(p.query()), p, settings, costs);
    DailyBill bill = p.bill() ? DailyBill.of(view, p, costs) : null;
    int pending = view.pendingMinutes();
    Answers.json(
        ctx,
        out -> {
          out.writeStartObject();
          StatsJson.write(out, p, s, bill, settings, pending);
          Completeness.write(ctx, out);
          out.writeEndObject();
        });
  }

  /**
   * The same as a table.
   *
   * @param view the statistics as the caller sees them
   * @param raw parameters as of the route
   */
  public String text(StatsReader view, Map<String, List<String>> raw) {
    StatsParams p = StatsParams.of(raw, clock);
    Statistics s = Statistics.of(view.cells(p.query()), p, settings, costs);
    DailyBill bill = p.bill() ? DailyBill.of(view, p, costs) : null;
    return StatsText.of(p, s, bill, settings, view.pendingMinutes());
  }

  /**
   * Two versions of a function beside each other.
   *
   * @param view the statistics as the caller sees them
   * @param raw parameters as of the route, of which {@code function} is one
   * @param versions the earlier and the later one; empty for the two newest
   */
  public VersionComparison compare(
      StatsReader view, Map<String, List<String>> raw, List<String> versions) {
    StatsParams p = StatsParams.of(raw, clock);
    return VersionComparison.of(
        Statistics.of(view.cells(p.query()), p, settings, costs), p, versions);
  }
}
