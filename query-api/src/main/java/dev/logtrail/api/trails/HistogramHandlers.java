package dev.logtrail.api.trails;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.logtrail.api.http.Answers;
import dev.logtrail.api.http.Caller;
import dev.logtrail.api.load.TrailLists;
import dev.logtrail.api.load.TrailLoader;
import dev.logtrail.api.load.TrailSearch;
import dev.logtrail.api.render.JsonValues;
import dev.logtrail.api.render.Times;
import dev.logtrail.api.status.Completeness;
import dev.logtrail.limit.ServerLimits;
import dev.logtrail.store.OutcomeCount;
import dev.logtrail.store.SearchCandidates;
import dev.logtrail.store.TrailQuery;
import dev.logtrail.store.TrailReader;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.trail.Level;
import dev.logtrail.trail.Outcome;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** Answers how many requests started in each step of time, by outcome: the list's filters hold. */
public final class HistogramHandlers {
  private final TrailReader reader;
  private final Conventions conventions;
  private final Clock clock;

  /**
   * Answers from a store.
   *
   * @param conventions by which lines that are JSON are read
   * @param clock for times relative to now
   */
  public HistogramHandlers(TrailReader reader, Conventions conventions, Clock clock) {
    this.reader = reader;
    this.conventions = conventions;
    this.clock = clock;
  }

  /**
   * The counts.
   *
   * @param steps by begin of the step, epoch ms, and outcome
   * @param reachedAt epoch ms of the earliest trail looked at, where not all were; else null
   */
  private record Counts(TreeMap<Long, Map<Outcome, Long>> steps, Long reachedAt) {
    void add(long at, Outcome outcome, long n) {
      steps.computeIfAbsent(at, s -> new EnumMap<>(Outcome.class)).merge(outcome, n, Long::sum);
    }
  }

  /** Requests by step and outcome. */
  public void histogram(Context ctx) throws IOException {
    HistogramParams params = HistogramParams.of(ctx.queryParamMap(), clock);
    TrailReader view = Caller.of(ctx).view(reader);
    Counts counts = isCountedByStore(params) ? counted(view, params) : searched(view, params);
    Answers.json(ctx, out -> write(ctx, out, params, counts));
  }

  private static boolean isCountedByStore(HistogramParams params) {
    Level level = params.query().level();
    return params.pattern() == null && (level == null || level.atLeast(Level.ERROR));
  }

  private static Counts counted(TrailReader view, HistogramParams params) {
    Counts counts = new Counts(new TreeMap<>(), null);
    for (OutcomeCount c : view.outcomes(params.query(), params.stepMs())) {
      counts.add(c.at(), c.outcome(), c.trails());
    }
    return counts;
  }

  /**
   * What has to be read event by event is counted from the newest on, for as long as a page may.
   */
  private Counts searched(TrailReader view, HistogramParams params) {
    TrailLoader loader = new TrailLoader(view, conventions);
    TrailSearch search = new TrailSearch(view, loader);
    TrailLists lists = new TrailLists(view, loader);
    SearchCandidates candidates =
        params.pattern() == null
            ? SearchCandidates.all()
            : search.candidates(params.query(), params.pattern());
    Counts counts = new Counts(new TreeMap<>(), null);
    long began = System.nanoTime();
    long leftMs = ServerLimits.SEARCH_PAGE_MS;
    String cursor = null;
    Long reachedAt = null;
    do {
      TrailQuery query = params.query().page(ServerLimits.PAGE_TRAILS, cursor);
      TrailLists.Page page =
          params.pattern() == null
              ? lists.page(query)
              : search.search(query, params.pattern(), candidates, leftMs).page();
      for (TrailLists.Item item : page.items()) {
        Long start = item.listed().row().header().startedAt();
        counts.add(
            Math.floorDiv(start, params.stepMs()) * params.stepMs(),
            item.listed().row().header().outcome(),
            1);
        reachedAt = start;
      }
      cursor = page.nextCursor();
      leftMs = ServerLimits.SEARCH_PAGE_MS - (System.nanoTime() - began) / 1_000_000;
    } while (cursor != null && leftMs > 0);
    return new Counts(counts.steps(), cursor == null ? null : reachedAt);
  }

  private static void write(Context ctx, JsonGenerator out, HistogramParams params, Counts counts)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("from", Times.utc(params.query().from()));
    out.writeStringField("to", Times.utc(params.query().to()));
    out.writeNumberField("stepMs", params.stepMs());
    out.writeBooleanField("complete", counts.reachedAt() == null);
    JsonValues.text(out, "reachedAt", Times.utc(counts.reachedAt()));
    out.writeArrayFieldStart("steps");
    for (Map.Entry<Long, Map<Outcome, Long>> step : counts.steps().entrySet()) {
      out.writeStartObject();
      out.writeStringField("at", Times.utc(step.getKey()));
      out.writeNumberField(
          "requests", step.getValue().values().stream().mapToLong(Long::longValue).sum());
      out.writeObjectFieldStart("outcomes");
      for (Map.Entry<Outcome, Long> e : step.getValue().entrySet()) {
        out.writeNumberField(e.getKey().word(), e.getValue());
      }
      out.writeEndObject();
      out.writeEndObject();
    }
    out.writeEndArray();
    Completeness.write(ctx, out);
    out.writeEndObject();
  }
}
