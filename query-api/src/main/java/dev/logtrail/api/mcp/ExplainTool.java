package dev.logtrail.api.mcp;

import dev.logtrail.api.explain.Explanation;
import dev.logtrail.api.explain.Explanation.Alike;
import dev.logtrail.api.explain.Explanation.Similar;
import dev.logtrail.api.explain.FailureExplainer;
import dev.logtrail.api.http.QueryParams;
import dev.logtrail.api.load.LoadedTrail;
import dev.logtrail.api.render.Times;
import dev.logtrail.limit.AssistantLimits;
import dev.logtrail.text.Counted;
import dev.logtrail.trail.ExceptionInfo;
import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.Report;
import dev.logtrail.usual.Divergence;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code explain_failure}: why a request failed, with what shows it. */
final class ExplainTool implements McpTool {
  private static final int SHOWN_ALIKE = 5;
  private static final int SHOWN_FRAMES = 12;
  private static final double NEARLY_FULL = 0.95;

  private final McpStore store;
  private final Clock clock;

  ExplainTool(McpStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public String call(McpCall call, Map<?, ?> arguments) throws IOException {
    QueryParams p = Arguments.of(arguments, clock, "requestId", "maxChars");
    List<LoadedTrail> attempts = store.attempts(call, Arguments.needed(p, "requestId"));
    Explanation x = new FailureExplainer(store.view(call), store.loader(call)).explain(attempts);
    TrailDigest out = new TrailDigest(call.address(), Arguments.maxChars(p)).head(x.trail());
    cause(out, x);
    linesBefore(out, x);
    difference(out, x);
    if (x.isFailure()) {
      similar(out, x.similar(), call.address());
    }
    return out.foot(x.trail()).toString();
  }

  private static void cause(TrailDigest out, Explanation x) {
    Outcome outcome = x.trail().trail().header().outcome();
    if (!x.isFailure()) {
      out.add("\nThis request did not fail: its outcome is " + outcome.word() + ".\n");
    }
    if (x.attempts() > 1) {
      out.add("\nAttempt %d of %d is explained.\n".formatted(x.trail().attempt(), x.attempts()));
    }
    out.add(x.cause() == null ? "" : "\nCause (" + outcome.word() + "): " + x.cause() + "\n");
    ExceptionInfo thrown = x.exception();
    for (int i = 0; thrown != null && i < Math.min(SHOWN_FRAMES, thrown.frames().size()); i++) {
      out.add("  " + thrown.frames().get(i).strip() + "\n");
    }
    for (ExceptionInfo cause : thrown == null ? List.<ExceptionInfo>of() : thrown.causes()) {
      String first = cause.frames().isEmpty() ? "" : " — " + cause.frames().get(0).strip();
      out.add("  caused by %s: %s%s\n".formatted(cause.type(), cause.message(), first));
    }
    Report r = x.trail().trail().header().report();
    if (r != null && r.maxMemoryUsedMb() != null && r.memorySizeMb() != null) {
      if (r.maxMemoryUsedMb() >= NEARLY_FULL * r.memorySizeMb()) {
        out.add(
            "  Memory was nearly full: %d of %d MB.\n"
                .formatted(r.maxMemoryUsedMb(), r.memorySizeMb()));
      }
    }
  }

  private static void linesBefore(TrailDigest out, Explanation x) throws IOException {
    int all = x.entries().size();
    int end = x.failureLine() == null ? all : x.failureLine() + 1;
    int from = Math.max(0, end - 1 - AssistantLimits.LINES_BEFORE);
    if (end > 0) {
      out.add("\nLines up to the failure (%d to %d of %d):\n".formatted(from, end - 1, all));
      out.lines(x.trail(), from, end);
    }
  }

  private static void difference(TrailDigest out, Explanation x) {
    Divergence d = x.divergence();
    if (x.usualTrails() == 0) {
      out.add("\nNo request of this function that went well is stored to compare with.\n");
    } else if (d == null) {
      out.add(
          "\nIts messages are the usual ones: no different from %s that went well.\n"
              .formatted(Counted.of(x.usualTrails(), "request")));
    } else {
      out.add("\nAgainst %s that went well:\n".formatted(Counted.of(d.trails(), "request")));
      String after = d.after() == null ? "at the beginning" : "after \"" + d.after() + "\"";
      String found =
          d.isEnd() ? "nothing more came" : "line %d is \"%s\"".formatted(d.line(), d.found());
      out.add("  first difference: " + after + " " + found + "; usual there is\n");
      for (Divergence.Next next : d.usual()) {
        out.add(
            String.format(
                Locale.ROOT,
                "    %3.0f %% %s%n",
                100 * next.share(),
                next.template() == null ? "the end" : "\"" + next.template() + "\""));
      }
      if (!d.missing().isEmpty()) {
        out.add("  never came: \"" + String.join("\", \"", d.missing()) + "\"\n");
      }
    }
  }

  private static void similar(TrailDigest out, Similar s, String address) {
    if (s.alike().isEmpty()) {
      out.add(
          s.compared() == 0
              ? "\nThis is new: no earlier failure of the function is stored.\n"
              : "\nThis is new: %s before it had other causes.\n"
                  .formatted(Counted.of(s.compared(), "failure")));
      return;
    }
    Alike oldest = s.alike().get(s.alike().size() - 1);
    out.add(
        "\nSame cause before: %d of %s%d earlier failures, since %s:\n"
            .formatted(
                s.alike().size(),
                s.more() ? "the last " : "",
                s.compared(),
                oldest.startedAt() == null ? "an unknown time" : Times.utc(oldest.startedAt())));
    s.alike().stream()
        .limit(SHOWN_ALIKE)
        .forEach(
            a ->
                out.add(
                    "  %s  version %s  %s\n"
                        .formatted(
                            Times.utc(a.startedAt()),
                            a.functionVersion(),
                            TrailDigest.link(address, a.requestId()))));
  }
}
