package dev.logtrail.api.loki;

import dev.logtrail.api.http.Caller;
import dev.logtrail.api.http.ProblemException;
import dev.logtrail.limit.LokiLimits;
import dev.logtrail.logql.LogQl.Lines;
import dev.logtrail.logql.stage.LabelMatcher;
import io.javalin.http.Context;
import java.time.Clock;

/**
 * What a client wants to follow.
 *
 * @param lines which lines
 * @param start epoch ms of the earliest line
 * @param limit how many lines that are there already it is sent, the newest
 * @param delayMs how long to wait for late lines before each frame, ms
 * @param apart whether the client takes what tells lines apart beside each line
 * @param caller who follows
 * @param address from where
 */
record TailQuestion(
    Lines lines,
    long start,
    int limit,
    long delayMs,
    boolean apart,
    Caller caller,
    String address) {

  /**
   * Reads a request before it is upgraded.
   *
   * @throws ProblemException 400 for a fault
   */
  static TailQuestion of(Context ctx, Clock clock) {
    LokiParams p = new LokiParams(ctx, clock, "query", "start", "limit", "delay_for");
    if (!(p.query() instanceof Lines lines)) {
      throw new ProblemException(
          400, "'query' asks for numbers: only lines are followed, such as {function=\"orders\"}.");
    }
    LokiLabels.check("query", lines.matchers());
    int limit = p.limit(LokiLimits.DEFAULT_LINES, LokiLimits.LINES);
    int delay = p.seconds("delay_for", LokiLimits.TAIL_DELAY_S);
    long start = p.tailStart();
    boolean apart = String.valueOf(ctx.header(LokiHandlers.FLAGS)).contains("categorize-labels");
    return new TailQuestion(lines, start, limit, delay * 1_000L, apart, Caller.of(ctx), ctx.ip());
  }

  /** The one function that it is about; null if there may be several. */
  String function() {
    return lines.matchers().stream()
        .filter(m -> m.label().equals(LokiLabels.FUNCTION) || m.label().equals(LokiLabels.SERVICE))
        .map(LabelMatcher::only)
        .filter(only -> only != null && !only.isEmpty())
        .findFirst()
        .orElse(null);
  }
}
