package dev.logtrail.api;

import dev.logtrail.api.status.EventCounts;
import dev.logtrail.api.status.JobStatus;
import dev.logtrail.api.status.SourceStatus;
import dev.logtrail.api.status.StatusSource;
import dev.logtrail.limit.ByteBudget;
import dev.logtrail.limit.DeliveryLimits;
import dev.logtrail.limit.MemoryBudgets;
import dev.logtrail.reading.entry.ReadingFaults;
import dev.logtrail.store.DeadLetterStage;
import dev.logtrail.store.UnreadableValues;
import dev.logtrail.store.deadletter.DeadLetterCount;
import dev.logtrail.store.upkeep.DerivedHeaders;
import io.javalin.http.Context;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** The figures of the API in Prometheus' words, and the page that shows all of a registry. */
final class ApiMetrics {
  private static final String STARTED_AT = "logtrail.startedAtNs";
  private static final double[] SECONDS = {.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 5};

  private final PrometheusRegistry registry;
  private final Histogram requests;
  private final Counter resets;

  ApiMetrics(PrometheusRegistry registry, StatusSource status) {
    this.registry = registry;
    this.requests =
        Histogram.builder()
            .name("logtrail_http_request_seconds")
            .help("Time from a request's arrival to its answer, by route and status")
            .labelNames("method", "route", "status")
            .classicOnly()
            .classicUpperBounds(SECONDS)
            .register(registry);
    this.resets =
        Counter.builder()
            .name("logtrail_tail_resets_total")
            .help("Live tail clients that were told to start anew because they fell behind")
            .register(registry);
    sourceGauge(
        "logtrail_source_lag_seconds",
        "Age of the newest event when stored",
        status,
        s -> s.lagMs() == null ? Double.NaN : s.lagMs() / 1000.0);
    sourceGauge(
        "logtrail_source_events_per_second",
        "Events over the last minute",
        status,
        s -> s.eventsPerSecond() == null ? Double.NaN : s.eventsPerSecond());
    sourceGauge(
        "logtrail_source_dead_letters",
        "Records kept as dead letters",
        status,
        s -> s.counts().dead());
    eventCounters(status);
    deadLetters(status);
    CounterWithCallback.builder()
        .name("logtrail_masked_total")
        .help("Secrets masked before anything was stored, by kind")
        .labelNames("kind")
        .callback(out -> status.masked().forEach((kind, n) -> out.call(n, kind)))
        .register(registry);
    states(status);
    FeedMetrics.register(registry, status);
    unreadable();
    headers(status);
  }

  /** Received is the sum of the others, by source. */
  private void eventCounters(StatusSource status) {
    eventCounter("received", "Events received", status, EventCounts::received);
    eventCounter("stored", "Events that were not in the store before", status, EventCounts::stored);
    eventCounter("repeated", "Events that were in the store", status, EventCounts::repeated);
    eventCounter("dead", "Records that became dead letters", status, EventCounts::dead);
    CounterWithCallback.builder()
        .name("logtrail_events_dropped_total")
        .help("Events dropped on purpose, or by a limit")
        .labelNames("source", "reason")
        .callback(
            out ->
                status
                    .sources()
                    .forEach(
                        s ->
                            s.counts()
                                .dropped()
                                .forEach((reason, n) -> out.call(n, s.source(), reason))))
        .register(registry);
  }

  /** By stage only: reasons may be many. */
  private void deadLetters(StatusSource status) {
    deadLetterGauge(
        "logtrail_dead_letters", "Dead letters in the store", status, DeadLetterCount::letters);
    deadLetterGauge(
        "logtrail_dead_letter_bytes",
        "What dead letters in the store take",
        status,
        DeadLetterCount::bytes);
    GaugeWithCallback.builder()
        .name("logtrail_dead_letter_limit_bytes")
        .help("What dead letters in the store may take; beyond, old ones are deleted")
        .callback(out -> out.call(DeliveryLimits.DEAD_LETTERS_BYTES))
        .register(registry);
  }

  private void deadLetterGauge(
      String name, String help, StatusSource status, ToLongFunction<DeadLetterCount> figure) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames("stage")
        .callback(
            out -> {
              for (DeadLetterStage stage : DeadLetterStage.values()) {
                out.call(
                    status.deadLetters().stream()
                        .filter(count -> count.stage() == stage)
                        .mapToLong(figure)
                        .sum(),
                    stage.word());
              }
            })
        .register(registry);
  }

  private void eventCounter(
      String fate, String help, StatusSource status, ToLongFunction<EventCounts> figure) {
    CounterWithCallback.builder()
        .name("logtrail_events_" + fate + "_total")
        .help(help)
        .labelNames("source")
        .callback(
            out ->
                status.sources().forEach(s -> out.call(figure.applyAsLong(s.counts()), s.source())))
        .register(registry);
  }

  private void states(StatusSource status) {
    GaugeWithCallback.builder()
        .name("logtrail_ready")
        .help("1 if requests may be sent here")
        .callback(out -> out.call(status.notReady() == null ? 1 : 0))
        .register(registry);
    GaugeWithCallback.builder()
        .name("logtrail_job")
        .help("1 for the state that the job of this program is in")
        .labelNames("state")
        .callback(
            out -> {
              JobStatus job = status.job();
              if (job != null) {
                for (JobStatus.State state : JobStatus.State.values()) {
                  out.call(state == job.state() ? 1 : 0, state.word());
                }
              }
            })
        .register(registry);
  }

  /** What was met that nobody is prepared for; both name a fault of the program or the disk. */
  private void unreadable() {
    CounterWithCallback.builder()
        .name("logtrail_unreadable_values_total")
        .help("Stored values that could not be read and were left out, repeats included")
        .callback(out -> out.call(UnreadableValues.count()))
        .register(registry);
    CounterWithCallback.builder()
        .name("logtrail_reading_faults_total")
        .help("Records at which a reader failed; they are shown as they came, repeats included")
        .callback(out -> out.call(ReadingFaults.count()))
        .register(registry);
  }

  private void headers(StatusSource status) {
    headerGauge("derived", "Trails of older parsers looked at", status, DerivedHeaders::lookedAt);
    headerGauge(
        "changed", "Those whose header came out otherwise", status, DerivedHeaders::changed);
  }

  private void headerGauge(
      String name, String help, StatusSource status, ToLongFunction<DerivedHeaders> figure) {
    GaugeWithCallback.builder()
        .name("logtrail_headers_" + name)
        .help(help + ", since this version of the parser began")
        .callback(
            out -> {
              DerivedHeaders headers = status.derivedHeaders();
              if (headers != null) {
                out.call(figure.applyAsLong(headers));
              }
            })
        .register(registry);
  }

  private void sourceGauge(
      String name, String help, StatusSource status, ToDoubleFunction<SourceStatus> figure) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames("source")
        .callback(
            out -> status.sources().forEach(s -> out.call(figure.applyAsDouble(s), s.source())))
        .register(registry);
  }

  /** Counts live tail clients by asking for their number. */
  void tailClients(java.util.function.IntSupplier clients) {
    GaugeWithCallback.builder()
        .name("logtrail_tail_clients")
        .help("Clients that follow the live tail")
        .callback(out -> out.call(clients.getAsInt()))
        .register(registry);
  }

  /** Shows how much of each budget is used, and how often it refused. */
  void budgets(MemoryBudgets budgets) {
    budgetGauge("logtrail_memory_used_bytes", "Bytes in use", budgets, ByteBudget::usedBytes);
    budgetGauge(
        "logtrail_memory_peak_bytes", "Most in use at once", budgets, ByteBudget::peakBytes);
    budgetGauge("logtrail_memory_limit_bytes", "Most allowed", budgets, ByteBudget::limitBytes);
    CounterWithCallback.builder()
        .name("logtrail_memory_refusals_total")
        .help("How often there was no room in a memory budget")
        .labelNames("budget")
        .callback(out -> budgets.all().forEach(b -> out.call(b.refusals(), b.name())))
        .register(registry);
  }

  private void budgetGauge(
      String name, String help, MemoryBudgets budgets, ToDoubleFunction<ByteBudget> figure) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help + ", by memory budget")
        .labelNames("budget")
        .callback(out -> budgets.all().forEach(b -> out.call(figure.applyAsDouble(b), b.name())))
        .register(registry);
  }

  /** One client was reset. */
  void reset() {
    resets.inc();
  }

  /** A request arrived. */
  void begin(Context ctx) {
    ctx.attribute(STARTED_AT, System.nanoTime());
  }

  /** A request was answered. */
  void end(Context ctx) {
    Long startedAt = ctx.attribute(STARTED_AT);
    if (startedAt != null) {
      var endpoint = ctx.endpoints().lastHttpEndpoint();
      String route = endpoint == null ? "none" : endpoint.path;
      answered(ctx.method().name(), route, ctx.statusCode(), System.nanoTime() - startedAt);
    }
  }

  /**
   * A request was answered.
   *
   * @param nanos from its arrival, in nanoseconds
   */
  void answered(String method, String route, int status, long nanos) {
    requests
        .labelValues(method, route, Integer.toString(status))
        .observe(nanos / (double) TimeUnit.SECONDS.toNanos(1));
  }

  /** The page for Prometheus. */
  void page(Context ctx) throws IOException {
    PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    writer.write(bytes, registry.scrape());
    ctx.contentType(writer.getContentType()).result(bytes.toByteArray());
  }
}
