package dev.logtrail.api.loki;

import dev.logtrail.store.TrailReader;
import dev.logtrail.structured.convention.Conventions;
import io.javalin.http.Handler;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** The routes below {@code /loki/api/v1}. */
public final class LokiRoutes {
  private static final String PREFIX = "/loki/api/v1/";

  private LokiRoutes() {}

  /** Each route's path and what answers it; all are read with GET. */
  public static Map<String, Handler> all(TrailReader reader, Conventions conventions, Clock clock) {
    LokiHandlers lines = new LokiHandlers(reader, conventions, clock);
    LokiIndexHandlers index = new LokiIndexHandlers(reader, conventions, clock);
    LokiSampleHandlers samples = new LokiSampleHandlers(reader, conventions, clock);
    LokiTurns turns = new LokiTurns();
    Map<String, Handler> all = new LinkedHashMap<>();
    all.put(PREFIX + "query_range", turns.of(lines::range));
    all.put(PREFIX + "query", turns.of(lines::instant));
    all.put(PREFIX + "tail", lines::tail);
    all.put(PREFIX + "labels", index::labels);
    all.put(PREFIX + "label", index::labels);
    all.put(PREFIX + "label/{label}/values", index::values);
    all.put(PREFIX + "series", index::series);
    all.put(PREFIX + "index/stats", turns.of(index::stats));
    all.put(PREFIX + "index/volume", turns.of(index::volume));
    all.put(PREFIX + "index/volume_range", turns.of(index::volumeRange));
    all.put(PREFIX + "status/buildinfo", index::buildInfo);
    all.put(PREFIX + "detected_labels", samples::labels);
    all.put(PREFIX + "detected_fields", turns.of(samples::fields));
    all.put(PREFIX + "detected_field/{name}/values", turns.of(samples::values));
    all.put(PREFIX + "patterns", turns.of(samples::patterns));
    return all;
  }
}
