package dev.logtrail.api;

import dev.logtrail.api.alert.AlertHandlers;
import dev.logtrail.api.deadletter.DeadLetterHandlers;
import dev.logtrail.api.execution.ExecutionHandlers;
import dev.logtrail.api.explain.ExplainHandlers;
import dev.logtrail.api.insight.InsightHandlers;
import dev.logtrail.api.loki.LokiRoutes;
import dev.logtrail.api.stats.FunctionHandlers;
import dev.logtrail.api.stats.StatsHandlers;
import dev.logtrail.api.tail.TailHandler;
import dev.logtrail.api.trails.FieldHandlers;
import dev.logtrail.api.trails.HistogramHandlers;
import dev.logtrail.api.trails.ListHandlers;
import dev.logtrail.api.trails.TrailHandlers;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;

/** The routes that answer readers. */
final class ReadRoutes {
  private final RoutesConfig routes;
  private final ApiParts parts;
  private final ThreadReserve reserve;

  ReadRoutes(RoutesConfig routes, ApiParts parts, ThreadReserve reserve) {
    this.routes = routes;
    this.parts = parts;
    this.reserve = reserve;
  }

  /** All of them, the live tail included. */
  void mount(TailHandler tail) {
    TrailHandlers trails =
        new TrailHandlers(
            parts.reader(), parts.conventions(), parts.live(), parts.costs(), parts.clock());
    ListHandlers lists =
        new ListHandlers(parts.reader(), parts.conventions(), parts.costs(), parts.clock());
    FunctionHandlers functions =
        new FunctionHandlers(parts.reader(), parts.stats(), parts.statsSettings(), parts.clock());
    StatsHandlers stats =
        new StatsHandlers(parts.stats(), parts.statsSettings(), parts.costs(), parts.clock());
    read(routes, "/api/v1/trails/<requestId>", reserve.asksStore(trails::request));
    read(routes, "/api/v1/trails", reserve.asksStore(lists::list));
    HistogramHandlers histogram =
        new HistogramHandlers(parts.reader(), parts.conventions(), parts.clock());
    read(routes, "/api/v1/histogram", reserve.asksStore(histogram::histogram));
    FieldHandlers fields = new FieldHandlers(parts.reader(), parts.conventions(), parts.clock());
    read(routes, "/api/v1/fields", reserve.asksStore(fields::fields));
    read(routes, "/api/v1/traces/<traceId>", reserve.asksStore(trails::trace));
    ExecutionHandlers executions =
        new ExecutionHandlers(parts.reader(), parts.conventions(), parts.costs(), parts.clock());
    read(routes, "/api/v1/executions/<execution>", reserve.asksStore(executions::execution));
    read(routes, "/api/v1/functions", reserve.asksStore(functions::functions));
    routes.get("/api/v1/tail", reserve.asksStore(tail::follow));
    read(routes, "/api/v1/stats", reserve.asksStore(stats::stats));
    InsightHandlers insights =
        new InsightHandlers(parts.reader(), parts.conventions(), parts.clock());
    read(routes, "/api/v1/insights", reserve.asksStore(insights::insights));
    read(routes, "/api/v1/witness/<requestId>", reserve.asksStore(insights::witness));
    ExplainHandlers explain =
        new ExplainHandlers(parts.reader(), parts.conventions(), parts.clock());
    read(routes, "/api/v1/explain/<requestId>", reserve.asksStore(explain::request));
    AlertHandlers alerts = new AlertHandlers(parts.alerts(), parts.alertSettings(), parts.clock());
    read(routes, "/api/v1/alerts", reserve.asksStore(alerts::list));
    LokiRoutes.all(parts.reader(), parts.conventions(), parts.clock())
        .forEach((path, handler) -> read(routes, path, reserve.asksStore(handler)));
    deadLetters();
  }

  private void deadLetters() {
    DeadLetterHandlers letters =
        new DeadLetterHandlers(parts.deadLetters(), parts.deadLetterRetry(), parts.clock());
    String all = "/api/v1/dead-letters";
    read(routes, all, reserve.asksStore(letters::list));
    read(routes, all + "/{id}", reserve.asksStore(letters::one));
    routes.post(all + "/retry", reserve.asksStore(letters::retryMany));
    routes.post(all + "/{id}/retry", reserve.asksStore(letters::retryOne));
    routes.delete(all, reserve.asksStore(letters::deleteMany));
    routes.delete(all + "/{id}", reserve.asksStore(letters::deleteOne));
  }

  /** A route to read: HEAD runs the same and leaves the body out. */
  static void read(RoutesConfig routes, String path, Handler handler) {
    routes.get(path, handler);
    routes.head(path, handler);
  }
}
