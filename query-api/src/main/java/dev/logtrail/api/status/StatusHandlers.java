package dev.logtrail.api.status;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.logtrail.api.deadletter.DeadLetterJson;
import dev.logtrail.api.http.Answers;
import dev.logtrail.api.http.Caller;
import dev.logtrail.api.http.ProblemException;
import dev.logtrail.api.http.QueryParams;
import dev.logtrail.api.render.JsonValues;
import dev.logtrail.api.render.Times;
import dev.logtrail.limit.ByteBudget;
import dev.logtrail.limit.DeliveryLimits;
import dev.logtrail.limit.MemoryBudgets;
import dev.logtrail.store.change.ChangeFeed;
import dev.logtrail.store.upkeep.DerivedHeaders;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Tells how Logtrail itself is doing. */
public final class StatusHandlers {
  private final Readiness readiness;
  private final ChangeFeed feed;
  private final StatusSource status;
  private final Clock clock;

  /**
   * Answers with the state of store and program.
   *
   * @param clock for the time that each answer carries
   */
  public StatusHandlers(Readiness readiness, ChangeFeed feed, StatusSource status, Clock clock) {
    this.readiness = readiness;
    this.feed = feed;
    this.status = status;
    this.clock = clock;
  }

  /** The process runs. */
  public void live(Context ctx) throws IOException {
    Answers.json(ctx, out -> state(out, "live"));
  }

  /** The store answers, and the rest is ready. */
  public void ready(Context ctx) throws IOException {
    boolean told = Caller.of(ctx).scope().isAll(); // To strangers a reason may say too much.
    String fault = readiness.fault();
    if (fault != null) {
      throw new ProblemException(503, "The store does not answer" + (told ? ": " + fault : "."));
    }
    String reason = status.notReady();
    if (reason != null) {
      throw new ProblemException(503, told ? reason : "A part of the program does not run yet.");
    }
    JobStatus job = told ? status.job() : stateAlone(status.job());
    Answers.json(
        ctx,
        out -> {
          out.writeStartObject();
          out.writeStringField("status", "ready");
          job(out, job);
          out.writeEndObject();
        });
  }

  private static JobStatus stateAlone(JobStatus job) {
    return job == null ? null : new JobStatus(job.state(), null, null);
  }

  /**
   * Every source with its lag, rate and losses. Counts are of all accounts together: who sees a
   * part of them is told the state and no count.
   */
  public void status(Context ctx) throws IOException {
    new QueryParams(ctx.queryParamMap(), Set.of(), clock);
    boolean all = Caller.of(ctx).scope().isAll();
    Map<String, Long> ever = all ? status.droppedEver() : Map.of();
    long flushNo = feed.latest();
    Answers.json(
        ctx,
        out -> {
          out.writeStartObject();
          out.writeStringField("at", Times.utc(clock.millis()));
          out.writeNumberField("flushNo", flushNo);
          Completeness.write(ctx, out);
          job(out, all ? status.job() : stateAlone(status.job()));
          out.writeArrayFieldStart("processes");
          for (ProcessStatus p : all ? status.processes() : List.<ProcessStatus>of()) {
            process(out, p);
          }
          out.writeEndArray();
          out.writeArrayFieldStart("sources");
          for (SourceStatus s : all ? status.sources() : List.<SourceStatus>of()) {
            source(out, s);
          }
          out.writeEndArray();
          FeedJson.write(out, all ? status.feeds() : List.of());
          JsonValues.field(out, "droppedEver", new TreeMap<>(ever));
          JsonValues.field(out, "masked", all ? new TreeMap<>(status.masked()) : Map.of());
          DeadLetterJson.counts(
              out, all ? status.deadLetters() : List.of(), DeliveryLimits.DEAD_LETTERS_BYTES);
          headers(out, all ? status.derivedHeaders() : null);
          out.writeArrayFieldStart("memory");
          for (ByteBudget budget :
              all ? MemoryBudgets.ofThisProcess().all() : List.<ByteBudget>of()) {
            budget(out, budget);
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  private static void budget(JsonGenerator out, ByteBudget budget) throws IOException {
    out.writeStartObject();
    out.writeStringField("budget", budget.name());
    out.writeNumberField("usedBytes", budget.usedBytes());
    out.writeNumberField("peakBytes", budget.peakBytes());
    out.writeNumberField("limitBytes", budget.limitBytes());
    out.writeNumberField("refusals", budget.refusals());
    out.writeEndObject();
  }

  private static void process(JsonGenerator out, ProcessStatus p) throws IOException {
    out.writeStartObject();
    out.writeStringField("name", p.name());
    out.writeStringField("parts", p.parts());
    out.writeStringField("version", p.version());
    JsonValues.text(out, "startedAt", Times.utc(p.startedAt()));
    JsonValues.text(out, "seenAt", Times.utc(p.seenAt()));
    JsonValues.text(out, "job", p.job());
    JsonValues.text(out, "problem", p.problem());
    out.writeEndObject();
  }

  private static void source(JsonGenerator out, SourceStatus s) throws IOException {
    out.writeStartObject();
    out.writeStringField("source", s.source());
    JsonValues.text(out, "lastEventAt", Times.utc(s.lastEventAt()));
    JsonValues.field(out, "lagMs", s.lagMs());
    JsonValues.field(out, "eventsPerSecond", s.eventsPerSecond());
    EventCounts counts = s.counts();
    out.writeNumberField("received", counts.received());
    out.writeNumberField("stored", counts.stored());
    out.writeNumberField("repeated", counts.repeated());
    JsonValues.field(out, "dropped", new TreeMap<>(counts.dropped()));
    out.writeNumberField("deadLetters", counts.dead());
    JsonValues.text(out, "problem", s.problem());
    out.writeEndObject();
  }

  private static void headers(JsonGenerator out, DerivedHeaders headers) throws IOException {
    if (headers == null) {
      return;
    }
    out.writeObjectFieldStart("headers");
    out.writeNumberField("parserVersion", headers.parserVersion());
    out.writeNumberField("lookedAt", headers.lookedAt());
    out.writeNumberField("changed", headers.changed());
    out.writeBooleanField("done", headers.isDone());
    out.writeEndObject();
  }

  private static void job(JsonGenerator out, JobStatus job) throws IOException {
    if (job == null) {
      return;
    }
    out.writeObjectFieldStart("job");
    out.writeStringField("state", job.state().word());
    JsonValues.text(out, "holder", job.holder());
    JsonValues.text(out, "problem", job.problem());
    out.writeEndObject();
  }

  private static void state(JsonGenerator out, String word) throws IOException {
    out.writeStartObject();
    out.writeStringField("status", word);
    out.writeEndObject();
  }
}
