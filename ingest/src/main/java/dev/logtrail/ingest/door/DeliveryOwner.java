package dev.logtrail.ingest.door;

import java.util.function.UnaryOperator;

/**
 * Whose log data a delivery is, where its payload does not say so itself.
 *
 * @param account AWS account id; null or blank if not told
 * @param region AWS region; null or blank if not told
 */
record DeliveryOwner(String account, String region) {

  /** As the query parameters {@code account} and {@code region} tell it. */
  static DeliveryOwner ofQuery(UnaryOperator<String> query) {
    return new DeliveryOwner(query.apply("account"), query.apply("region"));
  }

  /** This one, with what it does not tell taken from another. */
  DeliveryOwner or(DeliveryOwner other) {
    return new DeliveryOwner(
        firstNonBlank(account, other.account), firstNonBlank(region, other.region));
  }

  private static String firstNonBlank(String first, String second) {
    if (first != null && !first.isBlank()) {
      return first.strip();
    }
    return second == null ? null : second.strip();
  }
}
