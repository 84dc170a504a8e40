package dev.logtrail.api.loki;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.logtrail.api.http.Answers;
import dev.logtrail.api.http.Caller;
import dev.logtrail.api.load.TrailLoader;
import dev.logtrail.api.loki.LineSink.Line;
import dev.logtrail.limit.LokiLimits;
import dev.logtrail.logql.LogQl.Lines;
import dev.logtrail.logql.stage.FieldStage;
import dev.logtrail.logql.stage.LogLine;
import dev.logtrail.logql.stage.Stage;
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

  /** The newest lines; with their fields, if these are wanted. */
  private List<Line> newest(Context ctx, LokiParams p, boolean fields) {
    Lines asked = p.lines(false);
    List<Stage> stages = new ArrayList<>(asked.stages());
    if (fields) {
      stages.add(new FieldStage.Json());
      stages.add(new FieldStage.Logfmt(null));
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

  /** What lines say of one field. */
  private static final class Field {
    private final Set<String> values = new TreeSet<>();
    private final Set<String> parsers = new TreeSet<>();
  }

  /** Fields of the newest lines, and what stands beside these, by name. */
  private Map<String, Field> fields(Context ctx, LokiParams p) {
    Map<String, Field> fields = new TreeMap<>();
    for (Line line : newest(ctx, p, true)) {
      boolean json = !line.parsed().containsKey(LogLine.ERROR);
      line.parsed()
          .forEach(
              (name, value) -> {
                if (!name.startsWith(LogLine.ERROR) && !line.stream().containsKey(name)) {
                  Field field = fields.computeIfAbsent(name, n -> new Field());
                  field.values.add(value);
                  if (!line.metadata().containsKey(name)) {
                    field.parsers.add(json ? "json" : "logfmt");
                  }
                }
              });
    }
    return fields;
  }

  /** Names of fields that the newest lines hold, with their types. */
  public void fields(Context ctx) throws IOException {
    Map<String, Field> fields = fields(ctx, new LokiParams(ctx, clock, KNOWN));
    Answers.json(
        ctx,
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("fields");
          for (Map.Entry<String, Field> field : fields.entrySet()) {
            out.writeStartObject();
            out.writeStringField("label", field.getKey());
            out.writeStringField("type", type(field.getValue().values));
            out.writeNumberField("cardinality", field.getValue().values.size());
            // Clients ask for what no parser reads as for a label.
            if (field.getValue().parsers.isEmpty()) {
              out.writeNullField("parsers");
            } else {
              texts(out, "parsers", field.getValue().parsers);
            }
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeNumberField("limit", LokiLimits.SAMPLED_LINES);
          out.writeEndObject();
        });
  }

  private static void texts(JsonGenerator out, String name, Iterable<String> texts)
      throws IOException {
    out.writeArrayFieldStart(name);
    for (String text : texts) {
      out.writeString(text);
    }
    out.writeEndArray();
  }

  /** Values of one field in the newest lines. */
  public void values(Context ctx) throws IOException {
    Field field = fields(ctx, new LokiParams(ctx, clock, KNOWN)).get(ctx.pathParam("name"));
    Answers.json(
        ctx,
        out -> {
          out.writeStartObject();
          texts(out, "values", field == null ? Set.of() : field.values);
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

  /** A pattern that the whole line fits. */
  private static String pattern(String line) {
    String template = MessageTemplate.of(line);
    String text = line.strip();
    boolean begins = !text.isEmpty() && line.startsWith(text.substring(0, 1));
    boolean whole = text.indexOf('\n') < 0 && template.length() < MessageTemplate.MAX_CHARS;
    String gaps = (begins ? "" : "*") + template + (whole && line.endsWith(text) ? "" : "*");
    return gaps.replaceAll("\\*+", "<_>");
  }

  /** Templates of the newest messages, and when they were written. */
  public void patterns(Context ctx) throws IOException {
    LokiParams p = new LokiParams(ctx, clock, KNOWN);
    long step = p.step();
    Map<String, Map<Long, Integer>> patterns = new TreeMap<>();
    for (Line line : newest(ctx, p, false)) {
      String pattern = pattern(line.text());
      long at = Math.floorDiv(line.ns() / NS_PER_MS, step) * step / MS_PER_S;
      patterns.computeIfAbsent(pattern, k -> new TreeMap<>()).merge(at, 1, Integer::sum);
    }
    LokiJson.success(
        ctx,
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
        });
  }
}
