package dev.logtrail.api.otlp;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** The figures of an export, for operators. */
public final class OtlpMetrics {
  private OtlpMetrics() {}

  /** Adds them to what {@code /metrics} shows. */
  public static void register(PrometheusRegistry registry, OtlpFigures figures) {
    CounterWithCallback.builder()
        .name("logtrail_otlp_sent_total")
        .help("Spans and log records that the receiver of OTLP has taken")
        .labelNames("signal")
        .callback(
            out -> {
              out.call(figures.spans(), "traces");
              out.call(figures.lines(), "logs");
            })
        .register(registry);
    CounterWithCallback.builder()
        .name("logtrail_otlp_left_out_total")
        .help(
            "Spans and log records that the receiver of OTLP did not want, or refused each by"
                + " itself")
        .labelNames("how")
        .callback(
            out -> {
              out.call(figures.rejected(), "rejected");
              out.call(figures.refused(), "refused");
              out.call(figures.old(), "old");
            })
        .register(registry);
    CounterWithCallback.builder()
        .name("logtrail_otlp_failures_total")
        .help("Requests to the receiver of OTLP that failed and are sent again")
        .callback(out -> out.call(figures.failures()))
        .register(registry);
  }
}
