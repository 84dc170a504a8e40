package dev.logtrail.api.insight;

import dev.logtrail.api.insight.Insights.Basis;
import dev.logtrail.api.insight.Insights.Environment;
import dev.logtrail.api.insight.Insights.Failure;
import dev.logtrail.api.insight.Insights.Left;
import dev.logtrail.api.load.LoadedTrail;
import dev.logtrail.api.load.TrailLoader;
import dev.logtrail.insight.EnvironmentHistory;
import dev.logtrail.insight.LeftRunning;
import dev.logtrail.insight.StatementSizes;
import dev.logtrail.insight.Witness;
import dev.logtrail.insight.WitnessSum;
import dev.logtrail.limit.AnswerMemory;
import dev.logtrail.limit.InsightLimits;
import dev.logtrail.store.ListedTrail;
import dev.logtrail.store.LogResultArrival;
import dev.logtrail.store.TrailPage;
import dev.logtrail.store.TrailQuery;
import dev.logtrail.store.TrailReader;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.TrailHeader;
import dev.logtrail.usual.UsualSequence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads insights from a store as its caller sees it. For one answer. */
final class InsightReader {
  private final TrailReader view;
  private final TrailLoader loader;
  private final long now;
  private final StatementSizes statements = new StatementSizes();
  private final Map<String, LeftRunning> left = new LinkedHashMap<>();
  private final Map<String, UsualSequence> usual = new HashMap<>();
  private final WitnessSum witness = new WitnessSum();

  /**
   * Reads for one answer.
   *
   * @param now epoch ms
   */
  InsightReader(TrailReader view, Conventions conventions, long now) {
    this.view = view;
    this.loader = new TrailLoader(view, conventions);
    this.now = now;
  }

  /** Reads what a query means, newest first, no more than its limit. */
  Insights read(TrailQuery query) {
    TrailPage page = view.list(query);
    List<ListedTrail> all = page.trails();
    List<ListedTrail> small =
        all.stream().filter(t -> t.row().rawBytes() <= InsightLimits.TRAIL_BYTES).toList();
    Map<String, List<LogResultArrival>> arrivals = arrivals(small);
    long held = AnswerMemory.held();
    for (List<ListedTrail> part : TrailLoader.parts(small, t -> t)) {
      List<LoadedTrail> whole = loader.whole(part);
      for (int i = 0; i < part.size(); i++) {
        if (whole.get(i) != null) {
          add(whole.get(i), part.get(i).invocation(), arrivals);
        }
      }
      AnswerMemory.releaseTo(held);
    }
    Basis basis =
        new Basis(
            all.size(),
            page.nextCursor() == null,
            all.size() - small.size(),
            all.isEmpty() ? null : start(all.get(0)),
            all.isEmpty() ? null : start(all.get(all.size() - 1)));
    return new Insights(
        basis, environments(all), statements, leftRunning(), failures(all), witness);
  }

  private static Long start(ListedTrail t) {
    return t.row().header().startedAt();
  }

  private void add(
      LoadedTrail t, Invocation invocation, Map<String, List<LogResultArrival>> arrivals) {
    TrailHeader h = t.trail().header();
    String function = h.functionName();
    statements.add(function, t.trail().entries());
    left.computeIfAbsent(function, f -> new LeftRunning())
        .add(h.key().requestId(), t.trail().entries());
    if (h.outcome() == Outcome.SUCCESS) {
      usual.computeIfAbsent(function, f -> new UsualSequence()).add(t.trail().entries());
    }
    Long cameAt = invocation == null ? null : cameAt(invocation, arrivals);
    if (cameAt != null) {
      Witness own = Witness.of(t.trail().entries(), cameAt, now);
      witness.add(new WitnessSum.Told(function, h.key().requestId(), h.startedAt(), own));
    }
  }

  private Map<String, List<LogResultArrival>> arrivals(List<ListedTrail> trails) {
    List<String> ids =
        trails.stream()
            .filter(t -> t.invocation() != null && t.invocation().log() != null)
            .map(t -> t.invocation().requestId())
            .distinct()
            .toList();
    Map<String, List<LogResultArrival>> byId = new HashMap<>();
    if (!ids.isEmpty()) {
      view.logResultArrivals(ids)
          .forEach(a -> byId.computeIfAbsent(a.requestId(), id -> new ArrayList<>()).add(a));
    }
    return byId;
  }

  private static Long cameAt(Invocation of, Map<String, List<LogResultArrival>> arrivals) {
    return arrivals.getOrDefault(of.requestId(), List.of()).stream()
        .filter(a -> a.isOf(of))
        .map(LogResultArrival::cameAt)
        .findFirst()
        .orElse(null);
  }

  private static List<Environment> environments(List<ListedTrail> trails) {
    Map<LogStream, List<TrailHeader>> byStream = new LinkedHashMap<>();
    for (ListedTrail t : trails) {
      TrailHeader h = t.row().header();
      if (!h.key().stream().logStream().isEmpty()) {
        byStream.computeIfAbsent(h.key().stream(), s -> new ArrayList<>()).add(h);
      }
    }
    Map<LogStream, EnvironmentHistory> histories = new LinkedHashMap<>();
    Map<String, List<EnvironmentHistory>> byGroup = new HashMap<>();
    byStream.forEach(
        (stream, headers) -> {
          EnvironmentHistory history = EnvironmentHistory.of(stream.logStream(), headers);
          histories.put(stream, history);
          byGroup.computeIfAbsent(group(stream), g -> new ArrayList<>()).add(history);
        });
    return histories.entrySet().stream()
        .map(
            e ->
                new Environment(
                    byStream.get(e.getKey()).get(0).functionName(),
                    e.getValue(),
                    e.getValue().isPoisoned(byGroup.get(group(e.getKey())))))
        .sorted(Comparator.comparing(e -> !e.poisoned()))
        .limit(InsightLimits.ENVIRONMENTS)
        .toList();
  }

  private static String group(LogStream s) {
    return s.account() + " " + s.region() + " " + s.logGroup();
  }

  private List<Left> leftRunning() {
    return left.entrySet().stream()
        .filter(e -> e.getValue().requests() > 0)
        .map(e -> new Left(e.getKey(), e.getValue()))
        .sorted(Comparator.comparing(l -> -l.lines().lines()))
        .limit(InsightLimits.FUNCTIONS)
        .toList();
  }

  /** Read once more: what is usual is known only when all has been read. */
  private List<Failure> failures(List<ListedTrail> trails) {
    List<ListedTrail> failed =
        trails.stream()
            .filter(t -> t.row().header().outcome().isFailure())
            .filter(t -> t.row().rawBytes() <= InsightLimits.FAILURE_BYTES)
            .limit(InsightLimits.FAILURES)
            .toList();
    List<Failure> failures = new ArrayList<>();
    long held = AnswerMemory.held();
    for (LoadedTrail t : loader.whole(failed)) {
      if (t != null) {
        TrailHeader h = t.trail().header();
        UsualSequence known = usual.getOrDefault(h.functionName(), new UsualSequence());
        failures.add(
            new Failure(
                h.functionName(),
                h.key().requestId(),
                h.startedAt(),
                h.outcome().word(),
                known.trails(),
                known.of(t.trail().entries())));
      }
    }
    AnswerMemory.releaseTo(held);
    return failures;
  }
}
