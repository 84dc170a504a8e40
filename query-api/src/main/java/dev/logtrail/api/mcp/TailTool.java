package dev.logtrail.api.mcp;

import dev.logtrail.api.http.ProblemException;
import dev.logtrail.api.http.QueryParams;
import dev.logtrail.api.load.LoadedTrail;
import dev.logtrail.api.load.PatternMatch;
import dev.logtrail.api.tail.TailOnce;
import dev.logtrail.limit.AssistantLimits;
import dev.logtrail.text.Counted;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;

/** {@code tail_once}: what changed since the last call, or changes while this one waits. */
final class TailTool implements McpTool {
  private final McpStore store;
  private final TailOnce tail;
  private final Clock clock;

  TailTool(McpStore store, TailOnce tail, Clock clock) {
    this.store = store;
    this.tail = tail;
    this.clock = clock;
  }

  @Override
  public String call(McpCall call, Map<?, ?> arguments) throws IOException {
    QueryParams p =
        Arguments.of(arguments, clock, "function", "q", "since", "waitSeconds", "maxChars");
    int wait = p.whole("waitSeconds", 10, 0, AssistantLimits.TAIL_WAIT_S);
    TailOnce.Changes changes;
    try {
      changes =
          tail.next(
              store.loader(call),
              call.caller(),
              p.text("function"),
              PatternMatch.pattern(p.text("q")),
              since(p.text("since")),
              1_000L * wait,
              AssistantLimits.TAIL_TRAILS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProblemException(503, "The server is stopping; try again in a moment.");
    }
    int maxChars = Arguments.maxChars(p);
    TrailDigest out = new TrailDigest(call.address(), maxChars);
    for (LoadedTrail t : changes.trails()) {
      int lines = t.trail().entries().size();
      int shown = out.head(t).lines(t, 0, lines);
      out.add(shown < lines ? "  " + Counted.of(lines - shown, "more line") + "\n" : "")
          .foot(t)
          .add("\n");
    }
    if (changes.trails().isEmpty()) {
      out.add("Nothing new in %d s.\n".formatted(wait));
    }
    if (changes.left() > 0) {
      out.add(
          "%s changed: search shows them.\n".formatted(Counted.of(changes.left(), "more request")));
    }
    return out.add("Ask again with since=%d.".formatted(changes.upTo())).toString();
  }

  private static Long since(String text) {
    if (text == null) {
      return null;
    }
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw new ProblemException(
          400, "'since' is '" + text + "': give the number that the last answer ended with.");
    }
  }
}
