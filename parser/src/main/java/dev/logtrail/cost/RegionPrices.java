package dev.logtrail.cost;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;

/**
 * The prices of one region, in US dollars; null where a price is not known.
 *
 * @param region such as {@code eu-west-1}
 * @param from first UTC day of these prices; null: of all days for which there are no others
 * @param request for one request
 * @param compute by architecture; one that is not known is missing
 * @param snapStartCacheGbSecond keeping a snapshot
 * @param snapStartRestoreGb restoring one, by memory size
 */
public record RegionPrices(
    String region,
    LocalDate from,
    BigDecimal request,
    Map<Architecture, ComputePrices> compute,
    BigDecimal snapStartCacheGbSecond,
    BigDecimal snapStartRestoreGb) {
  public RegionPrices {
    Objects.requireNonNull(region, "region");
    compute = Map.copyOf(compute);
  }
}
