package dev.logtrail.ingest.live;

import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * A log group that can be followed live.
 *
 * @param account the account that owns it
 * @param region the region that it is in
 * @param name its name
 */
public record LiveGroup(String account, String region, String name) {
  /** As StartLiveTail takes it. */
  String arn() {
    String partition = PartitionMetadata.of(Region.of(region)).id();
    return "arn:%s:logs:%s:%s:log-group:%s".formatted(partition, region, account, name);
  }

  /** Whether a line is of it; AWS names groups by {@code account:name}, name or ARN. */
  boolean isNamed(String identifier) {
    return identifier.equals(name) || identifier.endsWith(":" + name);
  }
}
