package dev.logtrail.api;

import dev.logtrail.api.access.Access;
import dev.logtrail.api.alert.AlertHandlers;
import dev.logtrail.api.deadletter.DeadLetterHandlers;
import dev.logtrail.api.execution.ExecutionHandlers;
import dev.logtrail.api.explain.ExplainHandlers;
import dev.logtrail.api.http.Exchange;
import dev.logtrail.api.http.FaultAnswers;
import dev.logtrail.api.http.QueryEncoding;
import dev.logtrail.api.insight.InsightHandlers;
import dev.logtrail.api.invoke.InvokeRoutes;
import dev.logtrail.api.loki.LokiRoutes;
import dev.logtrail.api.loki.LokiTail;
import dev.logtrail.api.mcp.McpRoutes;
import dev.logtrail.api.mcp.McpTools;
import dev.logtrail.api.page.PageFiles;
import dev.logtrail.api.stats.FunctionHandlers;
import dev.logtrail.api.stats.StatsHandlers;
import dev.logtrail.api.status.Completeness;
import dev.logtrail.api.status.Readiness;
import dev.logtrail.api.status.StatusHandlers;
import dev.logtrail.api.tail.TailHandler;
import dev.logtrail.api.tls.TlsException;
import dev.logtrail.api.tls.TlsServer;
import dev.logtrail.api.trails.FieldHandlers;
import dev.logtrail.api.trails.HistogramHandlers;
import dev.logtrail.api.trails.ListHandlers;
import dev.logtrail.api.trails.TrailHandlers;
import dev.logtrail.ingest.door.Door;
import dev.logtrail.limit.MemoryBudgets;
import dev.logtrail.limit.ServerLimits;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.compression.Gzip;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import java.util.List;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP server: API, live tail, ingest doors and page. */
public final class ApiServer implements AutoCloseable {
  private static final int GZIP_LEVEL = 6;

  /** Smaller ones fit into a packet anyway. */
  private static final int GZIP_FROM_BYTES = 1_024;

  private final Javalin javalin;
  private final TailHandler tail;
  private final LokiTail lines;
  private final ThreadReserve reserve;
  private final IngestThreads ingest;
  private final InvokeRoutes invokes;
  private final McpRoutes mcp;
  private final Readiness readiness;
  private final TlsServer tls;

  private ApiServer(
      Javalin javalin,
      TailHandler tail,
      LokiTail lines,
      ThreadReserve reserve,
      IngestThreads ingest,
      InvokeRoutes invokes,
      McpRoutes mcp,
      Readiness readiness,
      TlsServer tls) {
    this.javalin = javalin;
    this.reserve = reserve;
    this.tail = tail;
    this.lines = lines;
    this.ingest = ingest;
    this.invokes = invokes;
    this.mcp = mcp;
    this.readiness = readiness;
    this.tls = tls;
  }

  /**
   * Starts to listen.
   *
   * @param settings where and for whom
   * @param parts what to answer from; not closed with the server
   * @return the running server
   * @throws IllegalArgumentException if certificate or key cannot be used; says what would be right
   * @throws RuntimeException if the address cannot be bound; the message names it
   */
  public static ApiServer start(ApiSettings settings, ApiParts parts) {
    TlsServer tls = tls(settings, parts);
    Access access = new Access(settings.access(), settings.host(), parts.clock(), System::nanoTime);
    ApiMetrics metrics = new ApiMetrics(parts.metrics(), parts.status().ofThisProcess());
    TailHandler tail =
        new TailHandler(
            parts.feed(),
            parts.reader(),
            parts.conventions(),
            parts.live(),
            parts.costs(),
            parts.clock(),
            metrics::reset);
    metrics.tailClients(tail::clients);
    metrics.budgets(MemoryBudgets.ofThisProcess());
    IngestThreads ingest = new IngestThreads(MemoryBudgets.ofThisProcess().requests());
    LokiTail lines =
        new LokiTail(
            parts.reader(), parts.conventions(), parts.feed(), tail.places(), parts.clock());
    InvokeRoutes invokes = new InvokeRoutes(parts.invoker(), parts.doors(), parts.clock());
    McpRoutes mcp = new McpRoutes(tools(parts));
    Readiness readiness = new Readiness(parts.reader());
    ThreadReserve reserve = new ThreadReserve();
    FaultAnswers faults = new FaultAnswers(parts.doors());
    List<Door> open = parts.takesDeliveries() ? parts.doors() : List.of();
    DoorHandler doors = new DoorHandler(open, access, faults, metrics, ingest);
    try {
      Javalin javalin =
          Javalin.create(
              config -> {
                configure(config, reserve, doors, access);
                if (tls != null) {
                  config.jetty.addConnector(
                      (server, http) ->
                          tls.connector(server, http, settings.host(), settings.port()));
                }
                before(config.routes, access, faults, metrics);
                for (String path : List.of("/api/v1/*", "/loki/api/v1/*", McpRoutes.PATH)) {
                  config.routes.before(path, ctx -> Completeness.tell(ctx, parts.status()));
                }
                StatusHandlers status =
                    new StatusHandlers(readiness, parts.feed(), parts.status(), parts.clock());
                health(config.routes, status, metrics, reserve);
                IngestRoutes.mount(config.routes, open);
                if (parts.answersReaders()) {
                  routes(config.routes, parts, tail, reserve);
                  invokes.mount(config.routes, ingest::read);
                  mcp.mount(config.routes, ingest::read);
                  lines.mount(config.routes, access::checkUpgrade);
                  PageFiles.routes().forEach((path, file) -> read(config.routes, path, file));
                }
                Elsewhere.mount(config.routes, parts.takesDeliveries(), parts.answersReaders());
              });
      javalin.start(settings.host(), settings.port());
      return new ApiServer(javalin, tail, lines, reserve, ingest, invokes, mcp, readiness, tls);
    } catch (RuntimeException e) {
      tail.close();
      lines.close();
      invokes.close();
      mcp.close();
      ingest.close();
      readiness.close();
      if (tls != null) {
        tls.close();
      }
      throw e;
    }
  }

  private static TlsServer tls(ApiSettings settings, ApiParts parts) {
    try {
      return settings.tls() == null ? null : new TlsServer(settings.tls(), parts.clock());
    } catch (TlsException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static McpTools tools(ApiParts parts) {
    StatsHandlers stats =
        new StatsHandlers(parts.stats(), parts.statsSettings(), parts.costs(), parts.clock());
    return new McpTools(
        parts.reader(),
        parts.conventions(),
        parts.live(),
        parts.feed(),
        stats,
        parts.stats(),
        parts.clock());
  }

  private static void configure(
      JavalinConfig config, ThreadReserve reserve, DoorHandler doors, Access access) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.http.prefer405over404 = true;
    config.http.compressionStrategy = compression();
    config.jetty.threadPool = new QueuedThreadPool(ServerLimits.HTTP_THREADS, 8);
    config.jetty.modifyServer(
        server -> {
          server.setErrorHandler(FaultAnswers.beforeRoutes());
          reserve.setHandler(doors);
          server.setHandler(reserve);
          server.setRequestLog(access.requestEnd());
        });
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
  }

  /** Of answers made in memory; streamed ones have their own, and the live tail has none. */
  private static CompressionStrategy compression() {
    CompressionStrategy gzip = new CompressionStrategy(null, new Gzip(GZIP_LEVEL));
    gzip.setDefaultMinSizeForCompression(GZIP_FROM_BYTES);
    return gzip;
  }

  private static void before(
      RoutesConfig routes, Access access, FaultAnswers faults, ApiMetrics metrics) {
    routes.before(metrics::begin);
    routes.before(access::check);
    routes.before(ctx -> QueryEncoding.check(Exchange.of(ctx)));
    routes.after(metrics::end);
    faults.mapOn(routes);
  }

  private static void routes(
      RoutesConfig routes, ApiParts parts, TailHandler tail, ThreadReserve reserve) {
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
    deadLetters(routes, parts, reserve);
  }

  private static void deadLetters(RoutesConfig routes, ApiParts parts, ThreadReserve reserve) {
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

  private static void health(
      RoutesConfig routes, StatusHandlers status, ApiMetrics metrics, ThreadReserve reserve) {
    read(routes, "/api/v1/status", reserve.asksStore(status::status));
    read(routes, "/healthz/live", status::live);
    read(routes, "/healthz/ready", status::ready);
    read(routes, "/metrics", metrics::page);
  }

  /** A route to read: HEAD runs the same and leaves the body out. */
  private static void read(RoutesConfig routes, String path, Handler handler) {
    routes.get(path, handler);
    routes.head(path, handler);
  }

  /** The server beneath, for tests that look at its routes. */
  Javalin javalin() {
    return javalin;
  }

  /** The port it listens on. */
  public int port() {
    return javalin.port();
  }

  /** Stops to listen; requests under way end. */
  @Override
  public void close() {
    tail.close();
    lines.close();
    reserve.drain(ServerLimits.STOP_MS);
    invokes.close();
    mcp.close();
    javalin.stop();
    ingest.close();
    readiness.close();
    if (tls != null) {
      tls.close();
    }
  }
}
