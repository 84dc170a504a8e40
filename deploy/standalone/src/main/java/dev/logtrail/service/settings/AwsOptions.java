package dev.logtrail.service.settings;

import dev.logtrail.ingest.aws.AwsAccess;
import dev.logtrail.ingest.aws.AwsAccounts;
import dev.logtrail.ingest.source.cloudwatch.LogGroupSettings;
import dev.logtrail.ingest.source.kinesis.KinesisSettings;
import dev.logtrail.ingest.source.kinesis.StartFrom;
import dev.logtrail.ingest.source.s3.S3Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The settings of what is read from AWS, and with whose credentials. */
public final class AwsOptions {
  private static final String DEFAULT_SINCE = "1h";
  private static final Pattern LENGTH = Pattern.compile("([0-9]{1,5})([smhd])");

  @Option(
      names = "--kinesis",
      split = ",",
      paramLabel = "STREAM",
      description =
          "Reads Kinesis streams to which CloudWatch Logs subscriptions write: names, or ARNs of"
              + " other regions.")
  private List<String> kinesis = new ArrayList<>();

  @Option(
      names = "--from",
      paramLabel = "WHERE",
      description =
          "Where a stream begins that was never read: latest, trim_horizon, or a time such as"
              + " 2026-11-28T10:00:00Z (default: latest).")
  private String from;

  @Option(
      names = "--log-group",
      split = ",",
      paramLabel = "PATTERN",
      description =
          "Reads log groups by the CloudWatch Logs API: names or patterns such as '/aws/lambda/*',"
              + " or ARNs with either.")
  private List<String> logGroups = new ArrayList<>();

  @Option(
      names = "--s3",
      split = ",",
      paramLabel = "PLACE",
      description =
          "Reads objects of S3, new ones as they appear: what Firehose or export tasks of"
              + " CloudWatch Logs put under s3://bucket/prefix; ?log-group=NAME behind it names the"
              + " group where objects do not.")
  private List<String> s3 = new ArrayList<>();

  @Option(
      names = "--s3-once",
      description =
          "Reads what is at the places of --s3 and looks for nothing more; status and page say when"
              + " that is done.")
  private boolean s3Once;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description =
          "How far back a log group is read that was never read, such as 30m, 1h or 7d (default:"
              + " 1h).")
  private String since;

  @Option(
      names = "--live-tail",
      description =
          "Shows lines of log groups that somebody follows as soon as AWS's Live Tail tells of"
              + " them, marked as provisional until they are read. AWS charges it by the minute.")
  private boolean liveTail;

  @Mixin private final AwsAccessOptions access = new AwsAccessOptions();

  /**
   * Checks the settings.
   *
   * @param invokes whether functions may be invoked, with the same credentials
   * @throws UserError if one cannot be; the message says what would be right
   */
  public void check(boolean invokes) {
    if (from != null && kinesis.isEmpty()) {
      throw UserError.ofSettings("--from says where --kinesis begins: give --kinesis STREAM, too");
    }
    if (since != null && logGroups.isEmpty() && s3.isEmpty()) {
      throw UserError.ofSettings(
          "--since says how far back --log-group or --s3 is read: give --log-group PATTERN, too");
    }
    if (s3Once && s3.isEmpty()) {
      throw UserError.ofSettings(
          "--s3-once ends the reading of --s3: give --s3 s3://bucket/prefix, too");
    }
    if (liveTail && logGroups.isEmpty()) {
      throw UserError.ofSettings(
          "--live-tail is for what --log-group reads: give --log-group PATTERN, too");
    }
    boolean reads = !kinesis.isEmpty() || !logGroups.isEmpty() || !s3.isEmpty();
    if (!reads && !invokes && access.isGiven()) {
      throw UserError.ofSettings(
          "--profile, --assume-role and --endpoint are for what is read from AWS or invoked: give"
              + " --kinesis STREAM, --log-group PATTERN, --s3 PLACE or --allow-invoke, too");
    }
    kinesis(null);
    logGroups(null);
    s3(null, "", "");
  }

  /**
   * Which places in S3 are read; null for none.
   *
   * @param region the region; null to let the SDK find it
   * @param eventAccount the account of events that name none
   * @param eventRegion the region of events that name none
   * @throws UserError if a setting cannot be
   */
  public S3Settings s3(String region, String eventAccount, String eventRegion) {
    if (s3.isEmpty()) {
      return null;
    }
    Duration back = since == null ? null : since();
    AwsAccess reached = access.access(region);
    try {
      return new S3Settings(s3, back, reached, eventAccount, eventRegion, s3Once);
    } catch (IllegalArgumentException e) {
      throw UserError.ofSettings("--s3: " + e.getMessage());
    }
  }

  /**
   * Which Kinesis streams are read; null for none.
   *
   * @param region the region; null to let the SDK find it
   * @throws UserError if a setting cannot be
   */
  public KinesisSettings kinesis(String region) {
    if (kinesis.isEmpty()) {
      return null;
    }
    AwsAccounts reached = access.accounts(region);
    StartFrom start = from();
    try {
      return new KinesisSettings(kinesis, start, reached);
    } catch (IllegalArgumentException e) {
      throw UserError.ofSettings("--kinesis: " + e.getMessage());
    }
  }

  private StartFrom from() {
    try {
      return from == null ? StartFrom.LATEST : StartFrom.parse(from);
    } catch (IllegalArgumentException e) {
      throw UserError.ofSettings("--from: " + e.getMessage());
    }
  }

  /**
   * Which log groups are read; null for none.
   *
   * @param region the region; null to let the SDK find it
   * @throws UserError if a setting cannot be
   */
  public LogGroupSettings logGroups(String region) {
    if (logGroups.isEmpty()) {
      return null;
    }
    Duration back = since();
    AwsAccounts reached = access.accounts(region);
    try {
      return new LogGroupSettings(logGroups, back, reached, liveTail);
    } catch (IllegalArgumentException e) {
      throw UserError.ofSettings("--log-group: " + e.getMessage());
    }
  }

  private Duration since() {
    Matcher length = LENGTH.matcher(since == null ? DEFAULT_SINCE : since);
    if (!length.matches()) {
      throw UserError.ofSettings(
          "--since is '%s'; right would be a length of time such as 30m, 1h or 7d"
              .formatted(since));
    }
    long n = Long.parseLong(length.group(1));
    return switch (length.group(2)) {
      case "s" -> Duration.ofSeconds(n);
      case "m" -> Duration.ofMinutes(n);
      case "h" -> Duration.ofHours(n);
      default -> Duration.ofDays(n);
    };
  }

  /**
   * The accounts that are read.
   *
   * @param region the region; null to let the SDK find it
   * @throws UserError if a setting cannot be
   */
  public AwsAccounts accounts(String region) {
    return access.accounts(region);
  }

  /**
   * How the first of them is reached, which is that of functions that are invoked.
   *
   * @param region the region; null to let the SDK find it
   * @throws UserError if a setting cannot be
   */
  public AwsAccess access(String region) {
    return access.accounts(region).access();
  }
}
