package dev.logtrail.api;

import dev.logtrail.api.status.StatusSource;
import dev.logtrail.ingest.feed.FeedState;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** The figures of what the program reads by itself. */
final class FeedMetrics {
  private static final double MS_PER_S = 1_000.0;

  private FeedMetrics() {}

  static void register(PrometheusRegistry registry, StatusSource status) {
    GaugeWithCallback.builder()
        .name("logtrail_feed_lag_seconds")
        .help("How far a part of a feed, such as a shard, is behind its newest record")
        .labelNames("source", "feed", "part")
        .callback(
            out -> {
              for (FeedState feed : status.feeds()) {
                for (FeedState.Part part : feed.parts()) {
                  if (part.lagMs() != null) {
                    out.call(part.lagMs() / MS_PER_S, feed.source(), feed.name(), part.name());
                  }
                }
              }
            })
        .register(registry);
    CounterWithCallback.builder()
        .name("logtrail_feed_records_total")
        .help("Records that a part of a feed has brought")
        .labelNames("source", "feed", "part")
        .callback(
            out ->
                status
                    .feeds()
                    .forEach(
                        feed ->
                            feed.parts()
                                .forEach(
                                    part ->
                                        out.call(
                                            part.records(),
                                            feed.source(),
                                            feed.name(),
                                            part.name()))))
        .register(registry);
    GaugeWithCallback.builder()
        .name("logtrail_feed_connected")
        .help("Whether every call of a feed works at the moment")
        .labelNames("source", "feed")
        .callback(
            out ->
                status
                    .feeds()
                    .forEach(
                        feed ->
                            out.call(
                                feed.connectedSince() == null ? 0 : 1, feed.source(), feed.name())))
        .register(registry);
    GaugeWithCallback.builder()
        .name("logtrail_feed_notes")
        .help(
            "Figures of a feed since the start, such as throttled calls, and of now, such as calls a second")
        .labelNames("source", "feed", "what")
        .callback(
            out ->
                status
                    .feeds()
                    .forEach(
                        feed ->
                            feed.counts()
                                .forEach(
                                    (what, n) -> out.call(n, feed.source(), feed.name(), what))))
        .register(registry);
  }
}
