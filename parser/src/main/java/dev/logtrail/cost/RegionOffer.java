package dev.logtrail.cost;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What AWS's list offers in one region, gathered price by price. Not thread-safe. */
final class RegionOffer {
  private final String region;
  private final Set<String> skus = new HashSet<>();
  private final Map<OfferedPrice, List<Tier>> prices = new EnumMap<>(OfferedPrice.class);
  private LocalDate from;

  RegionOffer(String region) {
    this.region = region;
  }

  /** Which products are its own. */
  Set<String> skus() {
    return skus;
  }

  /** Takes a price in; bands of the free tier, which cost nothing, are left out. */
  void add(OfferedPrice price, BigDecimal from, BigDecimal usd) {
    if (usd.signum() > 0) {
      prices.computeIfAbsent(price, p -> new ArrayList<>()).add(new Tier(from, usd));
    }
  }

  /** Takes the first day of a price in; the newest counts for all; null changes nothing. */
  void effective(LocalDate day) {
    if (day != null && (from == null || day.isAfter(from))) {
      from = day;
    }
  }

  /** Whether it can price an ordinary request. */
  boolean isPriced() {
    return prices.containsKey(OfferedPrice.REQUEST) && prices.containsKey(OfferedPrice.GB_SECOND);
  }

  RegionPrices prices() {
    Map<Architecture, ComputePrices> compute = new EnumMap<>(Architecture.class);
    compute.put(
        Architecture.X86_64,
        compute(
            OfferedPrice.GB_SECOND,
            OfferedPrice.PROVISIONED,
            OfferedPrice.PROVISIONED_IDLE,
            OfferedPrice.EPHEMERAL));
    if (prices.containsKey(OfferedPrice.GB_SECOND_ARM)) {
      compute.put(
          Architecture.ARM64,
          compute(
              OfferedPrice.GB_SECOND_ARM,
              OfferedPrice.PROVISIONED_ARM,
              OfferedPrice.PROVISIONED_IDLE_ARM,
              OfferedPrice.EPHEMERAL_ARM));
    }
    return new RegionPrices(
        region,
        from,
        first(OfferedPrice.REQUEST),
        compute,
        first(OfferedPrice.SNAP_START_CACHE),
        first(OfferedPrice.SNAP_START_RESTORE));
  }

  private ComputePrices compute(
      OfferedPrice gbSecond, OfferedPrice provisioned, OfferedPrice idle, OfferedPrice ephemeral) {
    return new ComputePrices(
        prices.get(gbSecond), first(provisioned), first(idle), first(ephemeral));
  }

  private BigDecimal first(OfferedPrice price) {
    List<Tier> tiers = prices.get(price);
    return tiers == null ? null : tiers.get(0).usd();
  }
}
