package dev.logtrail.ingest.source.cloudwatch;

import dev.logtrail.ingest.aws.AwsAccess;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * Which log groups are read.
 *
 * @param patterns names, patterns or ARNs, as the user wrote them
 * @param since how far back a group is read that was never read
 * @param access how AWS is reached
 */
public record LogGroupSettings(List<String> patterns, Duration since, AwsAccess access)
    implements Serializable {
  /**
   * Checks the patterns.
   *
   * @throws IllegalArgumentException if one cannot be; the message says what would be right
   */
  public LogGroupSettings {
    patterns = List.copyOf(patterns);
    patterns.forEach(LogGroupPattern::parse);
    if (since.isNegative()) {
      throw new IllegalArgumentException("since is " + since + "; right would be 0 or more");
    }
  }

  List<LogGroupPattern> parsed() {
    return patterns.stream().map(LogGroupPattern::parse).toList();
  }

  /** How a region is reached; null is that of the settings. */
  AwsAccess access(String region) {
    return region == null ? access : access.in(region);
  }

  /** What status calls it. */
  String feedName() {
    return String.join(",", patterns);
  }
}
