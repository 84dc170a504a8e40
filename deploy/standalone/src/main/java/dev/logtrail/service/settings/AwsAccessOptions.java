package dev.logtrail.service.settings;

import dev.logtrail.ingest.aws.AwsAccess;
import dev.logtrail.ingest.aws.AwsAccounts;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** With whose credentials AWS is called, and where it is. */
public final class AwsAccessOptions {
  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "Profile of the AWS configuration (default: as the AWS CLI finds it).")
  private String profile;

  @Option(
      names = "--assume-role",
      split = ",",
      paramLabel = "ARN",
      description =
          "Role to assume before AWS is called, such as one of another account. Several: the"
              + " accounts of all of them are read.")
  private List<String> roles = new ArrayList<>();

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description = "Address to call instead of AWS's, for emulators and VPC endpoints.")
  private String endpoint;

  /** Whether one of them was given. */
  boolean isGiven() {
    return profile != null || !roles.isEmpty() || endpoint != null;
  }

  /**
   * How AWS is reached by who speaks to one account.
   *
   * @param region the region; null to let the SDK find it
   * @throws UserError if a setting cannot be; the message says what would be right
   */
  public AwsAccess access(String region) {
    if (roles.size() > 1) {
      throw UserError.ofSettings(
          "--assume-role is given %d times; right would be one, since one account is called"
              .formatted(roles.size()));
    }
    return accounts(region).access();
  }

  /**
   * How the accounts are reached.
   *
   * @param region the region; null to let the SDK find it
   * @throws UserError if a setting cannot be; the message says what would be right
   */
  AwsAccounts accounts(String region) {
    for (String role : roles) {
      if (!role.matches("arn:aws[a-z-]*:iam::[0-9]{12}:role/.+")) {
        throw UserError.ofSettings(
            "--assume-role is '%s'; right would be the ARN of a role, such as arn:aws:iam::123456789012:role/logtrail"
                .formatted(role));
      }
    }
    try {
      return new AwsAccounts(new AwsAccess(region, endpoint(), profile, null), roles);
    } catch (IllegalArgumentException e) {
      throw UserError.ofSettings("--assume-role: " + e.getMessage());
    }
  }

  private URI endpoint() {
    if (endpoint == null) {
      return null;
    }
    try {
      URI uri = new URI(endpoint);
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (uri.getHost() != null && http) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Said below.
    }
    throw UserError.ofSettings(
        "--endpoint is '%s'; right would be a URL such as http://127.0.0.1:4568"
            .formatted(endpoint));
  }
}
