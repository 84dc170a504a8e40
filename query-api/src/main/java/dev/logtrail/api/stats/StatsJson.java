package dev.logtrail.api.stats;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.logtrail.api.render.JsonValues;
import dev.logtrail.api.render.Times;
import dev.logtrail.api.render.TrailJson;
import dev.logtrail.cost.Cost;
import dev.logtrail.cost.CostEstimator;
import dev.logtrail.cost.Usage;
import dev.logtrail.store.stats.Rollup;
import dev.logtrail.store.stats.RollupMetric;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/** The JSON of statistics. */
final class StatsJson {
  private static final int GB_SECOND_DECIMALS = 6;

  private StatsJson() {}

  /** The answer, into an object that is open. */
  static void write(
      JsonGenerator out,
      StatsParams p,
      Statistics s,
      DailyBill bill,
      StatsSettings settings,
      int pending)
      throws IOException {
    out.writeStringField("from", Times.utc(p.from()));
    out.writeStringField("to", Times.utc(p.to()));
    JsonValues.field(out, "stepMs", p.stepMs());
    out.writeStringField("groupBy", p.groupBy().word());
    out.writeNumberField("pendingMinutes", pending);
    if (p.stepMs() != null) {
      StatsParams.SeriesOf told =
          s.hasGroupSeries() ? StatsParams.SeriesOf.GROUPS : StatsParams.SeriesOf.TOTAL;
      out.writeStringField("seriesOf", told.word());
    }
    out.writeObjectFieldStart("totals");
    figures(out, s.totals());
    out.writeEndObject();
    if (p.stepMs() != null) {
      series(out, s.steps());
    }
    out.writeArrayFieldStart("groups");
    for (Map.Entry<Statistics.Group, Statistics.Series> e : s.groups().entrySet()) {
      out.writeStartObject();
      group(out, e.getKey());
      out.writeObjectFieldStart("totals");
      figures(out, e.getValue().totals());
      out.writeEndObject();
      if (s.hasGroupSeries()) {
        series(out, e.getValue().steps());
      }
      if (p.groupBy() == StatsParams.GroupBy.FUNCTION) {
        out.writeFieldName("hint");
        hint(out, MemoryHint.of(e.getKey().function(), e.getValue().totals(), settings));
      }
      out.writeEndObject();
    }
    out.writeEndArray();
    if (bill != null) {
      bill(out, bill);
    }
    notes(out);
  }

  private static void notes(JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("notes");
    out.writeStringField(
        "cost", "An estimate from printed billed durations, at the first tier of AWS's prices.");
    out.writeArrayFieldStart("costLeavesOut");
    for (String what : CostEstimator.LEAVES_OUT) {
      out.writeString(what);
    }
    out.writeEndArray();
    out.writeStringField("memory", MemoryHint.CAVEAT);
    out.writeStringField("durations", "Quantiles are right within 1 %; max is exact.");
    out.writeEndObject();
  }

  private static void group(JsonGenerator out, Statistics.Group g) throws IOException {
    JsonValues.text(out, "function", g.function());
    JsonValues.text(out, "version", emptyToNull(g.version()));
    JsonValues.text(out, "stage", emptyToNull(g.stage()));
    JsonValues.text(out, "account", g.account());
    JsonValues.text(out, "region", g.region());
  }

  private static String emptyToNull(String s) {
    return s == null || s.isEmpty() ? null : s;
  }

  private static void series(JsonGenerator out, Map<Long, StatsFigures> steps) throws IOException {
    out.writeArrayFieldStart("series");
    for (Map.Entry<Long, StatsFigures> step : steps.entrySet()) {
      out.writeStartObject();
      out.writeStringField("at", Times.utc(step.getKey()));
      figures(out, step.getValue());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void figures(JsonGenerator out, StatsFigures f) throws IOException {
    Rollup r = f.rollup();
    out.writeNumberField("requests", r.count(RollupMetric.REQUESTS));
    out.writeNumberField("failed", f.failed());
    out.writeObjectFieldStart("outcomes");
    out.writeNumberField("timeout", r.count(RollupMetric.TIMEOUTS));
    out.writeNumberField("out_of_memory", r.count(RollupMetric.OUT_OF_MEMORY));
    out.writeNumberField("crash", r.count(RollupMetric.CRASHES));
    out.writeNumberField("init_error", r.count(RollupMetric.INIT_ERRORS));
    out.writeNumberField("error", r.count(RollupMetric.ERRORS));
    out.writeNumberField("success", r.count(RollupMetric.SUCCESSES));
    out.writeNumberField("running", r.count(RollupMetric.RUNNING));
    out.writeNumberField("unknown", r.count(RollupMetric.UNKNOWN));
    out.writeEndObject();
    out.writeNumberField("coldStarts", r.count(RollupMetric.COLD_STARTS));
    JsonValues.field(out, "coldStartShare", f.coldStartShare());
    durations(out, f);
    out.writeNumberField("billedMs", r.count(RollupMetric.BILLED_MS));
    out.writeNumberField(
        "gbSeconds",
        new Usage(0, r.count(RollupMetric.MB_MS), 0)
            .gbSeconds()
            .setScale(GB_SECOND_DECIMALS, RoundingMode.HALF_UP));
    JsonValues.field(out, "maxMemoryUsedMb", r.value(RollupMetric.MAX_MEMORY_USED_MB));
    JsonValues.field(out, "memorySizeMb", r.value(RollupMetric.MAX_MEMORY_MB));
    out.writeFieldName("cost");
    TrailJson.cost(out, f.cost());
    out.writeNumberField("unpricedRequests", f.unpriced());
  }

  private static void durations(JsonGenerator out, StatsFigures f) throws IOException {
    out.writeObjectFieldStart("durationMs");
    for (int percent : new int[] {50, 90, 95, 99}) {
      JsonValues.field(out, "p" + percent, rounded(f.quantile(percent / 100.0)));
    }
    JsonValues.field(out, "max", rounded(f.rollup().value(RollupMetric.MAX_DURATION_MS)));
    out.writeEndObject();
  }

  /** Three digits after the point are more than is known. */
  private static Double rounded(Number ms) {
    return ms == null ? null : Double.valueOf(Math.round(ms.doubleValue() * 1_000) / 1_000.0);
  }

  private static void hint(JsonGenerator out, MemoryHint h) throws IOException {
    out.writeStartObject();
    JsonValues.field(out, "memorySizeMb", h.memorySizeMb());
    out.writeBooleanField("sizeChanged", h.sizeChanged());
    JsonValues.field(out, "peakMb", h.peakMb());
    JsonValues.field(out, "timeoutMs", h.timeoutMs());
    JsonValues.text(out, "timeoutFrom", h.timeoutFrom());
    JsonValues.field(out, "p99Ms", rounded(h.p99Ms()));
    JsonValues.field(out, "coldStartShare", h.coldStartShare());
    out.writeArrayFieldStart("sizes");
    for (MemoryHint.Size size : h.sizes()) {
      out.writeStartObject();
      out.writeNumberField("memorySizeMb", size.memorySizeMb());
      out.writeStringField("usd", Cost.text(size.usd()));
      out.writeEndObject();
    }
    out.writeEndArray();
    JsonValues.field(out, "advice", h.advice());
    out.writeEndObject();
  }

  private static void bill(JsonGenerator out, DailyBill bill) throws IOException {
    out.writeObjectFieldStart("bill");
    sums(out, "days", "day", bill.days());
    sums(out, "months", "month", bill.months());
    out.writeNumberField("unpricedRequests", bill.unpriced());
    out.writeEndObject();
  }

  private static void sums(JsonGenerator out, String name, String unit, Map<?, BigDecimal> sums)
      throws IOException {
    out.writeArrayFieldStart(name);
    for (Map.Entry<?, BigDecimal> e : sums.entrySet()) {
      out.writeStartObject();
      out.writeStringField(unit, e.getKey().toString());
      out.writeStringField("usd", Cost.text(e.getValue()));
      out.writeEndObject();
    }
    out.writeEndArray();
  }
}
