package dev.logtrail.service.settings;

import dev.logtrail.ingest.aws.AwsAccess;
import dev.logtrail.ingest.source.cloudwatch.LogGroupSettings;
import dev.logtrail.ingest.source.kinesis.KinesisSettings;
import dev.logtrail.ingest.source.kinesis.StartFrom;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
          "Reads Kinesis streams to which CloudWatch Logs subscriptions write: names, or ARNs of other regions.")
  private List<String> kinesis = new ArrayList<>();

  @Option(
      names = "--from",
      paramLabel = "WHERE",
      description =
          "Where a stream begins that was never read: latest, trim_horizon, or a time such as 2026-11-28T10:00:00Z (default: latest).")
  private String from;

  @Option(
      names = "--log-group",
      split = ",",
      paramLabel = "PATTERN",
      description =
          "Reads log groups by the CloudWatch Logs API: names or patterns such as '/aws/lambda/*', or ARNs with either.")
  private List<String> logGroups = new ArrayList<>();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description =
          "How far back a log group is read that was never read, such as 30m, 1h or 7d (default: 1h).")
  private String since;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "Profile of the AWS configuration (default: as the AWS CLI finds it).")
  private String profile;

  @Option(
      names = "--assume-role",
      paramLabel = "ARN",
      description = "Role to assume before AWS is called, such as one of another account.")
  private String role;

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description = "Address to call instead of AWS's, for emulators and VPC endpoints.")
  private String endpoint;

  /**
   * Checks the settings.
   *
   * @throws UserError if one cannot be; the message says what would be right
   */
  void check() {
    if (from != null && kinesis.isEmpty()) {
      throw UserError.ofSettings("--from says where --kinesis begins: give --kinesis STREAM, too");
    }
    if (since != null && logGroups.isEmpty()) {
      throw UserError.ofSettings(
          "--since says how far back --log-group is read: give --log-group PATTERN, too");
    }
    boolean reads = !kinesis.isEmpty() || !logGroups.isEmpty();
    if (!reads && (profile != null || role != null || endpoint != null)) {
      throw UserError.ofSettings(
          "--profile, --assume-role and --endpoint are for what is read from AWS: give --kinesis STREAM or --log-group PATTERN, too");
    }
    kinesis(null);
    logGroups(null);
  }

  /**
   * How AWS is reached.
   *
   * @param region the region; null to let the SDK find it
   * @throws UserError if a setting cannot be
   */
  public AwsAccess access(String region) {
    if (role != null && !role.matches("arn:aws[a-z-]*:iam::[0-9]{12}:role/.+")) {
      throw UserError.ofSettings(
          "--assume-role is '%s'; right would be the ARN of a role, such as arn:aws:iam::123456789012:role/logtrail"
              .formatted(role));
    }
    return new AwsAccess(region, endpoint(), profile, role);
  }

  private URI endpoint() {
    if (endpoint == null) {
      return null;
    }
    try {
      URI uri = new URI(endpoint);
      if (uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Said below.
    }
    throw UserError.ofSettings(
        "--endpoint is '%s'; right would be a URL such as http://127.0.0.1:4568"
            .formatted(endpoint));
  }

  /**
   * Which Kinesis streams are read; null for none.
   *
   * @param region as {@link #access}
   * @throws UserError if a setting cannot be
   */
  public KinesisSettings kinesis(String region) {
    if (kinesis.isEmpty()) {
      return null;
    }
    AwsAccess access = access(region);
    StartFrom start = from();
    try {
      return new KinesisSettings(kinesis, start, access);
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
   * @param region as {@link #access}
   * @throws UserError if a setting cannot be
   */
  public LogGroupSettings logGroups(String region) {
    if (logGroups.isEmpty()) {
      return null;
    }
    Duration back = since();
    AwsAccess access = access(region);
    try {
      return new LogGroupSettings(logGroups, back, access);
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
}
