package dev.logtrail.service;

import dev.logtrail.api.ApiParts;
import dev.logtrail.api.ApiServer;
import dev.logtrail.api.ApiSettings;
import dev.logtrail.api.alert.AlertSettings;
import dev.logtrail.api.alert.AlertTask;
import dev.logtrail.cost.CostEstimator;
import dev.logtrail.ingest.door.DoorSettings;
import dev.logtrail.ingest.door.Doors;
import dev.logtrail.ingest.door.Handover;
import dev.logtrail.ingest.invoke.RegionalInvoker;
import dev.logtrail.ingest.live.ProvisionalLines;
import dev.logtrail.job.JobSettings;
import dev.logtrail.job.database.DatabaseAccess;
import dev.logtrail.job.local.LocalJob;
import dev.logtrail.job.report.ProcessName;
import dev.logtrail.job.report.Reporter;
import dev.logtrail.service.data.DataDirectory;
import dev.logtrail.service.data.EmbeddedPostgresServer;
import dev.logtrail.service.settings.PriceOptions;
import dev.logtrail.service.settings.ServiceOptions;
import dev.logtrail.service.settings.UserError;
import dev.logtrail.store.change.ChangeFeed;
import dev.logtrail.store.deadletter.DeadLetterRetry;
import dev.logtrail.store.deadletter.DeadLetters;
import dev.logtrail.store.inbox.Inbox;
import dev.logtrail.store.postgres.Database;
import dev.logtrail.store.postgres.DatabaseSettings;
import dev.logtrail.store.upkeep.HeaderTask;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.text.NamePattern;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running program: database, inbox, API with ingest doors and page, job, background tasks; or
 * some of them, beside other processes on the same database. Parts start in this order and stop in
 * the reverse one. However it stops, nothing that was acknowledged is lost.
 */
public final class Service implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Service.class);

  private static final int ALERTS_PAUSE_S = 10;
  private static final int DEAD_LETTER_PAUSE_S = 5;
  private static final int CREDENTIALS_PAUSE_S = 5;
  private static final int SCHEMA_PAUSE_S = 5;

  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final ServiceOptions options;
  private final Set<Part> parts;
  private ApiServer api;
  private EmbeddedPostgresServer postgres;
  private DatabaseSettings databaseSettings;
  private Database database;

  private Service(ServiceOptions options, Set<Part> parts) {
    this.options = options;
    this.parts = parts;
  }

  /** Starts all parts in this process. */
  public static Service start(ServiceOptions options, Progress progress) {
    return start(options, Part.all(), progress);
  }

  /**
   * Starts some parts; returns when requests are answered. The job may still be starting then, or
   * stand by while another program on the same database runs one. A process of some parts waits for
   * its database.
   *
   * @param progress says which part takes long
   * @throws UserError if something the user can put right is wrong
   */
  public static Service start(ServiceOptions options, Set<Part> parts, Progress progress) {
    options.check();
    PartSettings.check(options, parts);
    options.logFormat().use();
    checkPort(options);
    Service service = new Service(options, parts);
    try {
      service.startParts(progress);
      return service;
    } catch (RuntimeException | Error e) {
      service.close();
      throw e;
    }
  }

  private void startParts(Progress progress) {
    AccessFiles files = own(AccessFiles.open(options.access(), options.logFormat()));
    ApiSettings settings = files.apply(options.api());
    Conventions conventions = options.conventions();
    boolean hasJob = parts.contains(Part.JOB);
    // Doors and API keep nothing outside the database.
    Path data = hasJob ? own(DataDirectory.take(options.data())).path() : options.data();
    Clock clock = Clock.systemUTC();
    databaseSettings = progress.during("Starting PostgreSQL", () -> database(data));
    database = progress.during("Preparing the store", () -> own(store()));
    Inbox inbox = own(database.openInbox(options.inboxBytes()));
    ChangeFeed feed = own(database.openChangeFeed());
    ThisProcess here = new ThisProcess(clock, postgres, hasJob);
    ProgramStatus status = new ProgramStatus(clock, parts, here, database::droppedEver);
    DeadLetters letters = database.deadLetters();
    DeadLetterRetry retry = new DeadLetterRetry(letters, inbox);
    ProvisionalLines.here().mask(options.redaction());
    Handover handover = RedactingHandover.over(new InboxHandover(inbox), options.redaction());
    DoorSettings doors = new DoorSettings(options.account(), options.region());
    PrometheusRegistry metrics = new PrometheusRegistry();
    CostEstimator costs = options.prices().estimator(data.resolve(PriceOptions.FILE));
    AlertSettings alerts = options.alerts();
    ApiParts apiParts =
        ApiParts.over(database.reader(), feed, clock)
            .doors(Doors.all(handover, doors, clock))
            .serves(parts.contains(Part.INGEST), parts.contains(Part.API))
            .status(status)
            .conventions(conventions)
            .live(ProvisionalLines.here())
            .costs(costs)
            .alerts(database.alerts(), alerts)
            .stats(database.stats(), options.stats())
            .deadLetters(letters, retry)
            .invoker(parts.contains(Part.API) ? invoker(clock) : null)
            .metrics(metrics)
            .build();
    api = own(ApiServer.start(settings, apiParts));
    if (hasJob) {
      here.watch(own(startJob(data, conventions)));
    }
    if (hasJob || parts.contains(Part.API)) {
      here.watch(startUpkeep(clock, conventions, alerts, costs));
      DeadLetterUpkeep letterUpkeep = new DeadLetterUpkeep(letters, retry, status::ownVersionRuns);
      here.watch(letterUpkeep);
      own(BackgroundTask.every(DEAD_LETTER_PAUSE_S, "dead-letters", letterUpkeep::run));
      if (options.otlp() != null) {
        own(OtlpExport.start(options.otlp(), database, feed, conventions, metrics));
      }
    }
    own(BackgroundTask.every(SCHEMA_PAUSE_S, "schema-level", () -> schemaProblem(here)));
    status.watch(
        own(
            Reporter.start(
                database.processes(),
                ProcessName.here(),
                Part.words(parts),
                here::report,
                parts.contains(Part.API))));
    WarmUp.run();
    database.reader().byRequestId("warm-up");
  }

  private Database store() {
    return parts.equals(Part.all())
        ? Database.open(databaseSettings)
        : StoreOpening.await(databaseSettings, options);
  }

  private String schemaProblem(ThisProcess here) {
    String problem = database.schemaLevel().problem();
    here.schemaProblem(problem);
    return problem;
  }

  /** Null where nothing may be invoked: nothing of AWS's is loaded then. */
  private RegionalInvoker invoker(Clock clock) {
    List<NamePattern> allowed = options.invoke().allowed();
    if (allowed == null) {
      return null;
    }
    RegionalInvoker invoker = own(new RegionalInvoker(options.awsAccess(), allowed, clock));
    own(
        BackgroundTask.every(
            CREDENTIALS_PAUSE_S,
            "invoke-credentials",
            () -> {
              invoker.look();
              return null;
            }));
    LOG.info(
        "Functions can be invoked from the page: {}",
        allowed.stream().map(NamePattern::text).collect(Collectors.joining(", ")));
    return invoker;
  }

  private JobSupervisor startJob(Path data, Conventions conventions) {
    DatabaseAccess access = DatabaseAccess.of(databaseSettings);
    JobSettings settings =
        JobSettings.of(options.parallelism(), conventions).withRedaction(options.redaction());
    return JobSupervisor.start(
        database.jobLease(ProcessName.here()),
        lease ->
            LocalJob.start(
                JobSources.of(options, access),
                access.withLease(lease.token()).writers(conventions),
                settings,
                data.resolve("checkpoints")));
  }

  private HeaderTask startUpkeep(
      Clock clock, Conventions conventions, AlertSettings alerts, CostEstimator costs) {
    HeaderTask headers = database.headers(clock, conventions);
    Upkeep upkeep =
        new Upkeep(database.upkeepLease())
            .every(2, "headers", headers)
            .every(
                60, "housekeeping", database.housekeeping(clock, options.retention(), conventions))
            .every(1, "grown-tables", database.grownTables())
            .every(2, "rollups", database.rollups())
            .every(2, "bloom-compactor", database.bloomCompactor(clock))
            .every(60, "day-compactor", database.dayCompactor(clock));
    own(upkeep);
    if (alerts != null) {
      upkeep.every(
          ALERTS_PAUSE_S,
          "alerts",
          new AlertTask(
              alerts,
              database.alerts(),
              database.reader(),
              database.stats(),
              costs,
              conventions,
              clock));
    }
    return headers;
  }

  private DatabaseSettings database(Path data) {
    DatabaseSettings theirs = options.database();
    if (theirs != null) {
      return theirs;
    }
    postgres = own(EmbeddedPostgresServer.start(data));
    return postgres.settings();
  }

  /** Checked before anything slow starts: a port that is in use is the most frequent mistake. */
  private static void checkPort(ServiceOptions options) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(options.address(), options.port()));
    } catch (IOException e) {
      throw new UserError(
          "cannot listen on %s port %d: %s. Stop what listens there, or choose another with --port or --host"
              .formatted(options.host(), options.port(), e.getMessage()),
          e);
    }
  }

  private <T extends AutoCloseable> T own(T part) {
    running.push(part);
    return part;
  }

  /** How many connections it opens, in a sentence for people. */
  public String connections() {
    return new ConnectionBudget(parts, databaseSettings.poolSize(), options.parallelism())
        .sentence(database);
  }

  /** How to reach its database. */
  public DatabaseSettings databaseSettings() {
    return databaseSettings;
  }

  /** Where it listens. */
  public int port() {
    return api.port();
  }

  @Override
  public void close() {
    if (postgres != null) {
      postgres.expectEnd();
    }
    while (!running.isEmpty()) {
      AutoCloseable part = running.pop();
      try {
        part.close();
      } catch (Exception e) {
        LOG.warn("{} did not stop cleanly: {}", part.getClass().getSimpleName(), e.toString());
      }
    }
  }
}
