package dev.logtrail.cost;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Prices of AWS Lambda by region and date.
 *
 * @param version names the table in answers: the date of the price list it was made from
 * @param regions prices of regions, of some more than once: by first day
 */
public record PriceTable(String version, List<RegionPrices> regions) {
  private static final String RESOURCE = "prices.json";

  public PriceTable {
    Objects.requireNonNull(version, "version");
    regions =
        regions.stream()
            .sorted(
                Comparator.comparing(RegionPrices::region)
                    .thenComparing(
                        RegionPrices::from, Comparator.nullsFirst(Comparator.naturalOrder())))
            .toList();
  }

  /** The table that comes with Logtrail. */
  public static PriceTable builtIn() {
    return BuiltIn.TABLE;
  }

  /**
   * The prices of a region on a UTC day: the newest that had begun, else the oldest there are. Null
   * if none are known.
   */
  public RegionPrices of(String region, LocalDate day) {
    RegionPrices found = null;
    for (RegionPrices prices : regions) { // oldest first
      boolean begun = prices.from() == null || !prices.from().isAfter(day);
      if (prices.region().equals(region) && (begun || found == null)) {
        found = prices;
      }
    }
    return found;
  }

  /** This table and newer prices. A region keeps its old ones for the days before the newer. */
  public PriceTable with(PriceTable newer) {
    List<RegionPrices> all = new ArrayList<>(regions);
    for (RegionPrices prices : newer.regions()) {
      all.removeIf(
          old -> old.region().equals(prices.region()) && Objects.equals(old.from(), prices.from()));
      all.add(prices);
    }
    return new PriceTable(newer.version(), all);
  }

  private static final class BuiltIn {
    static final PriceTable TABLE = load();

    private static PriceTable load() {
      try (InputStream in = PriceTable.class.getResourceAsStream(RESOURCE)) {
        return PriceTableJson.read(in);
      } catch (IOException e) {
        throw new UncheckedIOException("the built-in price table cannot be read", e);
      }
    }
  }
}
