package dev.logtrail.trail;

import java.util.Objects;

/**
 * One accepted request body (or Kinesis record), before it is decoded: what the inbox holds.
 *
 * @param source which way it came; {@link Source#LOG_RESULT} for an invocation
 * @param account the account told by headers, query or configuration; the payload's own comes first
 * @param region the region, told likewise
 * @param body the bytes as they came, possibly gzip
 * @param deadLetter the number of the dead letter that is tried again; null for a new delivery
 */
public record Delivery(Source source, String account, String region, byte[] body, Long deadLetter) {
  public Delivery {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(body, "body");
  }

  /** A new delivery. */
  public Delivery(Source source, String account, String region, byte[] body) {
    this(source, account, region, body, null);
  }
}
