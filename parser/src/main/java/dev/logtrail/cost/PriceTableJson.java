package dev.logtrail.cost;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads and writes price tables as JSON. Prices are decimal texts, as in AWS's own lists. */
public final class PriceTableJson {
  private static final JsonFactory JSON = new JsonFactory();

  private PriceTableJson() {}

  /**
   * Reads a table that {@link #write} wrote.
   *
   * @throws IOException if it is no price table; the message says what is wrong
   */
  public static PriceTable read(InputStream in) throws IOException {
    try (JsonParser p = JSON.createParser(in)) {
      p.nextToken();
      Map<String, Object> root = object(value(p), "the price table");
      List<RegionPrices> regions = new ArrayList<>();
      for (Object item : list(root.get("regions"), "regions")) {
        regions.add(region(object(item, "a region")));
      }
      return new PriceTable(text(root, "version"), regions);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IOException("not a price table: " + e.getMessage(), e);
    }
  }

  private static RegionPrices region(Map<String, Object> o) {
    Map<Architecture, ComputePrices> compute = new EnumMap<>(Architecture.class);
    for (Architecture a : Architecture.values()) {
      if (o.get(a.word()) != null) {
        compute.put(a, compute(object(o.get(a.word()), a.word())));
      }
    }
    String from = (String) o.get("from");
    return new RegionPrices(
        text(o, "region"),
        from == null ? null : LocalDate.parse(from),
        price(o, "request"),
        compute,
        price(o, "snapStartCacheGbSecond"),
        price(o, "snapStartRestoreGb"));
  }

  private static ComputePrices compute(Map<String, Object> o) {
    List<Tier> tiers = new ArrayList<>();
    for (Object item : list(o.get("gbSecond"), "gbSecond")) {
      Map<String, Object> tier = object(item, "a tier");
      tiers.add(new Tier(price(tier, "from"), price(tier, "usd")));
    }
    return new ComputePrices(
        tiers,
        price(o, "provisionedGbSecond"),
        price(o, "provisionedIdleGbSecond"),
        price(o, "ephemeralGbSecond"));
  }

  /** Writes a table, one price a line. */
  public static void write(PriceTable table, OutputStream target) throws IOException {
    try (JsonGenerator out = JSON.createGenerator(target)) {
      out.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      out.setPrettyPrinter(new DefaultPrettyPrinter());
      out.writeStartObject();
      out.writeStringField("version", table.version());
      out.writeStringField("currency", "USD");
      out.writeArrayFieldStart("regions");
      for (RegionPrices region : table.regions()) {
        region(out, region);
      }
      out.writeEndArray();
      out.writeEndObject();
    }
  }

  private static void region(JsonGenerator out, RegionPrices r) throws IOException {
    out.writeStartObject();
    out.writeStringField("region", r.region());
    if (r.from() != null) {
      out.writeStringField("from", r.from().toString());
    }
    price(out, "request", r.request());
    for (Architecture a : Architecture.values()) {
      if (r.compute().containsKey(a)) {
        out.writeFieldName(a.word());
        compute(out, r.compute().get(a));
      }
    }
    price(out, "snapStartCacheGbSecond", r.snapStartCacheGbSecond());
    price(out, "snapStartRestoreGb", r.snapStartRestoreGb());
    out.writeEndObject();
  }

  private static void compute(JsonGenerator out, ComputePrices c) throws IOException {
    out.writeStartObject();
    out.writeArrayFieldStart("gbSecond");
    for (Tier tier : c.gbSecond()) {
      out.writeStartObject();
      price(out, "from", tier.fromGbSeconds());
      price(out, "usd", tier.usd());
      out.writeEndObject();
    }
    out.writeEndArray();
    price(out, "provisionedGbSecond", c.provisionedGbSecond());
    price(out, "provisionedIdleGbSecond", c.provisionedIdleGbSecond());
    price(out, "ephemeralGbSecond", c.ephemeralGbSecond());
    out.writeEndObject();
  }

  private static void price(JsonGenerator out, String name, BigDecimal usd) throws IOException {
    if (usd != null) {
      out.writeStringField(name, usd.toPlainString());
    }
  }

  private static BigDecimal price(Map<String, Object> o, String name) {
    Object value = o.get(name);
    return value == null ? null : new BigDecimal(value.toString());
  }

  private static String text(Map<String, Object> o, String name) {
    if (o.get(name) instanceof String s) {
      return s;
    }
    throw new IllegalArgumentException("'" + name + "' is missing; it is a text");
  }

  @SuppressWarnings("unchecked") // value() makes maps with names for keys only.
  private static Map<String, Object> object(Object value, String what) {
    if (value instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    throw new IllegalArgumentException(what + " is no JSON object");
  }

  private static List<?> list(Object value, String what) {
    if (value instanceof List<?> list) {
      return list;
    }
    throw new IllegalArgumentException("'" + what + "' is no list");
  }

  /** The value at the parser: maps, lists, texts (numbers too), null. */
  static Object value(JsonParser p) throws IOException {
    JsonToken token = p.currentToken();
    if (token == JsonToken.START_OBJECT) {
      Map<String, Object> map = new LinkedHashMap<>();
      while (p.nextToken() == JsonToken.FIELD_NAME) {
        String name = p.currentName();
        p.nextToken();
        map.put(name, value(p));
      }
      return map;
    }
    if (token == JsonToken.START_ARRAY) {
      List<Object> list = new ArrayList<>();
      while (p.nextToken() != JsonToken.END_ARRAY) {
        list.add(value(p));
      }
      return list;
    }
    return token == null || token == JsonToken.VALUE_NULL ? null : p.getText();
  }
}
