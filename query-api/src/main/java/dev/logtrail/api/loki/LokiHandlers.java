package dev.logtrail.api.loki;

import dev.logtrail.api.http.Answers;
import dev.logtrail.api.http.Caller;
import dev.logtrail.api.http.Problem;
import dev.logtrail.api.http.ProblemException;
import dev.logtrail.api.load.TrailLoader;
import dev.logtrail.limit.LokiLimits;
import dev.logtrail.logql.LogQl;
import dev.logtrail.logql.LogQl.Lines;
import dev.logtrail.logql.Metric;
import dev.logtrail.store.TrailReader;
import dev.logtrail.structured.convention.Conventions;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;

/** Answers questions about lines and their numbers. */
public final class LokiHandlers {
  static final String FLAGS = "X-Loki-Response-Encoding-Flags";

  private final TrailReader reader;
  private final Conventions conventions;
  private final Clock clock;

  /**
   * Answers from a store.
   *
   * @param conventions by which lines that are JSON are read
   * @param clock tells what now is
   */
  public LokiHandlers(TrailReader reader, Conventions conventions, Clock clock) {
    this.reader = reader;
    this.conventions = conventions;
    this.clock = clock;
  }

  private LineWalk walk(Context ctx) {
    TrailReader view = Caller.of(ctx).view(reader);
    return new LineWalk(view, new TrailLoader(view, conventions));
  }

  /** Lines, or numbers over time. */
  public void range(Context ctx) throws IOException {
    LokiParams p =
        new LokiParams(ctx, clock, "query", "start", "end", "since", "step", "limit", "direction");
    LogQl query = p.query();
    long start = p.start();
    long end = p.end();
    if (query instanceof Lines lines) {
      int limit = p.limit(LokiLimits.DEFAULT_LINES, LokiLimits.LINES);
      NewestLines kept = new NewestLines(limit, p.newestFirst());
      LineWalk walk = walk(ctx);
      walk.walkNs(lines, p.startNs(start), p.endNs(end), p.newestFirst(), kept);
      String flags = String.valueOf(ctx.header(FLAGS));
      boolean apart = flags.contains("categorize-labels");
      Answers.vary(ctx, FLAGS);
      LokiJson.success(ctx, o -> LokiJson.streams(o, kept.lines(), apart, walk.lines()));
      return;
    }
    // Points stand at multiples of the step from the start on, as Grafana asks for them.
    Grid grid = Grid.over(start, end, p.step());
    LineWalk walk = walk(ctx);
    Numbers numbers = new MetricReader(walk, grid).read((Metric) query);
    LokiJson.success(ctx, o -> LokiJson.matrix(o, numbers, grid, walk.lines()));
  }

  /** Numbers at one moment. */
  public void instant(Context ctx) throws IOException {
    LokiParams p = new LokiParams(ctx, clock, "query", "time", "limit", "direction");
    LogQl query = p.query();
    Grid grid = Grid.at(p.time());
    if (!(query instanceof Metric metric)) {
      throw new ProblemException(
          400,
          "'query' asks for lines, which an instant query does not tell: use query_range, or"
              + " count_over_time(...).");
    }
    LineWalk walk = walk(ctx);
    Numbers numbers = new MetricReader(walk, grid).read(metric);
    LokiJson.success(ctx, o -> LokiJson.instant(o, numbers, grid, walk.lines()));
  }

  /** Following without a WebSocket is not offered here, and said to be elsewhere. */
  public void tail(Context ctx) {
    throw new ProblemException(
        Problem.of(
                426,
                "Lines are followed by a WebSocket here, as Loki has it: ask with 'Upgrade:"
                    + " websocket'. /api/v1/tail?function=NAME follows requests as server-sent"
                    + " events.")
            .with("Upgrade", "websocket"));
  }
}
