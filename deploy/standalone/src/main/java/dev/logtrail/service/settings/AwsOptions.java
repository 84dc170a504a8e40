package dev.logtrail.service.settings;

import dev.logtrail.ingest.aws.AwsAccess;
import dev.logtrail.ingest.source.kinesis.KinesisSettings;
import dev.logtrail.ingest.source.kinesis.StartFrom;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The settings of what is read from AWS, and with whose credentials. */
public final class AwsOptions {
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
    boolean reads = !kinesis.isEmpty();
    if (!reads && (profile != null || role != null || endpoint != null)) {
      throw UserError.ofSettings(
          "--profile, --assume-role and --endpoint are for what is read from AWS: give --kinesis STREAM, too");
    }
    kinesis(null);
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
}
