package dev.logtrail.api.render;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.logtrail.cost.Cost;
import dev.logtrail.cost.CostEstimator;
import dev.logtrail.trail.Entry;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Report;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.Trail;
import dev.logtrail.trail.TrailHeader;
import java.io.IOException;

/** Writes trails as JSON, the form that the API, the live tail and {@code split} share. */
public final class TrailJson {
  private TrailJson() {}

  /**
   * Writes a trail with its entries that was not stored (revision 0), as {@code split} does.
   *
   * @param out where to; not closed
   * @param trail what
   * @param attempt rank by start among the attempts of the request id, from 1; 0 for an environment
   *     trail
   * @param costs estimates what it cost
   * @throws IOException if {@code out} fails
   */
  public static void write(JsonGenerator out, Trail trail, int attempt, CostEstimator costs)
      throws IOException {
    write(out, trail, attempt, 0, true, costs);
  }

  /**
   * Writes a trail.
   *
   * @param out where to; not closed
   * @param trail what
   * @param attempt rank by start among the attempts of the request id, from 1; 0 for an environment
   *     trail
   * @param revision of the stored trail, rising with each change; 0 if it was never stored
   * @param withEntries whether the entries are written; else the field is left out
   * @param costs estimates what it cost
   * @throws IOException if {@code out} fails
   */
  public static void write(
      JsonGenerator out,
      Trail trail,
      int attempt,
      long revision,
      boolean withEntries,
      CostEstimator costs)
      throws IOException {
    out.writeStartObject();
    header(out, trail.header(), trail.invocation(), attempt, revision, costs);
    if (withEntries) {
      EntryJson.entries(out, trail.entries(), 0);
    }
    out.writeEndObject();
  }

  /**
   * Writes what a stream holds that belongs to no request, as {@code split} does.
   *
   * @param out where to; not closed
   * @param environment the stream's environment trail
   * @throws IOException if {@code out} fails
   */
  public static void writeUnattributed(JsonGenerator out, Trail environment) throws IOException {
    LogStream stream = environment.header().key().stream();
    out.writeStartObject();
    out.writeStringField("account", stream.account());
    out.writeStringField("region", stream.region());
    JsonValues.text(out, "logGroup", blankToNull(stream.logGroup()));
    JsonValues.text(out, "logStream", blankToNull(stream.logStream()));
    out.writeArrayFieldStart("unattributed");
    for (Entry entry : environment.entries()) {
      EntryJson.entry(out, entry);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  /**
   * Writes the fields of a stored trail's header, into an object that is open.
   *
   * @param out where to; not closed
   * @param trailId the store's id
   * @param trail what; its entries are not written
   * @param attempt rank by start among the attempts of the request id, from 1; 0 for an environment
   *     trail
   * @param revision of the stored trail
   * @param costs estimates what it cost
   * @throws IOException if {@code out} fails
   */
  public static void stored(
      JsonGenerator out, long trailId, Trail trail, int attempt, long revision, CostEstimator costs)
      throws IOException {
    trailId(out, trailId);
    header(out, trail.header(), trail.invocation(), attempt, revision, costs);
  }

  /** The store's id of a trail, as text: it is wider than a browser's integers may be. */
  public static void trailId(JsonGenerator out, long trailId) throws IOException {
    out.writeStringField("trailId", Long.toString(trailId));
  }

  /** The fields of a header, into an object that is open. */
  public static void header(
      JsonGenerator out,
      TrailHeader h,
      Invocation invocation,
      int attempt,
      long revision,
      CostEstimator costs)
      throws IOException {
    identity(out, h, attempt);
    state(out, h);
    report(out, h.report());
    out.writeFieldName("cost");
    cost(out, costs.of(h));
    JsonValues.text(out, "traceId", h.traceId());
    JsonValues.text(out, "tenantId", h.tenantId());
    out.writeFieldName("execution");
    JsonValues.execution(out, h.execution());
    out.writeArrayFieldStart("sources");
    for (Source source : h.sources().stream().sorted().toList()) {
      out.writeString(source.word());
    }
    out.writeEndArray();
    invoke(out, invocation);
    out.writeNumberField("entryCount", h.entryCount());
    out.writeNumberField("errorCount", h.errorCount());
    out.writeBooleanField("truncated", h.truncated());
    out.writeNumberField("revision", revision);
    out.writeObjectFieldStart("markers");
    out.writeBooleanField("start", h.startSeen());
    out.writeBooleanField("end", h.endSeen());
    out.writeBooleanField("report", h.reportSeen());
    out.writeEndObject();
  }

  private static void identity(JsonGenerator out, TrailHeader h, int attempt) throws IOException {
    boolean environment = h.key().isEnvironment();
    LogStream stream = h.key().stream();
    out.writeStringField("kind", environment ? "environment" : "request");
    JsonValues.text(out, "requestId", h.key().requestId());
    JsonValues.field(out, "attempt", environment ? null : attempt);
    out.writeStringField("account", stream.account());
    out.writeStringField("region", stream.region());
    // Known only from a log result: the stream has no name yet.
    JsonValues.text(out, "logGroup", blankToNull(stream.logGroup()));
    JsonValues.text(out, "logStream", blankToNull(stream.logStream()));
    JsonValues.text(out, "functionName", blankToNull(h.functionName()));
    JsonValues.text(out, "functionVersion", h.functionVersion());
    JsonValues.text(out, "runtimeVersion", h.runtimeVersion());
  }

  private static void state(JsonGenerator out, TrailHeader h) throws IOException {
    JsonValues.text(out, "startedAt", Times.utc(h.startedAt()));
    JsonValues.text(out, "endedAt", Times.utc(h.endedAt()));
    JsonValues.text(out, "lastEventAt", Times.utc(h.lastEventAt()));
    out.writeStringField("state", h.isClosed() ? "closed" : "open");
    JsonValues.text(out, "closeReason", h.isClosed() ? h.closeReason().word() : null);
    out.writeStringField("outcome", h.outcome().word());
    JsonValues.field(out, "coldStart", h.coldStart());
  }

  private static void report(JsonGenerator out, Report r) throws IOException {
    out.writeFieldName("report");
    if (r == null) {
      out.writeNull();
      return;
    }
    out.writeStartObject();
    JsonValues.field(out, "durationMs", r.durationMs());
    JsonValues.field(out, "billedDurationMs", r.billedDurationMs());
    JsonValues.field(out, "memorySizeMb", r.memorySizeMb());
    JsonValues.field(out, "maxMemoryUsedMb", r.maxMemoryUsedMb());
    JsonValues.field(out, "initDurationMs", r.initDurationMs());
    JsonValues.field(out, "restoreDurationMs", r.restoreDurationMs());
    JsonValues.field(out, "billedRestoreDurationMs", r.billedRestoreDurationMs());
    JsonValues.text(out, "status", r.status());
    JsonValues.text(out, "errorType", r.errorType());
    out.writeEndObject();
  }

  /** A cost, or null where there is none. Always an estimate: tiers and discounts are not known. */
  public static void cost(JsonGenerator out, Cost cost) throws IOException {
    if (cost == null) {
      out.writeNull();
      return;
    }
    out.writeStartObject();
    out.writeStringField("usd", Cost.text(cost.usd()));
    out.writeStringField("computeUsd", Cost.text(cost.computeUsd()));
    out.writeStringField("requestUsd", Cost.text(cost.requestUsd()));
    out.writeStringField("priceTable", cost.priceTable());
    out.writeBooleanField("estimate", true);
    out.writeEndObject();
  }

  private static void invoke(JsonGenerator out, Invocation i) throws IOException {
    out.writeFieldName("invoke");
    if (i == null) {
      out.writeNull();
      return;
    }
    out.writeStartObject();
    JsonValues.field(out, "statusCode", i.statusCode());
    JsonValues.text(out, "functionError", i.functionError());
    out.writeFieldName("payload");
    JsonValues.embedded(out, i.payload());
    out.writeEndObject();
  }

  private static String blankToNull(String s) {
    return s.isBlank() ? null : s;
  }
}
