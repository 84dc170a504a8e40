package dev.logtrail.api;

import dev.logtrail.cost.CostEstimator;
import dev.logtrail.store.ChangeFeed;
import dev.logtrail.store.TrailReader;
import dev.logtrail.structured.Conventions;
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
 */
public record ApiParts(
    TrailReader reader,
    ChangeFeed feed,
    IngestDoors doors,
    StatusSource status,
    PrometheusRegistry metrics,
    Clock clock,
    Conventions conventions,
    CostEstimator costs) {
  public ApiParts {
    Objects.requireNonNull(reader, "reader");
    Objects.requireNonNull(feed, "feed");
    Objects.requireNonNull(doors, "doors");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(metrics, "metrics");
    Objects.requireNonNull(clock, "clock");
    Objects.requireNonNull(conventions, "conventions");
    Objects.requireNonNull(costs, "costs");
  }

  /** Parts with the built-in conventions and prices. */
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
        CostEstimator.standard());
  }
}
