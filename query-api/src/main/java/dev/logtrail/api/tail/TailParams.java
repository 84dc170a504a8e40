package dev.logtrail.api.tail;

import dev.logtrail.api.http.Caller;
import dev.logtrail.api.http.ProblemException;
import dev.logtrail.api.http.QueryParams;
import dev.logtrail.api.load.PatternMatch;
import dev.logtrail.limit.ServerLimits;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/**
 * What a live tail client asks for.
 *
 * @param filter which trails
 * @param format how events are written
 * @param since the flush after which to resume; null to begin with the newest
 * @param last how many of the newest trails to send first
 */
record TailParams(TailFilter filter, TailFormat format, Long since, int last) {
  private static final Set<String> KNOWN =
      Set.of("function", "requestId", "kind", "since", "last", "format", "color", "zone", "q");

  /**
   * Reads query string and {@code Last-Event-ID}, which comes first: a browser that connects again
   * repeats the query, but knows better by then.
   *
   * @throws ProblemException 400 for a fault
   */
  static TailParams of(Context ctx, Clock clock) {
    QueryParams p = new QueryParams(ctx.queryParamMap(), KNOWN, clock);
    String kind = p.oneOf("kind", List.of("request", "environment"), k -> k);
    boolean text = "text".equals(p.oneOf("format", List.of("json", "text"), f -> f));
    boolean colours = Boolean.TRUE.equals(p.bool("color"));
    return new TailParams(
        new TailFilter(
            p.text("function"),
            p.text("requestId"),
            "environment".equals(kind),
            PatternMatch.pattern(p.text("q")),
            Caller.of(ctx).scope()),
        text ? new TailFormat(true, colours, p.zone("zone")) : TailFormat.JSON,
        since(ctx.header("Last-Event-ID"), p.text("since")),
        p.whole("last", 0, 0, ServerLimits.TAIL_LAST_TRAILS));
  }

  private static Long since(String header, String parameter) {
    boolean resumed = header != null && !header.isBlank();
    String text = resumed ? header : parameter;
    if (text == null) {
      return null;
    }
    try {
      long flushNo = Long.parseLong(text.strip());
      if (flushNo >= 0) {
        return flushNo;
      }
    } catch (NumberFormatException e) {
      // Said below, with the negative ones.
    }
    throw new ProblemException(
        400,
        (resumed ? "'Last-Event-ID'" : "'since'")
            + " is '"
            + text
            + "': give the id of the last event that arrived, a whole number from 0 on.");
  }
}
