package dev.logtrail.api.loki;

import dev.logtrail.api.http.ProblemException;
import dev.logtrail.api.load.LoadedTrail;
import dev.logtrail.api.load.TrailLoader;
import dev.logtrail.api.load.TrailSearch;
import dev.logtrail.api.render.Times;
import dev.logtrail.limit.AnswerMemory;
import dev.logtrail.limit.LokiLimits;
import dev.logtrail.logql.LogQl;
import dev.logtrail.logql.stage.LabelMatcher;
import dev.logtrail.logql.stage.LineFilter;
import dev.logtrail.logql.stage.LineStage;
import dev.logtrail.logql.stage.LogLine;
import dev.logtrail.logql.stage.Stage;
import dev.logtrail.pattern.FilterPattern;
import dev.logtrail.store.ListedTrail;
import dev.logtrail.store.SearchCandidates;
import dev.logtrail.store.TrailPage;
import dev.logtrail.store.TrailQuery;
import dev.logtrail.store.TrailReader;
import dev.logtrail.trail.Entry;
import dev.logtrail.trail.Level;
import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.TrailHeader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Walks through the lines of requests that a question means, trail by trail in order of start. */
final class LineWalk {
  private static final int PAGE = 200;
  private static final long NS_PER_MS = 1_000_000;

  /** A millisecond has so many places for the lines of a request, each of so many ns. */
  private static final int MOST_IN_MS = 9_999;

  private static final int TRAILS_IN_MS = 100;

  private final TrailReader view;
  private final TrailLoader loader;
  private final long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LokiLimits.READ_MS);
  private long lines;

  /**
   * A walk, whose time begins now.
   *
   * @param view the store as the caller sees it
   * @param loader reads entries of the same view
   */
  LineWalk(TrailReader view, TrailLoader loader) {
    this.view = view;
    this.loader = loader;
  }

  /** How many lines were looked at. */
  long lines() {
    return lines;
  }

  /**
   * Walks through lines of whole milliseconds.
   *
   * @param from epoch ms of the first line wanted
   * @param to epoch ms of the first line beyond
   */
  void walk(LogQl.Lines wanted, long from, long to, boolean newestFirst, LineSink sink) {
    walkNs(wanted, ns(from), ns(to), newestFirst, sink);
  }

  /** The latest is that of the year 2262. */
  static long ns(long ms) {
    return Math.min(ms, Long.MAX_VALUE / NS_PER_MS) * NS_PER_MS;
  }

  /**
   * Walks. Who asks for lines piece by piece goes on at a line in the midst of a millisecond.
   *
   * @param from ns since 1970 of the first line wanted
   * @param to ns since 1970 of the first line beyond
   * @throws ProblemException 400 if a label is not known; 503 if there is more than can be read
   */
  void walkNs(LogQl.Lines wanted, long from, long to, boolean newestFirst, LineSink sink) {
    long end = Math.floorDiv(to - 1, NS_PER_MS) + 1;
    headers(
        wanted,
        Math.floorDiv(from, NS_PER_MS),
        end + LokiLimits.LONGEST_INIT_MS,
        newestFirst,
        page -> {
          List<ListedTrail> read = new ArrayList<>();
          for (ListedTrail t : page) {
            TrailHeader h = t.row().header();
            if (first(h) < end && sink.wants(first(h), last(h))) {
              read.add(t);
            }
          }
          long held = AnswerMemory.held();
          for (List<ListedTrail> part : TrailLoader.parts(read, t -> t)) {
            for (LoadedTrail t : loader.whole(part)) {
              if (t != null) {
                entries(wanted, t, from, to, sink);
              }
            }
            AnswerMemory.releaseTo(held);
          }
        });
  }

  /** Takes a page of headers. */
  interface Headers {
    void page(List<ListedTrail> trails);
  }

  /** Walks through the headers of trails that may have lines in a span. */
  void headers(LogQl.Lines wanted, long from, long to, boolean newestFirst, Headers sink) {
    LokiLabels.check("query", wanted.matchers());
    TrailQuery query = query(wanted.matchers(), from, to, newestFirst);
    if (query == null) {
      return;
    }
    SearchCandidates candidates = candidates(wanted, query);
    String cursor = null;
    do {
      TrailPage page = view.list(query.page(PAGE, cursor), candidates);
      List<ListedTrail> fit =
          page.trails().stream()
              .filter(t -> LokiLabels.fits(wanted.matchers(), t.row().header()))
              .filter(t -> t.row().header().startedAt() != null)
              .filter(t -> last(t.row().header()) >= from)
              .toList();
      sink.page(fit);
      cursor = page.nextCursor();
      if (cursor != null && System.nanoTime() > until) {
        ListedTrail reached = page.trails().get(page.trails().size() - 1);
        throw new ProblemException(
            503,
            "This question reads more than can be read in %d s; it came to %s. Give a shorter span, a function, or a word that is rare."
                .formatted(
                    LokiLimits.READ_MS / 1_000, Times.utc(reached.row().header().startedAt())));
      }
    } while (cursor != null);
  }

  /** What was written before the start is the request's, too: by its init, or in between. */
  private static long first(TrailHeader h) {
    boolean warm = Boolean.FALSE.equals(h.coldStart());
    return h.startedAt() - (warm ? LokiLimits.BEFORE_WARM_START_MS : LokiLimits.LONGEST_INIT_MS);
  }

  private static long last(TrailHeader h) {
    Long last = h.lastEventAt() == null ? h.endedAt() : h.lastEventAt();
    return last == null ? Long.MAX_VALUE : last;
  }

  /** Null if no trail can fit. */
  private static TrailQuery query(
      List<LabelMatcher> matchers, long from, long to, boolean newestFirst) {
    List<Outcome> outcomes =
        Arrays.stream(Outcome.values())
            .filter(o -> all(matchers, LokiLabels.OUTCOME, o.word()))
            .toList();
    if (outcomes.isEmpty()) {
      return null;
    }
    String function = only(matchers, LokiLabels.FUNCTION);
    boolean errorsOnly =
        Arrays.stream(Level.values())
                .noneMatch(
                    l -> !l.atLeast(Level.ERROR) && all(matchers, LokiLabels.LEVEL, l.name()))
            && !all(matchers, LokiLabels.LEVEL, "");
    return TrailQuery.builder()
        .function(function == null ? only(matchers, LokiLabels.SERVICE) : function)
        .account(only(matchers, "account"))
        .region(only(matchers, "region"))
        .outcomes(outcomes.size() == Outcome.values().length ? List.of() : outcomes)
        .level(errorsOnly ? Level.ERROR : null)
        .between(from - LokiLimits.LONGEST_TRAIL_MS, to)
        .kind(TrailQuery.REQUEST)
        .newestFirst(newestFirst)
        .limit(PAGE)
        .build();
  }

  private static boolean all(List<LabelMatcher> matchers, String label, String value) {
    return matchers.stream().filter(m -> m.label().equals(label)).allMatch(m -> m.matches(value));
  }

  private static String only(List<LabelMatcher> matchers, String label) {
    return matchers.stream()
        .filter(m -> m.label().equals(label) && m.only() != null && !m.only().isEmpty())
        .map(LabelMatcher::only)
        .findFirst()
        .orElse(null);
  }

  /** By words that must be in a line, where they stand in its event as they stand in the line. */
  private SearchCandidates candidates(LogQl.Lines wanted, TrailQuery query) {
    for (Stage stage : wanted.stages()) {
      if (stage instanceof LineStage) {
        break; // Behind it, lines are not what events hold.
      }
      String text = stage instanceof LineFilter f ? f.needed() : null;
      if (text != null && text.matches("[A-Za-z0-9 ]*[A-Za-z0-9][A-Za-z0-9 ]*")) {
        FilterPattern phrase = FilterPattern.parse("\"" + text + "\"");
        return new TrailSearch(view, loader).candidates(query, phrase);
      }
    }
    return SearchCandidates.all();
  }

  /** The lines of one trail; {@code from} and {@code to} in ns. */
  void entries(LogQl.Lines wanted, LoadedTrail t, long from, long to, LineSink sink) {
    sink.trail(t.trailId());
    TrailHeader h = t.trail().header();
    Map<String, String> ofTrail = LokiLabels.ofTrail(h);
    Map<Long, Integer> inMs = new LinkedHashMap<>();
    // logcli takes lines of one text and time for the same line, be they of two requests.
    int place = Math.floorMod(h.key().requestId().hashCode(), TRAILS_IN_MS);
    WrittenText written = new WrittenText(t);
    for (Entry e : t.trail().entries()) {
      lines++;
      long ms = e.timestamp() == null ? h.startedAt() : e.timestamp();
      int order = Math.min(inMs.merge(ms, 1, Integer::sum) - 1, MOST_IN_MS);
      long ns = ms * NS_PER_MS + order * TRAILS_IN_MS + place;
      String level = e.level() == null ? "" : e.level().name();
      if (ns < from || ns >= to || !all(wanted.matchers(), LokiLabels.LEVEL, level)) {
        continue;
      }
      Map<String, String> stream = LokiLabels.ofLine(ofTrail, e);
      Map<String, String> metadata = LokiLabels.metadata(h, e);
      Map<String, String> parsed = new LinkedHashMap<>(stream);
      parsed.putAll(metadata);
      LogLine line = new LogLine(e.message(), () -> written.of(e.eventIds()), e.fields(), parsed);
      if (wanted.pass(line)) {
        sink.line(
            new LineSink.Line(ns, line.text(), stream, metadata, line.labels(), line.value()));
      }
    }
  }
}
