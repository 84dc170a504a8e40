package dev.logtrail.api.render;

import dev.logtrail.reading.execution.ExecutionTrail;
import dev.logtrail.reading.execution.ExecutionTrail.Step;
import dev.logtrail.reading.execution.Operation;
import dev.logtrail.text.Counted;
import dev.logtrail.trail.Entry;
import dev.logtrail.trail.Execution;
import dev.logtrail.trail.Trail;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * The readable form of an execution: what it is and how it went, its operations, then its requests
 * with the time between them.
 */
public final class ExecutionText {
  private final ZoneId zone;
  private final TerminalStyle style;
  private final TrailText trails;

  /**
   * A writer of readable executions.
   *
   * @param zone the zone of dates and times
   * @param colours whether to use ANSI colours
   */
  public ExecutionText(ZoneId zone, boolean colours) {
    this.zone = zone;
    this.style = colours ? TerminalStyle.ANSI : TerminalStyle.NONE;
    this.trails = new TrailText(zone, colours);
  }

  /**
   * Writes an execution.
   *
   * @param out where to; not closed
   * @param attempt rank of each request's trail among its attempts
   * @throws IOException if {@code out} fails
   */
  public void write(Appendable out, ExecutionTrail x, ToIntFunction<Step> attempt)
      throws IOException {
    title(out, x);
    for (Operation operation : x.operations()) {
      operation(out, operation, x);
    }
    for (int i = 0; i < x.steps().size(); i++) {
      Step step = x.steps().get(i);
      wait(out, step.waitedMs(), x.execution(), "");
      out.append('\n').append(style.dim("#" + (i + 1))).append(' ');
      trails.write(out, brief(step.trail(), x.execution()), attempt.applyAsInt(step));
      if (step.replayed() > 0) {
        out.append("  ")
            .append(style.dim(lines(step.replayed()) + " of its replay are shown above"));
        out.append('\n');
      }
    }
    end(out, x);
  }

  private void title(Appendable out, ExecutionTrail x) throws IOException {
    Execution e = x.execution();
    String kind =
        e.kind() == Execution.Kind.DURABLE ? "durable execution" : "Step Functions execution";
    String version = e.qualifier() == null ? "" : ":" + e.qualifier();
    out.append(kind).append(' ').append(style.bold(TerminalStyle.safe(e.name()))).append(" of ");
    out.append(TerminalStyle.safe(e.owner() + version)).append('\n');
    out.append("  ").append(style.dim(TerminalStyle.safe(e.arn()))).append('\n');
    List<String> parts = new ArrayList<>();
    parts.add(status(x.status()));
    if (x.startedAt() != null) {
      parts.add("from " + Times.readable(x.startedAt(), zone));
    }
    if (x.startedAt() != null && x.endedAt() != null) {
      parts.add("for " + DurationText.rounded(x.endedAt() - x.startedAt()));
    }
    parts.add(Counted.of(x.steps().size(), "request"));
    if (x.waits() > 0) {
      String word = e.kind() == Execution.Kind.DURABLE ? "suspension" : "wait";
      parts.add(Counted.of(x.waits(), word) + ", " + DurationText.rounded(x.waitedMs()));
    }
    if (!x.operations().isEmpty()) {
      parts.add(Counted.of(x.operations().size(), "operation"));
    }
    if (x.replayed() > 0) {
      parts.add(lines(x.replayed()) + " replayed");
    }
    out.append("  ").append(String.join(" · ", parts)).append('\n');
  }

  private String status(String status) {
    if (status == null) {
      return style.dim("no status change came");
    }
    String safe = TerminalStyle.safe(status);
    return switch (status) {
      case "SUCCEEDED" -> safe;
      case "RUNNING" -> style.yellow(safe);
      default -> style.red(safe);
    };
  }

  private void operation(Appendable out, Operation o, ExecutionTrail x) throws IOException {
    String name = o.name() == null ? o.id() : o.name();
    List<String> parts = new ArrayList<>();
    parts.add(o.state() == Operation.State.FAILED ? style.red("failed") : "ran");
    if (o.attempts() > 1) {
      parts.add(style.yellow("retried, attempt " + o.attempts()));
    }
    if (o.errors() > 0) {
      parts.add(Counted.of(o.errors(), "error"));
    }
    List<String> places = new ArrayList<>();
    for (int i = 0; i < x.steps().size(); i++) {
      if (o.requestIds().contains(x.steps().get(i).trail().header().key().requestId())) {
        places.add("#" + (i + 1));
      }
    }
    parts.add("in " + String.join(" ", places));
    out.append("  ").append(style.dim("operation ")).append(TerminalStyle.safe(name));
    out.append("  ").append(String.join(" · ", parts)).append('\n');
  }

  private void wait(Appendable out, Long ms, Execution e, String until) throws IOException {
    if (ms == null || ms == 0) {
      return;
    }
    String word = e.kind() == Execution.Kind.DURABLE ? "suspended for " : "waited for ";
    out.append('\n').append(style.dim("  ── " + word + DurationText.rounded(ms) + until + " ──"));
    out.append('\n');
  }

  private void end(Appendable out, ExecutionTrail x) throws IOException {
    String until = x.status() == null ? "" : ", until it was " + x.status();
    wait(out, x.endWaitedMs(), x.execution(), until);
    if (x.endedAt() != null) {
      out.append('\n').append(status(x.status())).append(" at ");
      out.append(Times.readable(x.endedAt(), zone)).append('\n');
    }
  }

  /** Without what is said above already: request, execution, and times that are columns. */
  private static Trail brief(Trail trail, Execution execution) {
    String id = trail.header().key().requestId();
    List<Entry> entries = new ArrayList<>();
    for (Entry e : trail.entries()) {
      Map<String, Object> fields = new LinkedHashMap<>(e.fields() == null ? Map.of() : e.fields());
      fields.remove("timestamp");
      fields.values().removeIf(v -> id.equals(v) || execution.arn().equals(v));
      entries.add(e.withFields(fields));
    }
    return new Trail(trail.header(), entries, trail.invocation());
  }

  private static String lines(int n) {
    return Counted.of(n, "line");
  }
}
