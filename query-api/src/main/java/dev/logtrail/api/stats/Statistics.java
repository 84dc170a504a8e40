package dev.logtrail.api.stats;

import dev.logtrail.api.stats.StatsParams.GroupBy;
import dev.logtrail.api.stats.StatsParams.SeriesOf;
import dev.logtrail.cost.CostEstimator;
import dev.logtrail.limit.ServerLimits;
import dev.logtrail.store.stats.StatsCell;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The statistics that a request asks for: totals, and groups with their series. */
final class Statistics {
  private final Series all = new Series(new StatsFigures(), new TreeMap<>());
  private boolean groupSeries;
  private final Map<Group, Series> groups = new TreeMap<>(Group.ORDER);

  /**
   * What a group's requests have in common; null where they differ or it is not known.
   *
   * @param function name
   * @param version of the function; empty if not known
   * @param stage by pattern of names; empty if not known
   */
  record Group(String function, String version, String stage, String account, String region) {
    private static final Comparator<String> TEXT = Comparator.nullsFirst(Comparator.naturalOrder());
    static final Comparator<Group> ORDER =
        Comparator.comparing(Group::function, TEXT)
            .thenComparing(Group::version, TEXT)
            .thenComparing(Group::stage, TEXT)
            .thenComparing(Group::account, TEXT)
            .thenComparing(Group::region, TEXT);
  }

  /** A group's figures: of all its requests, and by step. */
  record Series(StatsFigures totals, Map<Long, StatsFigures> steps) {
    private void addToStep(PricedCell priced) {
      steps.computeIfAbsent(priced.cell().at(), at -> new StatsFigures()).add(priced);
    }
  }

  /** Sums up cells. */
  static Statistics of(
      List<StatsCell> cells, StatsParams params, StatsSettings settings, CostEstimator costs) {
    Statistics s = new Statistics();
    s.groupSeries = hasGroupSeries(cells, params);
    Map<Group, Series> groups = new HashMap<>();
    for (StatsCell cell : cells) {
      PricedCell priced = PricedCell.of(cell, costs);
      if (params.stepMs() != null) {
        s.all.addToStep(priced);
      }
      Series series =
          groups.computeIfAbsent(
              group(cell, params.groupBy(), settings),
              g -> new Series(new StatsFigures(), new TreeMap<>()));
      series.totals().add(priced);
      if (s.groupSeries) {
        series.addToStep(priced);
      }
    }
    s.groups.putAll(groups);
    // There are fewer steps than cells, and fewer groups.
    s.all.steps().values().forEach(s.all.totals()::add);
    if (params.stepMs() == null) {
      s.groups.values().forEach(g -> s.all.totals().add(g.totals()));
    }
    return s;
  }

  private static boolean hasGroupSeries(List<StatsCell> cells, StatsParams params) {
    boolean few = cells.size() <= ServerLimits.GROUP_SERIES_POINTS;
    return params.stepMs() != null
        && (params.seriesOf() == null ? few : params.seriesOf() == SeriesOf.GROUPS);
  }

  private static Group group(StatsCell c, GroupBy by, StatsSettings settings) {
    return switch (by) {
      case FUNCTION -> new Group(c.functionName(), null, null, c.account(), c.region());
      case VERSION ->
          new Group(c.functionName(), c.functionVersion(), null, c.account(), c.region());
      case STAGE ->
          new Group(null, null, nullToEmpty(settings.stage(c.functionName())), null, null);
      case ACCOUNT -> new Group(null, null, null, c.account(), null);
      case REGION -> new Group(null, null, null, null, c.region());
    };
  }

  private static String nullToEmpty(String s) {
    return s == null ? "" : s;
  }

  /** Whether each group has a series, not only all together. */
  boolean hasGroupSeries() {
    return groupSeries;
  }

  /** Of all groups together. */
  StatsFigures totals() {
    return all.totals();
  }

  /** Of all groups together, by step; empty if no series is wanted. */
  Map<Long, StatsFigures> steps() {
    return all.steps();
  }

  /** By function, version, stage, account, region. */
  Map<Group, Series> groups() {
    return groups;
  }
}
