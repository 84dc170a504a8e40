package dev.logtrail.api.insight;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.logtrail.api.explain.DivergenceJson;
import dev.logtrail.api.insight.Insights.Basis;
import dev.logtrail.api.insight.Insights.Environment;
import dev.logtrail.api.insight.Insights.Failure;
import dev.logtrail.api.insight.Insights.Left;
import dev.logtrail.api.render.JsonValues;
import dev.logtrail.api.render.Times;
import dev.logtrail.insight.EnvironmentHistory.Rise;
import dev.logtrail.insight.StatementSizes.Statement;
import dev.logtrail.insight.Witness;
import dev.logtrail.insight.Witness.State;
import dev.logtrail.insight.WitnessSum;
import dev.logtrail.limit.InsightLimits;
import java.io.IOException;

/** The JSON of insights. */
final class InsightJson {
  private static final double BYTES_PER_GB = 1L << 30;
  private static final double MILLION = 1e6;
  private static final double MOST = 0.95;

  private InsightJson() {}

  /**
   * Writes the fields of an answer.
   *
   * @param usdPerGb what CloudWatch charges for a GB of logs
   */
  static void write(JsonGenerator out, Insights of, double usdPerGb) throws IOException {
    basis(out, of.basis());
    environments(out, of);
    statements(out, of, usdPerGb);
    left(out, of);
    failures(out, of);
    witness(out, of.witness());
  }

  private static void basis(JsonGenerator out, Basis basis) throws IOException {
    out.writeObjectFieldStart("basedOn");
    out.writeNumberField("requests", basis.requests());
    out.writeBooleanField("complete", basis.complete());
    out.writeNumberField("tooLarge", basis.tooLarge());
    JsonValues.text(out, "newest", Times.utc(basis.newest()));
    JsonValues.text(out, "oldest", Times.utc(basis.oldest()));
    out.writeEndObject();
  }

  private static void environments(JsonGenerator out, Insights of) throws IOException {
    out.writeArrayFieldStart("environments");
    for (Environment e : of.environments()) {
      out.writeStartObject();
      out.writeStringField("functionName", e.functionName());
      out.writeStringField("logStream", e.history().logStream());
      out.writeNumberField("requests", e.history().requests());
      out.writeBooleanField("poisoned", e.poisoned());
      out.writeStringField("failingSince", e.history().failingSince());
      out.writeNumberField("failed", e.history().failed());
      out.writeArrayFieldStart("memory");
      for (Rise rise : e.history().rises()) {
        out.writeStartObject();
        out.writeStringField("requestId", rise.requestId());
        out.writeStringField("startedAt", Times.utc(rise.startedAt()));
        out.writeNumberField("fromMb", rise.fromMb());
        out.writeNumberField("toMb", rise.toMb());
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void statements(JsonGenerator out, Insights of, double usdPerGb)
      throws IOException {
    int requests = Math.max(1, of.basis().requests() - of.basis().tooLarge());
    out.writeNumberField("usdPerGb", usdPerGb);
    out.writeArrayFieldStart("statements");
    for (Statement s : of.statements().largest(InsightLimits.STATEMENTS)) {
      out.writeStartObject();
      JsonValues.text(out, "functionName", s.functionName());
      out.writeStringField("template", s.template());
      out.writeStringField("level", s.level() == null ? null : s.level().name());
      out.writeNumberField("lines", s.lines());
      out.writeNumberField("bytes", s.bytes());
      out.writeNumberField("share", s.share());
      out.writeNumberField(
          "usdPerMillionRequests", s.bytes() / BYTES_PER_GB * usdPerGb * MILLION / requests);
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void left(JsonGenerator out, Insights of) throws IOException {
    out.writeArrayFieldStart("leftRunning");
    for (Left left : of.left()) {
      out.writeStartObject();
      out.writeStringField("functionName", left.functionName());
      out.writeNumberField("requests", left.lines().requests());
      out.writeNumberField("linesAfterEnd", left.lines().linesAfterEnd());
      out.writeNumberField("linesDuringOthers", left.lines().linesDuringOthers());
      out.writeStringField("example", left.lines().example());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void failures(JsonGenerator out, Insights of) throws IOException {
    out.writeArrayFieldStart("failures");
    for (Failure f : of.failures()) {
      out.writeStartObject();
      out.writeStringField("functionName", f.functionName());
      out.writeStringField("requestId", f.requestId());
      JsonValues.text(out, "startedAt", Times.utc(f.startedAt()));
      out.writeStringField("outcome", f.outcome());
      out.writeNumberField("comparedWith", f.comparedWith());
      out.writeFieldName("divergence");
      DivergenceJson.write(out, f.divergence());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void witness(JsonGenerator out, WitnessSum sum) throws IOException {
    out.writeObjectFieldStart("witness");
    out.writeNumberField("requests", sum.requests());
    out.writeNumberField("lines", sum.lines());
    JsonValues.field(out, "p50DelayMs", sum.delayMs(0.5));
    JsonValues.field(out, "p95DelayMs", sum.delayMs(MOST));
    JsonValues.field(out, "maxDelayMs", sum.delayMs(1));
    out.writeNumberField("linesWaiting", sum.waiting());
    out.writeNumberField("linesNever", sum.never());
    out.writeArrayFieldStart("newest");
    for (WitnessSum.Told told : sum.newest()) {
      out.writeStartObject();
      out.writeStringField("functionName", told.functionName());
      out.writeStringField("requestId", told.requestId());
      JsonValues.text(out, "startedAt", Times.utc(told.startedAt()));
      figures(out, told.witness());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  /** What one log result says, without its lines. */
  static void figures(JsonGenerator out, Witness w) throws IOException {
    out.writeStringField("answeredAt", Times.utc(w.cameAt()));
    out.writeNumberField("linesCame", w.count(State.CAME));
    out.writeNumberField("linesWaiting", w.count(State.WAITING));
    out.writeNumberField("linesNever", w.count(State.NEVER));
    JsonValues.field(out, "maxDelayMs", w.slowestMs());
  }

  /** One line of a request. */
  static void line(JsonGenerator out, Witness.Line line) throws IOException {
    out.writeStartObject();
    JsonValues.text(out, "timestamp", Times.utc(line.timestamp()));
    out.writeStringField("message", line.text());
    JsonValues.text(out, "ingestedAt", Times.utc(line.ingestedAt()));
    JsonValues.field(out, "delayMs", line.delayMs());
    out.writeStringField("state", line.state().word());
    out.writeEndObject();
  }
}
