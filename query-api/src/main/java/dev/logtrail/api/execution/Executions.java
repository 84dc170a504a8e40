package dev.logtrail.api.execution;

import dev.logtrail.api.load.LoadedTrail;
import dev.logtrail.api.load.TrailLoader;
import dev.logtrail.limit.ServerLimits;
import dev.logtrail.reading.execution.ExecutionReading;
import dev.logtrail.reading.execution.ExecutionTrail;
import dev.logtrail.store.ListedTrail;
import dev.logtrail.store.TrailPage;
import dev.logtrail.store.TrailQuery;
import dev.logtrail.store.TrailReader;
import dev.logtrail.trail.Execution;
import dev.logtrail.trail.Trail;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Finds executions by name, id or ARN, and reads them from the trails that name them. */
final class Executions {
  private final TrailReader reader;
  private final TrailLoader loader;

  Executions(TrailReader reader, TrailLoader loader) {
    this.reader = reader;
    this.loader = loader;
  }

  /**
   * One execution.
   *
   * @param read what it tells
   * @param trails those that it was read from; a step says which one is its
   */
  record Loaded(ExecutionTrail read, List<LoadedTrail> trails) {}

  /**
   * What was found.
   *
   * @param executions by start
   * @param truncated whether there are more requests than {@link ServerLimits#EXECUTION_TRAILS}
   */
  record Found(List<Loaded> executions, boolean truncated) {}

  /** The executions of a name, an id or an ARN; a name may be that of several. */
  Found of(String wanted) {
    TrailPage requests = page(wanted, TrailQuery.REQUEST);
    TrailPage changes = page(wanted, TrailQuery.ENVIRONMENT);
    List<ListedTrail> listed = new ArrayList<>(requests.trails());
    listed.addAll(changes.trails());
    Map<Execution, List<LoadedTrail>> found = new LinkedHashMap<>();
    for (LoadedTrail t : loader.whole(listed).stream().filter(Objects::nonNull).toList()) {
      Execution execution = t.trail().header().execution();
      if (execution != null) {
        found.computeIfAbsent(execution, e -> new ArrayList<>()).add(t);
      }
    }
    List<Loaded> executions = new ArrayList<>();
    found.forEach((execution, trails) -> executions.add(loaded(execution, trails)));
    executions.sort(
        Comparator.comparing(
            x -> x.read().startedAt(), Comparator.nullsLast(Comparator.naturalOrder())));
    return new Found(executions, requests.nextCursor() != null || changes.nextCursor() != null);
  }

  private static Loaded loaded(Execution execution, List<LoadedTrail> trails) {
    List<Trail> read = trails.stream().map(LoadedTrail::trail).toList();
    return new Loaded(ExecutionReading.read(execution, read), trails);
  }

  private TrailPage page(String wanted, String kind) {
    return reader.list(
        TrailQuery.builder()
            .execution(wanted)
            .kind(kind)
            .newestFirst(false)
            .limit(ServerLimits.EXECUTION_TRAILS)
            .build());
  }
}
