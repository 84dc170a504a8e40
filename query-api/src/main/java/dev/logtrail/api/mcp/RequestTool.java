package dev.logtrail.api.mcp;

import dev.logtrail.api.http.ProblemException;
import dev.logtrail.api.http.QueryParams;
import dev.logtrail.api.load.LoadedTrail;
import dev.logtrail.api.render.TrailPreview;
import dev.logtrail.text.Counted;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** {@code get_request}: what a request logged, a page of lines at a time. */
final class RequestTool implements McpTool {
  private final McpStore store;
  private final Clock clock;

  RequestTool(McpStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public String call(McpCall call, Map<?, ?> arguments) throws IOException {
    QueryParams p = Arguments.of(arguments, clock, "requestId", "attempt", "fromLine", "maxChars");
    List<LoadedTrail> attempts = store.attempts(call, Arguments.needed(p, "requestId"));
    int attempt = p.whole("attempt", attempts.size(), 1, attempts.size());
    LoadedTrail t = attempts.get(attempt - 1);
    int lines = t.trail().entries().size();
    int from = p.whole("fromLine", 0, 0, Integer.MAX_VALUE);
    if (from > 0 && from >= lines) {
      throw new ProblemException(
          400, "'fromLine' is %d: there are lines 0 to %d.".formatted(from, lines - 1));
    }
    TrailDigest out = new TrailDigest(call.address(), Arguments.maxChars(p)).head(t);
    if (attempts.size() > 1) {
      out.add("  attempt %d of %d\n".formatted(attempt, attempts.size()));
    }
    int to = out.add("\n").lines(t, from, lines);
    if (to < lines) {
      out.add(
          "\n%s: call get_request with fromLine=%d.\n"
              .formatted(Counted.of(lines - to, "more line"), to));
    }
    TrailPreview preview = TrailPreview.of(t.trail(), null, null);
    boolean elsewhere = preview != null && (preview.line() < from || preview.line() >= to);
    if (elsewhere && preview.kind().equals("failure")) {
      out.add("The failure is told in line %d: %s\n".formatted(preview.line(), preview.text()));
    }
    return out.foot(t).toString();
  }
}
