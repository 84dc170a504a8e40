package dev.logtrail.api;

import dev.logtrail.api.alert.AlertSettings;
import dev.logtrail.api.stats.StatsSettings;
import dev.logtrail.api.status.StatusSource;
import dev.logtrail.cost.CostEstimator;
import dev.logtrail.ingest.door.Door;
import dev.logtrail.ingest.invoke.Invoker;
import dev.logtrail.ingest.live.ProvisionalLines;
import dev.logtrail.store.TrailReader;
import dev.logtrail.store.alert.Alerts;
import dev.logtrail.store.change.ChangeFeed;
import dev.logtrail.store.deadletter.DeadLetterRetry;
import dev.logtrail.store.deadletter.DeadLetters;
import dev.logtrail.store.stats.StatsReader;
import dev.logtrail.structured.convention.Conventions;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Objects;

/**
 * What the API is built on: the store's read side, and what else its answers need. Immutable. The
 * caller owns and closes the parts.
 */
public final class ApiParts {
  private final Builder parts;

  private ApiParts(Builder parts) {
    this.parts = parts;
  }

  /**
   * Begins with the parts that have no default.
   *
   * @param reader reads trails from the store
   * @param feed tells which trails changed, for the live tail
   * @param clock the time that relative times, such as {@code -1h}, count from
   */
  public static Builder over(TrailReader reader, ChangeFeed feed, Clock clock) {
    return new Builder(reader, feed, clock);
  }

  TrailReader reader() {
    return parts.reader;
  }

  ChangeFeed feed() {
    return parts.feed;
  }

  Clock clock() {
    return parts.clock;
  }

  List<Door> doors() {
    return parts.doors;
  }

  boolean takesDeliveries() {
    return parts.takesDeliveries;
  }

  boolean answersReaders() {
    return parts.answersReaders;
  }

  StatusSource status() {
    return parts.status;
  }

  PrometheusRegistry metrics() {
    return parts.metrics;
  }

  ProvisionalLines live() {
    return parts.live;
  }

  Conventions conventions() {
    return parts.conventions;
  }

  CostEstimator costs() {
    return parts.costs;
  }

  StatsReader stats() {
    return parts.stats;
  }

  StatsSettings statsSettings() {
    return parts.statsSettings;
  }

  Alerts alerts() {
    return parts.alerts;
  }

  AlertSettings alertSettings() {
    return parts.alertSettings;
  }

  Invoker invoker() {
    return parts.invoker;
  }

  DeadLetters deadLetters() {
    return parts.deadLetters;
  }

  DeadLetterRetry deadLetterRetry() {
    return parts.deadLetterRetry;
  }

  /** Collects the parts; each has a default but those it begins with. */
  public static final class Builder {
    private final TrailReader reader;
    private final ChangeFeed feed;
    private final Clock clock;
    private List<Door> doors = List.of();
    private StatusSource status = List::of;
    private PrometheusRegistry metrics = new PrometheusRegistry();
    private Conventions conventions = Conventions.builtIn();
    private ProvisionalLines live = new ProvisionalLines(Clock.systemUTC());
    private CostEstimator costs = CostEstimator.standard();
    private StatsReader stats = StatsReader.none();
    private StatsSettings statsSettings = StatsSettings.none();
    private DeadLetters deadLetters = DeadLetters.none();
    private DeadLetterRetry deadLetterRetry;
    private Invoker invoker;
    private Alerts alerts = Alerts.none();
    private AlertSettings alertSettings;
    private boolean takesDeliveries = true;
    private boolean answersReaders = true;

    private Builder(TrailReader reader, ChangeFeed feed, Clock clock) {
      this.reader = Objects.requireNonNull(reader, "reader");
      this.feed = Objects.requireNonNull(feed, "feed");
      this.clock = Objects.requireNonNull(clock, "clock");
    }

    private Builder(Builder other) {
      this(other.reader, other.feed, other.clock);
      this.doors = other.doors;
      this.status = other.status;
      this.metrics = other.metrics;
      this.conventions = other.conventions;
      this.live = other.live;
      this.costs = other.costs;
      this.stats = other.stats;
      this.statsSettings = other.statsSettings;
      this.deadLetters = other.deadLetters;
      this.deadLetterRetry = other.deadLetterRetry;
      this.invoker = other.invoker;
      this.alerts = other.alerts;
      this.alertSettings = other.alertSettings;
      this.takesDeliveries = other.takesDeliveries;
      this.answersReaders = other.answersReaders;
    }

    /** The doors to mount, each at its path; by default none. */
    public Builder doors(List<Door> given) {
      this.doors = List.copyOf(given);
      return this;
    }

    /** What status pages show of the rest of the program; by default no sources, ready. */
    public Builder status(StatusSource given) {
      this.status = Objects.requireNonNull(given, "status");
      return this;
    }

    /** What {@code /metrics} shows; the API adds its own figures. By default those alone. */
    public Builder metrics(PrometheusRegistry given) {
      this.metrics = Objects.requireNonNull(given, "metrics");
      return this;
    }

    /** Lines that are shown before they are stored; by default there are none. */
    public Builder live(ProvisionalLines given) {
      this.live = Objects.requireNonNull(given, "live");
      return this;
    }

    /** How lines that are JSON are read; by default the built-in conventions. */
    public Builder conventions(Conventions given) {
      this.conventions = Objects.requireNonNull(given, "conventions");
      return this;
    }

    /** Estimates what requests cost; by default at the built-in prices. */
    public Builder costs(CostEstimator given) {
      this.costs = Objects.requireNonNull(given, "costs");
      return this;
    }

    /**
     * Statistics; by default none are stored.
     *
     * @param reader the store's statistics
     * @param settings what they need to know of functions that logs do not tell
     */
    public Builder stats(StatsReader reader, StatsSettings settings) {
      this.stats = Objects.requireNonNull(reader, "stats");
      this.statsSettings = Objects.requireNonNull(settings, "statsSettings");
      return this;
    }

    /**
     * Dead letters; by default there are none.
     *
     * @param given the store's
     * @param retry puts them back into the inbox; null if nothing takes them
     */
    public Builder deadLetters(DeadLetters given, DeadLetterRetry retry) {
      this.deadLetters = Objects.requireNonNull(given, "deadLetters");
      this.deadLetterRetry = retry;
      return this;
    }

    /**
     * What fires; by default nothing does.
     *
     * @param settings the rules; null for none
     */
    public Builder alerts(Alerts given, AlertSettings settings) {
      this.alerts = Objects.requireNonNull(given, "alerts");
      this.alertSettings = settings;
      return this;
    }

    /** Invokes functions; null, the default, where nothing may be invoked. */
    public Builder invoker(Invoker given) {
      this.invoker = given;
      return this;
    }

    /**
     * For whom it is: by default senders and readers. Health, status and metrics are always there.
     *
     * @param deliveries whether the doors may be posted to
     * @param readers whether trails are shown: API, live tail and page
     */
    public Builder serves(boolean deliveries, boolean readers) {
      this.takesDeliveries = deliveries;
      this.answersReaders = readers;
      return this;
    }

    /** The parts collected so far. */
    public ApiParts build() {
      return new ApiParts(new Builder(this));
    }
  }
}
