package dev.logtrail.api.loki;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.logtrail.api.http.Answers;
import dev.logtrail.api.http.Caller;
import dev.logtrail.api.load.TrailLoader;
import dev.logtrail.api.loki.LineSink.Line;
import dev.logtrail.limit.LokiLimits;
import dev.logtrail.logql.LogQl.Lines;
import dev.logtrail.logql.Stage;
import dev.logtrail.store.TrailReader;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.trail.Level;
import dev.logtrail.trail.Outcome;
import dev.logtrail.usual.MessageTemplate;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Answers with what the newest lines hold: labels, fields and patterns, as Drilldown asks. */
public final class LokiSampleHandlers {
  private static final String[] KNOWN = {
    "query", "start", "end", "since", "limit", "line_limit", "field_limit", "step"
  };
  private static final long MS_PER_S = 1_000;
  private static final long NS_PER_MS = 1_000_000;

  private final TrailReader reader;
  private final Conventions conventions;
  private final Clock clock;

  /**
   * Answers from a store.
   *
   * @param conventions by which lines that are JSON are read
   * @param clock tells what now is
   */
  public LokiSampleHandlers(TrailReader reader, Conventions conventions, Clock clock) {
    this.reader = reader;
    this.conventions = conventions;
    this.clock = clock;
  }

  private List<Line> newest(Context ctx, LokiParams p, boolean json) {
    Lines asked = p.lines(false);
    List<Stage> stages = new ArrayList<>(asked.stages());
    if (json && !stages.contains(new Stage.Json())) {
      stages.add(new Stage.Json());
    }
    NewestLines kept = new NewestLines(LokiLimits.SAMPLED_LINES, true);
    TrailReader view = Caller.of(ctx).view(reader);
    new LineWalk(view, new TrailLoader(view, conventions))
        .walk(new Lines(asked.matchers(), stages), p.start(), p.end(), true, kept);
    return kept.lines();
  }

  /** Names of labels with how many values they have. */
  public void labels(Context ctx) throws IOException {
    LokiParams p = new LokiParams(ctx, clock, KNOWN);
    LokiLabels.check("query", p.lines(false).matchers());
    long functions =
        Caller.of(ctx).view(reader).functions(p.start()).stream()
            .filter(f -> f.lastStartedAt() != null && f.lastStartedAt() >= p.start())
            .map(f -> f.functionName())
            .distinct()
            .count();
    Answers.json(
        ctx,
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("detectedLabels");
          label(out, LokiLabels.FUNCTION, functions);
          label(out, LokiLabels.LEVEL, Level.values().length);
          label(out, LokiLabels.OUTCOME, Outcome.values().length);
          label(out, LokiLabels.SERVICE, functions);
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  private static void label(JsonGenerator out, String name, long values) throws IOException {
    out.writeStartObject();
    out.writeStringField("label", name);
    out.writeNumberField("cardinality", values);
    out.writeEndObject();
  }

  /** Names of fields that the newest lines hold, with their types. */
  public void fields(Context ctx) throws IOException {
    Map<String, Set<String>> fields = new TreeMap<>();
    for (Line line : newest(ctx, new LokiParams(ctx, clock, KNOWN), true)) {
      Map<String, String> own = new TreeMap<>(line.parsed());
      own.keySet().removeAll(line.stream().keySet());
      own.keySet().removeAll(line.metadata().keySet());
      own.forEach((k, v) -> fields.computeIfAbsent(k, n -> new TreeSet<>()).add(v));
    }
    Answers.json(
        ctx,
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("fields");
          for (Map.Entry<String, Set<String>> field : fields.entrySet()) {
            out.writeStartObject();
            out.writeStringField("label", field.getKey());
            out.writeStringField("type", type(field.getValue()));
            out.writeNumberField("cardinality", field.getValue().size());
            out.writeArrayFieldStart("parsers");
            out.writeString("json");
            out.writeEndArray();
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeNumberField("limit", LokiLimits.SAMPLED_LINES);
          out.writeEndObject();
        });
  }

  private static String type(Set<String> values) {
    if (values.stream().allMatch(v -> v.matches("-?\\d{1,18}"))) {
      return "int";
    }
    if (values.stream().allMatch(v -> v.matches("-?\\d{1,18}(\\.\\d{1,18})?"))) {
      return "float";
    }
    return values.stream().allMatch(v -> v.matches("true|false")) ? "boolean" : "string";
  }

  /** Templates of the newest messages, and when they were written. */
  public void patterns(Context ctx) throws IOException {
    LokiParams p = new LokiParams(ctx, clock, KNOWN);
    long step = p.step();
    Map<String, Map<Long, Integer>> patterns = new TreeMap<>();
    for (Line line : newest(ctx, p, false)) {
      String pattern = MessageTemplate.of(line.text()).replace("*", "<_>");
      long at = Math.floorDiv(line.ns() / NS_PER_MS, step) * step / MS_PER_S;
      patterns.computeIfAbsent(pattern, k -> new TreeMap<>()).merge(at, 1, Integer::sum);
    }
    Answers.json(
        ctx,
        out ->
            LokiJson.success(
                out,
                o -> {
                  o.writeStartArray();
                  for (Map.Entry<String, Map<Long, Integer>> pattern : patterns.entrySet()) {
                    o.writeStartObject();
                    o.writeStringField("pattern", pattern.getKey());
                    o.writeArrayFieldStart("samples");
                    for (Map.Entry<Long, Integer> sample : pattern.getValue().entrySet()) {
                      o.writeStartArray();
                      o.writeNumber(sample.getKey());
                      o.writeNumber(sample.getValue());
                      o.writeEndArray();
                    }
                    o.writeEndArray();
                    o.writeEndObject();
                  }
                  o.writeEndArray();
                }));
  }
}
