package dev.logtrail.cli.plan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What AWS charges for delivering logs, by region; a price that is not known is us-east-1's.
 *
 * @param date the day on which the table was made
 * @param source where its prices come from
 * @param regions prices in USD by region and name
 */
record DeliveryPrices(String date, String source, Map<String, Map<String, BigDecimal>> regions) {
  private static final String ELSEWHERE = "us-east-1";

  /** The built-in table. */
  static DeliveryPrices builtIn() {
    try (InputStream in = DeliveryPrices.class.getResourceAsStream("delivery-prices.json")) {
      // JSON is YAML.
      Map<String, Object> root = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
      TreeMap<String, Map<String, BigDecimal>> regions = new TreeMap<>();
      ((Map<?, ?>) root.get("regions"))
          .forEach((region, prices) -> regions.put((String) region, prices((Map<?, ?>) prices)));
      return new DeliveryPrices((String) root.get("date"), (String) root.get("source"), regions);
    } catch (IOException e) {
      throw new UncheckedIOException("the price table", e);
    }
  }

  private static Map<String, BigDecimal> prices(Map<?, ?> texts) {
    TreeMap<String, BigDecimal> prices = new TreeMap<>();
    texts.forEach((name, usd) -> prices.put((String) name, new BigDecimal((String) usd)));
    return prices;
  }

  /** Whether a region's own price is known. */
  boolean knows(String region, String price) {
    return regions.getOrDefault(region, Map.of()).containsKey(price);
  }

  /** A price in USD. */
  BigDecimal of(String region, String price) {
    return regions.get(knows(region, price) ? region : ELSEWHERE).get(price);
  }
}
