package dev.logtrail.api.insight;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.logtrail.api.http.Answers;
import dev.logtrail.api.http.Caller;
import dev.logtrail.api.http.ProblemException;
import dev.logtrail.api.http.QueryParams;
import dev.logtrail.api.load.LoadedTrail;
import dev.logtrail.api.load.TrailLoader;
import dev.logtrail.api.render.Times;
import dev.logtrail.insight.EnvironmentHistory;
import dev.logtrail.insight.EnvironmentHistory.Rise;
import dev.logtrail.insight.LeftRunning;
import dev.logtrail.insight.StatementSizes;
import dev.logtrail.insight.StatementSizes.Statement;
import dev.logtrail.limit.AnswerMemory;
import dev.logtrail.limit.InsightLimits;
import dev.logtrail.store.ListedTrail;
import dev.logtrail.store.TrailPage;
import dev.logtrail.store.TrailQuery;
import dev.logtrail.store.TrailReader;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.trail.TrailHeader;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Answers with insights into a function. */
public final class InsightHandlers {
  private static final double USD_PER_GB = 0.50;
  private static final double BYTES_PER_GB = 1L << 30;
  private static final double MILLION = 1e6;

  private final TrailReader reader;
  private final Conventions conventions;
  private final Clock clock;

  /**
   * Answers from a store.
   *
   * @param conventions by which lines that are JSON are read
   * @param clock for times relative to now
   */
  public InsightHandlers(TrailReader reader, Conventions conventions, Clock clock) {
    this.reader = reader;
    this.conventions = conventions;
    this.clock = clock;
  }

  /**
   * What was read.
   *
   * @param trails headers, newest first
   * @param complete whether there are no more in the span
   * @param unread trails that are too large to read their lines
   */
  private record Read(
      List<ListedTrail> trails,
      boolean complete,
      int unread,
      StatementSizes statements,
      LeftRunning left) {}

  /**
   * Environments, log statements and work left running, of the newest requests of a function.
   *
   * @throws ProblemException 400 for a fault
   */
  public void function(Context ctx) throws IOException {
    QueryParams p =
        new QueryParams(
            ctx.queryParamMap(),
            Set.of("function", "account", "region", "from", "to", "usdPerGb"),
            clock);
    String function = p.text("function");
    if (function == null) {
      throw new ProblemException(400, "'function' is missing: give the name of one.");
    }
    Double price = p.number("usdPerGb");
    TrailQuery query =
        TrailQuery.builder()
            .function(function)
            .account(p.text("account"))
            .region(p.text("region"))
            .between(p.time("from"), p.time("to"))
            .limit(InsightLimits.TRAILS)
            .build();
    TrailReader view = Caller.of(ctx).view(reader);
    Read read = read(view, query);
    Answers.json(
        ctx,
        out -> {
          out.writeStartObject();
          out.writeStringField("functionName", function);
          basis(out, read);
          environments(out, read.trails());
          statements(out, read, price == null ? USD_PER_GB : price);
          left(out, read.left());
          out.writeEndObject();
        });
  }

  private Read read(TrailReader view, TrailQuery query) {
    TrailLoader loader = new TrailLoader(view, conventions);
    TrailPage page = view.list(query);
    StatementSizes statements = new StatementSizes();
    LeftRunning left = new LeftRunning();
    List<ListedTrail> small =
        page.trails().stream()
            .filter(t -> t.row().rawBytes() <= InsightLimits.TRAIL_BYTES)
            .toList();
    long held = AnswerMemory.held();
    for (List<ListedTrail> part : TrailLoader.parts(small, t -> t)) {
      for (LoadedTrail t : loader.whole(part)) {
        if (t != null) {
          statements.add(t.trail().entries());
          left.add(t.trail().header().key().requestId(), t.trail().entries());
        }
      }
      AnswerMemory.releaseTo(held);
    }
    return new Read(
        page.trails(),
        page.nextCursor() == null,
        page.trails().size() - small.size(),
        statements,
        left);
  }

  private static void basis(JsonGenerator out, Read read) throws IOException {
    List<ListedTrail> trails = read.trails();
    out.writeObjectFieldStart("basedOn");
    out.writeNumberField("requests", trails.size());
    out.writeBooleanField("complete", read.complete());
    out.writeNumberField("tooLarge", read.unread());
    out.writeStringField("newest", trails.isEmpty() ? null : start(trails.get(0)));
    out.writeStringField("oldest", trails.isEmpty() ? null : start(trails.get(trails.size() - 1)));
    out.writeEndObject();
  }

  private static String start(ListedTrail t) {
    return Times.utc(t.row().header().startedAt());
  }

  private static void environments(JsonGenerator out, List<ListedTrail> trails) throws IOException {
    Map<String, List<TrailHeader>> byStream = new LinkedHashMap<>();
    for (ListedTrail t : trails) {
      TrailHeader h = t.row().header();
      String stream = h.key().stream().logStream();
      if (!stream.isEmpty()) {
        byStream.computeIfAbsent(stream, s -> new ArrayList<>()).add(h);
      }
    }
    List<EnvironmentHistory> all = new ArrayList<>();
    byStream.forEach((stream, headers) -> all.add(EnvironmentHistory.of(stream, headers)));
    out.writeArrayFieldStart("environments");
    for (EnvironmentHistory e : all) {
      out.writeStartObject();
      out.writeStringField("logStream", e.logStream());
      out.writeNumberField("requests", e.requests());
      out.writeBooleanField("poisoned", e.isPoisoned(all));
      out.writeStringField("failingSince", e.failingSince());
      out.writeNumberField("failed", e.failed());
      out.writeArrayFieldStart("memory");
      for (Rise rise : e.rises()) {
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

  private static void statements(JsonGenerator out, Read read, double usdPerGb) throws IOException {
    int requests = Math.max(1, read.trails().size() - read.unread());
    out.writeNumberField("usdPerGb", usdPerGb);
    out.writeArrayFieldStart("statements");
    for (Statement s : read.statements().largest(InsightLimits.STATEMENTS)) {
      out.writeStartObject();
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

  private static void left(JsonGenerator out, LeftRunning left) throws IOException {
    out.writeObjectFieldStart("leftRunning");
    out.writeNumberField("requests", left.requests());
    out.writeNumberField("linesAfterEnd", left.linesAfterEnd());
    out.writeNumberField("linesDuringOthers", left.linesDuringOthers());
    out.writeStringField("example", left.example());
    out.writeEndObject();
  }
}
