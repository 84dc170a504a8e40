package dev.logtrail.service.settings;

import dev.logtrail.api.ApiSettings;
import dev.logtrail.api.alert.AlertSettings;
import dev.logtrail.api.otlp.OtlpSettings;
import dev.logtrail.api.stats.StatsSettings;
import dev.logtrail.ingest.aws.AwsAccess;
import dev.logtrail.ingest.source.cloudwatch.LogGroupSettings;
import dev.logtrail.ingest.source.kinesis.KinesisSettings;
import dev.logtrail.ingest.source.s3.S3Settings;
import dev.logtrail.limit.DeliveryLimits;
import dev.logtrail.redact.Redaction;
import dev.logtrail.store.postgres.DatabaseSettings;
import dev.logtrail.store.upkeep.RetentionLimits;
import dev.logtrail.structured.convention.Conventions;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The settings of the service: what `up` takes as flags, variables or a file's keys. */
public final class ServiceOptions {
  private static final String DEFAULT_REGION = "us-east-1";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = ".logtrail",
      description =
          "Where everything is kept (default: .logtrail here). Survives restarts and kill -9.")
  private Path data;

  @Mixin private final ListenOptions listen = new ListenOptions();

  @Mixin private final DatabaseOptions database = new DatabaseOptions();

  @Option(
      names = "--account",
      defaultValue = "000000000000",
      description = "AWS account of payloads that name none (default: 000000000000).")
  private String account;

  @Option(
      names = "--region",
      description =
          "AWS region of payloads that name none, as subscription payloads never do (default: "
              + DEFAULT_REGION
              + "), and of what is read from AWS (default: as the AWS CLI finds it).")
  private String region;

  @Option(
      names = "--retention-days",
      paramLabel = "DAYS",
      description = "Trails older than this are deleted (default: kept for ever).")
  private Integer retentionDays;

  @Option(
      names = "--conventions",
      paramLabel = "FILE",
      description =
          "JSON file that names the fields of loggers which are not known already (README:"
              + " Structured logs).")
  private Path conventionsFile;

  @Option(
      names = "--log-format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description =
          "How this program logs to stderr: text, or json with one object a line (default: text).")
  private LogFormat logFormat;

  @Option(
      names = "--redact",
      paramLabel = "RULES",
      split = ",",
      description =
          "Masks secrets before anything is stored: builtin, names of built-in rules, -name to"
              + " leave one out, files of your own rules (default: nothing).")
  private List<String> redact = new ArrayList<>();

  @Mixin private final PriceOptions prices = new PriceOptions();

  @Mixin private final FunctionOptions functions = new FunctionOptions();

  @Mixin private final AccessOptions access = new AccessOptions();

  @Mixin private final AwsOptions aws = new AwsOptions();

  @Option(
      names = "--alerts",
      paramLabel = "FILE",
      description =
          "YAML file of rules that are looked at every 10 s, and of who is told when one begins to"
              + " fire and when it is over (README: Alerts).")
  private Path alerts;

  @Mixin private final OtlpOptions otlp = new OtlpOptions();

  @Mixin private final InvokeOptions invoke = new InvokeOptions();

  @Option(
      names = "--inbox-mb",
      paramLabel = "MB",
      defaultValue = "" + (DeliveryLimits.INBOX_BYTES >> 20),
      description =
          "Megabytes of deliveries that may wait to be stored; beyond, senders are told 503 and"
              + " when to try again (default: ${DEFAULT-VALUE}).")
  private int inboxMb;

  @Option(
      names = "--parallelism",
      defaultValue = "2",
      description = "Tasks that read and decode deliveries, and that assemble trails (default: 2).")
  private int parallelism;

  /**
   * Checks the values.
   *
   * @throws UserError if a value cannot be; the message says what would be right
   */
  public void check() {
    if (parallelism < 1 || parallelism > 64) {
      throw UserError.ofSettings("--parallelism is " + parallelism + "; right would be 1 to 64");
    }
    if (inboxMb < 1) {
      throw UserError.ofSettings("--inbox-mb is " + inboxMb + "; right would be 1 or more");
    }
    if (retentionDays != null && retentionDays < 1) {
      throw UserError.ofSettings(
          "--retention-days is " + retentionDays + "; right would be 1 or more");
    }
    ListenOptions.notBlank("--account", account, "a number such as 123456789012");
    ListenOptions.notBlank("--region", region, "a region such as eu-west-1");
    listen.check(access, invoke);
    database();
    conventions();
    redaction();
    prices.check();
    functions.check();
    aws.check(invoke.isGiven());
    otlp();
    alerts();
  }

  /**
   * Where and for whom the API listens.
   *
   * @throws UserError if port or origins cannot be
   */
  public ApiSettings api() {
    return listen.api(access, invoke);
  }

  /**
   * The user's own PostgreSQL server; null for the embedded one.
   *
   * @throws UserError if {@code --db} is no URL of one
   */
  public DatabaseSettings database() {
    return database.database();
  }

  /**
   * How fields of JSON lines are recognised: the user's file before the built-in table.
   *
   * @throws UserError if the file cannot be used
   */
  public Conventions conventions() {
    return ConventionsFile.read(conventionsFile);
  }

  /**
   * What is masked before it is stored.
   *
   * @throws UserError if a rule or a file cannot be used
   */
  public Redaction redaction() {
    return RedactionSetting.read("--redact", redact);
  }

  /**
   * The address that {@code host} names.
   *
   * @throws UserError if it names none
   */
  public InetAddress address() {
    return listen.address();
  }

  /** The directory that everything is kept in. */
  public Path data() {
    return data;
  }

  /** The address to listen on, as it was given. */
  public String host() {
    return listen.host();
  }

  /** The port to listen on; 0 takes a free one. */
  public int port() {
    return listen.port();
  }

  /** The AWS account of payloads that name none. */
  public String account() {
    return account;
  }

  /** The AWS region of payloads that name none. */
  public String region() {
    return region == null ? DEFAULT_REGION : region;
  }

  /** Which log groups are read; null for none. */
  public LogGroupSettings logGroups() {
    return aws.logGroups(region);
  }

  /** Which Kinesis streams are read; null for none. */
  public KinesisSettings kinesis() {
    return aws.kinesis(region);
  }

  /** Which places in S3 are read; null for none. */
  public S3Settings s3() {
    return aws.s3(region, account(), region());
  }

  /** What the page may invoke. */
  public InvokeOptions invoke() {
    return invoke;
  }

  /**
   * When operators are told, and how; null for never.
   *
   * @throws UserError if the file cannot be used
   */
  public AlertSettings alerts() {
    return alerts == null ? null : AlertsFile.read(alerts);
  }

  /** Where trails are handed to by OTLP; null for nowhere. */
  public OtlpSettings otlp() {
    return otlp.settings();
  }

  /** How AWS is reached where functions are invoked. */
  public AwsAccess awsAccess() {
    return aws.access(region);
  }

  /** The Bearer token that ingest needs, a secret; null if it needs none. */
  public String ingestToken() {
    return listen.ingestToken();
  }

  /** Who may call, beside the two plain tokens. */
  public AccessOptions access() {
    return access;
  }

  /** How many bytes of deliveries may wait to be stored. */
  public long inboxBytes() {
    return (long) inboxMb << 20;
  }

  /** How the program writes its own log. */
  public LogFormat logFormat() {
    return logFormat;
  }

  /** Parallel tasks that assemble trails. */
  public int parallelism() {
    return parallelism;
  }

  /** What costs depend on. */
  public PriceOptions prices() {
    return prices;
  }

  /** What statistics need to know of functions. */
  public StatsSettings stats() {
    return functions.stats();
  }

  /** How long things are kept. */
  public RetentionLimits retention() {
    return functions.limits(retentionDays);
  }

  /** Without secrets, so that none reaches a log. */
  @Override
  public String toString() {
    return "ServiceOptions[data=%s, %s]".formatted(data, listen);
  }
}
