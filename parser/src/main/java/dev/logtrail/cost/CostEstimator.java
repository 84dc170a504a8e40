package dev.logtrail.cost;

import dev.logtrail.trail.TrailHeader;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;

/**
 * Estimates costs from what reports print and a price table tells. Where a price is not known there
 * is no cost; it is never taken from another region.
 *
 * @param table the prices
 * @param billing what logs do not tell of functions
 */
public record CostEstimator(PriceTable table, FunctionBilling billing) {
  /** What a bill may hold and no estimate does, in words. */
  public static final List<String> LEAVES_OUT =
      List.of(
          "free tier",
          "Savings Plans, private discounts and taxes",
          "provisioned concurrency while idle",
          "snapshots kept for SnapStart",
          "instances of Lambda Managed Instances",
          "storage in /tmp above 512 MB",
          "streamed responses above 6 MB",
          "further 64 KB chunks of large asynchronous events",
          "requests without a REPORT");

  public CostEstimator {
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(billing, "billing");
  }

  /** The built-in prices; every function x86_64 on demand. */
  public static CostEstimator standard() {
    return new CostEstimator(PriceTable.builtIn(), FunctionBilling.DEFAULT);
  }

  /** What a request costs, at the first tier; null if report or price are not known. */
  public Cost of(TrailHeader header) {
    if (header.key().isEnvironment() || header.report() == null) {
      return null;
    }
    boolean onlyRequest = billing.mode(header.functionName()) == BillingMode.MANAGED_INSTANCES;
    Usage usage = onlyRequest ? new Usage(1, 0, 0) : Usage.of(header.report());
    if (usage == null) {
      return null;
    }
    long at = header.startedAt() == null ? 0 : header.startedAt();
    return of(header.functionName(), header.key().stream().region(), day(at), usage);
  }

  /** What a function's usage of one day costs, at the first tier; null if a price is not known. */
  public Cost of(String functionName, String region, LocalDate day, Usage usage) {
    RegionPrices prices = table.of(region, day);
    if (prices == null || prices.request() == null) {
      return null;
    }
    BillingMode mode = billing.mode(functionName);
    BigDecimal requests = prices.request().multiply(BigDecimal.valueOf(usage.requests()));
    if (mode == BillingMode.MANAGED_INSTANCES) {
      return new Cost(BigDecimal.ZERO, requests, table.version());
    }
    ComputePrices compute = prices.compute().get(billing.architecture(functionName));
    BigDecimal gbSecond = compute == null ? null : gbSecond(compute, mode);
    BigDecimal restores = restores(prices, mode, usage);
    if (gbSecond == null || restores == null) {
      return null;
    }
    BigDecimal duration = usage.gbSeconds().multiply(gbSecond);
    return new Cost(duration.add(restores), requests, table.version());
  }

  private static BigDecimal gbSecond(ComputePrices compute, BillingMode mode) {
    return mode == BillingMode.PROVISIONED ? compute.provisionedGbSecond() : compute.firstTier();
  }

  /** US dollars for restores; null if their price is not known. */
  static BigDecimal restores(RegionPrices prices, BillingMode mode, Usage usage) {
    if (mode != BillingMode.SNAP_START || usage.restoredMb() == 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal price = prices.snapStartRestoreGb();
    return price == null ? null : usage.restoredGb().multiply(price);
  }

  /** The UTC day of epoch ms. */
  public static LocalDate day(long epochMs) {
    return Instant.ofEpochMilli(epochMs).atZone(ZoneOffset.UTC).toLocalDate();
  }
}
