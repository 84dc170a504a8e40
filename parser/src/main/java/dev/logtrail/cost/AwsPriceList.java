package dev.logtrail.cost;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads AWS's own price list of Lambda: the offer file {@code AWSLambda/current/index.json}, of all
 * regions or one. Piece by piece, since the one of all regions is large.
 */
public final class AwsPriceList {
  private static final JsonFactory JSON = new JsonFactory();

  private final Map<String, OfferedPrice> bySku = new HashMap<>();
  private final Map<String, RegionOffer> regions = new TreeMap<>();
  private String offerCode;
  private String version;

  private AwsPriceList() {}

  /**
   * Reads an offer file.
   *
   * @return its prices, each from the day it names
   * @throws IOException if it is not one; the message says what is missing
   */
  public static PriceTable read(InputStream in) throws IOException {
    AwsPriceList list = new AwsPriceList();
    try (JsonParser p = JSON.createParser(in)) {
      if (p.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("it is no JSON object");
      }
      list.document(p);
    } catch (IllegalArgumentException e) {
      throw new IOException("a price cannot be read: " + e.getMessage(), e);
    }
    return list.table();
  }

  private void document(JsonParser p) throws IOException {
    while (p.nextToken() == JsonToken.FIELD_NAME) {
      String name = p.currentName();
      p.nextToken();
      switch (name) {
        case "offerCode" -> offerCode = p.getText();
        case "version" -> version = p.getText();
        case "products" -> each(p, this::product);
        case "terms" -> each(p, null);
        default -> p.skipChildren();
      }
    }
  }

  private interface Member {
    void read(String name, Object value) throws IOException;
  }

  /** Walks over the members of an object; null: those of its member OnDemand. */
  private void each(JsonParser p, Member member) throws IOException {
    while (p.nextToken() == JsonToken.FIELD_NAME) {
      String name = p.currentName();
      p.nextToken();
      if (member != null) {
        member.read(name, PriceTableJson.value(p));
      } else if (name.equals("OnDemand")) {
        each(p, this::terms);
      } else {
        p.skipChildren();
      }
    }
  }

  private void product(String sku, Object value) {
    Map<?, ?> attributes = map(map(value).get("attributes"));
    OfferedPrice price = OfferedPrice.ofUsageType(String.valueOf(attributes.get("usagetype")));
    Object region = attributes.get("regionCode");
    if (price != null && region instanceof String code && !code.isBlank()) {
      bySku.put(sku, price);
      regions.computeIfAbsent(code, RegionOffer::new).skus().add(sku);
    }
  }

  private void terms(String sku, Object offers) throws IOException {
    OfferedPrice price = bySku.get(sku);
    if (price == null) {
      return;
    }
    RegionOffer region =
        regions.values().stream().filter(r -> r.skus().contains(sku)).findFirst().orElseThrow();
    for (Object offer : map(offers).values()) {
      Object date = map(offer).get("effectiveDate");
      region.effective(date instanceof String d && d.length() >= 10 ? day(d) : null);
      for (Object dimension : map(map(offer).get("priceDimensions")).values()) {
        Map<?, ?> d = map(dimension);
        Object usd = map(d.get("pricePerUnit")).get("USD");
        if (usd != null) { // the list of China is in another currency
          region.add(price, number(d.get("beginRange")), number(usd));
        }
      }
    }
  }

  private PriceTable table() throws IOException {
    if (!"AWSLambda".equals(offerCode)) {
      throw new IOException(
          "its offerCode is " + offerCode + "; right would be the offer file of AWSLambda");
    }
    if (version == null || !version.matches("\\d{8}.*")) {
      throw new IOException("its version is " + version + "; right would be as 20260831092318");
    }
    PriceTable table =
        new PriceTable(
            LocalDate.parse(version.substring(0, 8), DateTimeFormatter.BASIC_ISO_DATE).toString(),
            regions.values().stream()
                .filter(RegionOffer::isPriced)
                .map(RegionOffer::prices)
                .toList());
    if (table.regions().isEmpty()) {
      throw new IOException("it holds no price in USD of requests and duration");
    }
    return table;
  }

  private static LocalDate day(String date) {
    return LocalDate.parse(date.substring(0, 10));
  }

  private static BigDecimal number(Object text) {
    return text == null ? BigDecimal.ZERO : new BigDecimal(text.toString());
  }

  private static Map<?, ?> map(Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }
}
