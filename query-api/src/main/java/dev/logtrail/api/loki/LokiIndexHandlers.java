package dev.logtrail.api.loki;

import dev.logtrail.api.http.Answers;
import dev.logtrail.api.http.Caller;
import dev.logtrail.api.http.ProblemException;
import dev.logtrail.api.http.QueryParams;
import dev.logtrail.api.load.TrailLoader;
import dev.logtrail.limit.LokiLimits;
import dev.logtrail.logql.LogQl.Lines;
import dev.logtrail.logql.LogQlException;
import dev.logtrail.logql.LogQlParser;
import dev.logtrail.logql.stage.LabelMatcher;
import dev.logtrail.store.ListedTrail;
import dev.logtrail.store.TrailReader;
import dev.logtrail.store.stats.FunctionSummary;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.trail.Level;
import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.TrailHeader;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Answers questions about labels, streams and volumes: what there is to ask for. */
public final class LokiIndexHandlers {
  private static final String[] SPAN = {"start", "end", "since"};
  private static final int DEFAULT_SERIES = 100;

  private final TrailReader reader;
  private final Conventions conventions;
  private final Clock clock;

  /**
   * Answers from a store.
   *
   * @param conventions by which lines that are JSON are read
   * @param clock tells what now is
   */
  public LokiIndexHandlers(TrailReader reader, Conventions conventions, Clock clock) {
    this.reader = reader;
    this.conventions = conventions;
    this.clock = clock;
  }

  private LokiParams params(Context ctx, String... more) {
    String[] known = Stream.concat(Stream.of(SPAN), Stream.of(more)).toArray(String[]::new);
    return new LokiParams(ctx, clock, known);
  }

  /** Names of labels. */
  public void labels(Context ctx) throws IOException {
    LokiParams p = params(ctx, "query");
    LokiLabels.check("query", p.lines(false).matchers());
    strings(ctx, LokiLabels.STREAM);
  }

  /** Values of a label. */
  public void values(Context ctx) throws IOException {
    LokiParams p = params(ctx, "query");
    List<LabelMatcher> matchers = p.lines(false).matchers();
    String label = ctx.pathParam("label");
    LokiLabels.check("query", matchers);
    Set<String> values = new TreeSet<>();
    switch (label) {
      case LokiLabels.LEVEL -> Arrays.stream(Level.values()).forEach(l -> values.add(l.name()));
      case LokiLabels.OUTCOME -> Arrays.stream(Outcome.values()).forEach(o -> values.add(o.word()));
      case LokiLabels.REQUEST_ID ->
          throw new ProblemException(
              400, "Values of request_id are too many to list: give one in the selector.");
      default -> {
        LokiLabels.check("name", List.of(new LabelMatcher(label, "=", "", null)));
        functions(ctx, p.start(), matchers).forEach(f -> values.add(ofFunction(f).get(label)));
      }
    }
    strings(ctx, values);
  }

  private List<FunctionSummary> functions(Context ctx, long since, List<LabelMatcher> matchers) {
    return Caller.of(ctx).view(reader).functions(since).stream()
        .filter(f -> f.lastStartedAt() != null && f.lastStartedAt() >= since)
        .filter(
            f -> {
              Map<String, String> labels = ofFunction(f);
              return matchers.stream()
                  .filter(m -> labels.containsKey(m.label()))
                  .allMatch(m -> m.matches(labels.get(m.label())));
            })
        .toList();
  }

  private static Map<String, String> ofFunction(FunctionSummary f) {
    Map<String, String> labels = new TreeMap<>();
    labels.put("account", f.account());
    labels.put(LokiLabels.FUNCTION, f.functionName());
    labels.put("region", f.region());
    labels.put(LokiLabels.SERVICE, f.functionName());
    return labels;
  }

  /** Streams, as far as functions tell them apart. */
  public void series(Context ctx) throws IOException {
    QueryParams given =
        new QueryParams(
            ctx.queryParamMap(), Set.of("match[]", "match", "start", "end", "since"), clock);
    LokiParams p = params(ctx, "match[]", "match");
    String name =
        given.text("match[]") == null && given.text("match") != null ? "match" : "match[]";
    String match = given.text(name);
    List<LabelMatcher> matchers;
    try {
      matchers = LogQlParser.lines(match == null ? "{}" : match).matchers();
    } catch (LogQlException e) {
      throw new ProblemException(400, "'" + name + "', " + e.getMessage());
    }
    LokiLabels.check(name, matchers);
    Set<Map<String, String>> series = new HashSet<>();
    functions(ctx, p.start(), matchers).forEach(f -> series.add(ofFunction(f)));
    LokiJson.success(
        ctx,
        o -> {
          o.writeStartArray();
          for (Map<String, String> labels : series) {
            LokiJson.labels(o, labels);
          }
          o.writeEndArray();
        });
  }

  private static void strings(Context ctx, Iterable<String> texts) throws IOException {
    LokiJson.success(
        ctx,
        o -> {
          o.writeStartArray();
          for (String text : texts) {
            o.writeString(text);
          }
          o.writeEndArray();
        });
  }

  private void headers(Context ctx, Lines lines, LokiParams p, LineWalk.Headers sink) {
    TrailReader view = Caller.of(ctx).view(reader);
    new LineWalk(view, new TrailLoader(view, conventions))
        .headers(lines, p.start(), p.end(), true, sink);
  }

  /** How much a question would read, by the headers of requests. */
  public void stats(Context ctx) throws IOException {
    LokiParams p = params(ctx, "query");
    long[] sums = new long[3];
    Set<String> functions = new HashSet<>();
    headers(
        ctx,
        p.lines(true),
        p,
        page -> {
          for (ListedTrail t : page) {
            functions.add(t.row().header().functionName());
            sums[0]++;
            sums[1] += t.row().eventCount();
            sums[2] += t.row().rawBytes();
          }
        });
    Answers.json(
        ctx,
        out -> {
          out.writeStartObject();
          out.writeNumberField("streams", functions.size());
          out.writeNumberField("chunks", sums[0]);
          out.writeNumberField("entries", sums[1]);
          out.writeNumberField("bytes", sums[2]);
          out.writeEndObject();
        });
  }

  /** Bytes by label, of the whole span. */
  public void volume(Context ctx) throws IOException {
    LokiParams p = params(ctx, "query", "limit", "targetLabels", "aggregateBy");
    Map<Map<String, String>, Map<Long, Double>> sums = volumes(ctx, p, p.end() - p.start());
    Map<Map<String, String>, Double> totals = new LinkedHashMap<>();
    sums.forEach(
        (labels, points) -> totals.put(labels, points.values().stream().mapToDouble(d -> d).sum()));
    Map<Map<String, String>, Double> largest = new LinkedHashMap<>();
    totals.entrySet().stream()
        .sorted(Map.Entry.<Map<String, String>, Double>comparingByValue().reversed())
        .limit(p.limit(DEFAULT_SERIES, LokiLimits.LINES))
        .forEach(e -> largest.put(e.getKey(), e.getValue()));
    long end = p.end();
    LokiJson.success(ctx, o -> LokiJson.vector(o, largest, end, 0));
  }

  /** Bytes by label and step. */
  public void volumeRange(Context ctx) throws IOException {
    LokiParams p = params(ctx, "query", "limit", "targetLabels", "aggregateBy", "step");
    Map<Map<String, String>, Map<Long, Double>> sums = volumes(ctx, p, p.step());
    LokiJson.success(ctx, o -> LokiJson.matrix(o, sums, 0));
  }

  /** A request counts where it began. */
  private Map<Map<String, String>, Map<Long, Double>> volumes(
      Context ctx, LokiParams p, long stepMs) {
    List<String> by = new ArrayList<>();
    String wanted = p.text("targetLabels");
    for (String label : wanted == null ? new String[] {LokiLabels.SERVICE} : wanted.split(",")) {
      LokiLabels.check("targetLabels", List.of(new LabelMatcher(label.strip(), "=", "", null)));
      by.add(label.strip());
    }
    if (by.contains(LokiLabels.LEVEL)) {
      throw new ProblemException(
          400,
          "'targetLabels' names level, but volumes by level are not known: ask sum by (level)"
              + " (bytes_over_time(...[...])).");
    }
    long start = p.start();
    Map<Map<String, String>, Map<Long, Double>> sums = new LinkedHashMap<>();
    headers(
        ctx,
        p.lines(false),
        p,
        page -> {
          for (ListedTrail t : page) {
            TrailHeader h = t.row().header();
            Map<String, String> labels = new TreeMap<>(LokiLabels.ofTrail(h));
            labels.keySet().retainAll(by);
            long at = Math.max(0, Math.floorDiv(h.startedAt() - start, stepMs)) * stepMs + start;
            sums.computeIfAbsent(labels, l -> new TreeMap<>())
                .merge(at, (double) t.row().rawBytes(), Double::sum);
          }
        });
    return sums;
  }

  /** What a client asks before all else: which Loki this is like. */
  public void buildInfo(Context ctx) throws IOException {
    Answers.json(
        ctx,
        out -> {
          out.writeStartObject();
          out.writeStringField("version", "3.0.0");
          out.writeStringField("revision", "logtrail");
          out.writeStringField("branch", "logtrail");
          out.writeStringField("goVersion", "");
          out.writeEndObject();
        });
  }
}
