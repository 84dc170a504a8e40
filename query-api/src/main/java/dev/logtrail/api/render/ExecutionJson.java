package dev.logtrail.api.render;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.logtrail.reading.execution.ExecutionTrail;
import dev.logtrail.reading.execution.ExecutionTrail.StatusAt;
import dev.logtrail.reading.execution.ExecutionTrail.Step;
import dev.logtrail.reading.execution.Operation;
import java.io.IOException;

/** Writes executions as JSON. */
public final class ExecutionJson {
  private ExecutionJson() {}

  /** Writes the trail of a request. */
  @FunctionalInterface
  public interface TrailWriter {
    /** Writes one object. */
    void write(JsonGenerator out, Step step) throws IOException;
  }

  /** One execution as an object. */
  public static void write(JsonGenerator out, ExecutionTrail x, TrailWriter trails)
      throws IOException {
    out.writeStartObject();
    out.writeFieldName("execution");
    JsonValues.execution(out, x.execution());
    out.writeStringField("account", x.execution().account());
    out.writeStringField("region", x.execution().region());
    JsonValues.text(out, "status", x.status());
    JsonValues.text(out, "startedAt", Times.utc(x.startedAt()));
    JsonValues.text(out, "endedAt", Times.utc(x.endedAt()));
    out.writeNumberField("waits", x.waits());
    out.writeNumberField("waitedMs", x.waitedMs());
    JsonValues.field(out, "endWaitedMs", x.endWaitedMs());
    out.writeNumberField("replayed", x.replayed());
    out.writeArrayFieldStart("operations");
    for (Operation operation : x.operations()) {
      operation(out, operation);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("statusChanges");
    for (StatusAt change : x.changes()) {
      out.writeStartObject();
      out.writeStringField("status", change.status());
      JsonValues.text(out, "at", Times.utc(change.at()));
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeArrayFieldStart("requests");
    for (Step step : x.steps()) {
      out.writeStartObject();
      JsonValues.field(out, "waitedMs", step.waitedMs());
      JsonValues.field(out, "operations", step.operations());
      out.writeNumberField("replayed", step.replayed());
      out.writeFieldName("trail");
      trails.write(out, step);
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void operation(JsonGenerator out, Operation o) throws IOException {
    out.writeStartObject();
    out.writeStringField("operationId", o.id());
    JsonValues.text(out, "operationName", o.name());
    JsonValues.text(out, "parentId", o.parentId());
    out.writeStringField("state", o.state().word());
    out.writeNumberField("attempts", o.attempts());
    out.writeNumberField("errorCount", o.errors());
    JsonValues.text(out, "startedAt", Times.utc(o.startedAt()));
    JsonValues.text(out, "endedAt", Times.utc(o.endedAt()));
    JsonValues.field(out, "requestIds", o.requestIds());
    out.writeEndObject();
  }
}
