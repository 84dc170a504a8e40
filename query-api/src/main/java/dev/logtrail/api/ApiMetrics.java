package dev.logtrail.api;

import dev.logtrail.api.status.SourceStatus;
import dev.logtrail.api.status.StatusSource;
import io.javalin.http.Context;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

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
        SourceStatus::deadLetters);
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
      requests
          .labelValues(ctx.method().name(), route, Integer.toString(ctx.statusCode()))
          .observe((System.nanoTime() - startedAt) / (double) TimeUnit.SECONDS.toNanos(1));
    }
  }

  /** The page for Prometheus. */
  void page(Context ctx) throws IOException {
    PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    writer.write(bytes, registry.scrape());
    ctx.contentType(writer.getContentType()).result(bytes.toByteArray());
  }
}
