package dev.logtrail.api;

import dev.logtrail.api.stats.StatsSettings;
import dev.logtrail.api.status.StatusSource;
import dev.logtrail.cost.CostEstimator;
import dev.logtrail.store.TrailReader;
import dev.logtrail.store.change.ChangeFeed;
import dev.logtrail.store.stats.StatsReader;
import dev.logtrail.structured.convention.Conventions;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.util.Objects;

/**
 * What the API is built on. The caller owns and closes them.
 *
 * @param reader the store's read side
 * @param feed what live readers follow
 * @param doors the ways in
 * @param status what status pages show of the rest of the program
 * @param metrics what {@code /metrics} shows; the API adds its own figures
 * @param clock what now is
 * @param conventions by which lines that are JSON are read
 * @param costs estimates what requests cost
 * @param stats the store's statistics
 * @param statsSettings what statistics need to know beside
 */
public record ApiParts(
    TrailReader reader,
    ChangeFeed feed,
    IngestDoors doors,
    StatusSource status,
    PrometheusRegistry metrics,
    Clock clock,
    Conventions conventions,
    CostEstimator costs,
    StatsReader stats,
    StatsSettings statsSettings) {
  public ApiParts {
    Objects.requireNonNull(reader, "reader");
    Objects.requireNonNull(feed, "feed");
    Objects.requireNonNull(doors, "doors");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(metrics, "metrics");
    Objects.requireNonNull(clock, "clock");
    Objects.requireNonNull(conventions, "conventions");
    Objects.requireNonNull(costs, "costs");
    Objects.requireNonNull(stats, "stats");
    Objects.requireNonNull(statsSettings, "statsSettings");
  }

  /** Parts with the built-in conventions and prices, over a store without statistics. */
  public ApiParts(
      TrailReader reader,
      ChangeFeed feed,
      IngestDoors doors,
      StatusSource status,
      PrometheusRegistry metrics,
      Clock clock) {
    this(
        reader,
        feed,
        doors,
        status,
        metrics,
        clock,
        Conventions.builtIn(),
        CostEstimator.standard(),
        StatsReader.none(),
        StatsSettings.none());
  }

  /** The same with other statistics. */
  public ApiParts with(StatsReader otherStats, StatsSettings settings) {
    return new ApiParts(
        reader, feed, doors, status, metrics, clock, conventions, costs, otherStats, settings);
  }
}
