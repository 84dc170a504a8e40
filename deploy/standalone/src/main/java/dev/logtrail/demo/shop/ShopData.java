package dev.logtrail.demo.shop;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/** The shop's words: goods, people, money and ids, drawn from a seeded {@link Random}. */
final class ShopData {
  private static final List<String> GOODS =
      List.of(
          "walnut-desk",
          "reading-lamp",
          "linen-sheet",
          "oak-shelf",
          "enamel-mug",
          "wool-blanket",
          "steel-kettle",
          "cork-board");
  private static final List<String> CITIES =
      List.of("Lisboa", "Göteborg", "Kraków", "Gent", "Zürich", "Cork", "Málaga", "Tampere");
  private static final List<String> CURRENCIES = List.of("EUR", "EUR", "EUR", "SEK", "CHF", "PLN");

  private ShopData() {}

  static String sku(Random random) {
    return pick(random, GOODS) + "-" + (100 + random.nextInt(900));
  }

  static String city(Random random) {
    return pick(random, CITIES);
  }

  static String currency(Random random) {
    return pick(random, CURRENCIES);
  }

  static String orderId(Random random) {
    return "ord_" + (4_100_000 + random.nextInt(900_000));
  }

  static String customerId(Random random) {
    return "cus_" + (20_000 + random.nextInt(70_000));
  }

  /** An amount such as {@code 84.90}. */
  static String amount(Random random) {
    return String.format(Locale.ROOT, "%d.%02d", 9 + random.nextInt(480), 5 * random.nextInt(20));
  }

  /** This many lower-case letters and digits. */
  static String token(Random random, int length) {
    String alphabet = "abcdefghijkmnpqrstuvwxyz23456789";
    StringBuilder token = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      token.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return token.toString();
  }

  /** A whole number from {@code low} to {@code high}, both possible. */
  static int between(Random random, int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  static <T> T pick(Random random, List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
