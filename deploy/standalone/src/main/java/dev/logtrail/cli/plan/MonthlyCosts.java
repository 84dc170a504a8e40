package dev.logtrail.cli.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a plan costs a month: an estimate.
 *
 * @param lines what is charged
 * @param notes what is not counted, or is another region's price
 */
record MonthlyCosts(List<Line> lines, List<String> notes) {
  /**
   * One thing that is charged.
   *
   * @param what such as {@code Kinesis, data in}
   * @param amount how much a month
   * @param unit of the amount
   * @param price of one unit, USD
   */
  record Line(String what, double amount, String unit, BigDecimal price) {
    /** USD a month. */
    BigDecimal usd() {
      return price.multiply(BigDecimal.valueOf(amount)).setScale(2, RoundingMode.HALF_UP);
    }
  }

  MonthlyCosts {
    lines = List.copyOf(lines);
    notes = List.copyOf(notes);
  }

  /** The sum of all lines, USD. */
  BigDecimal usd() {
    return lines.stream().map(Line::usd).reduce(new BigDecimal("0.00"), BigDecimal::add);
  }

  /** Estimates a plan's. */
  static MonthlyCosts of(Plan plan, DeliveryPrices prices) {
    Estimate e = new Estimate(plan.region(), prices);
    DeliveryVolume v = plan.volume();
    switch (plan.via()) {
      case api -> {
        e.note(
            "reading by the API is not charged, but limited: about 5 FilterLogEvents a second in an"
                + " account and region, hence some hundreds of groups");
        e.note(egress(plan, v.textGb(), prices));
      }
      case kinesis -> {
        e.add("Kinesis, stream on demand", DeliveryVolume.HOURS, "hours", "kinesisStreamHour");
        e.add(
            "Kinesis, data in (records count in steps of 1 KB)",
            v.billedGb(1),
            "GB",
            "kinesisInGb");
        e.add("Kinesis, data out", v.compressedGb(), "GB", "kinesisOutGb");
        e.note(egress(plan, v.compressedGb(), prices));
      }
      case firehose -> {
        e.add("Firehose (records count in steps of 5 KB)", v.billedGb(5), "GB", "firehoseGb");
        e.add("data out of AWS to the server", v.compressedGb(), "GB", "egressGb");
        e.note("the bucket holds only what could not be delivered: usually nothing");
      }
    }
    if (plan.events()) {
      e.note(
          "events of durable executions: $%s a million"
              .formatted(prices.of(plan.region(), "apiDestinationMillion")));
    }
    e.note("not counted: what CloudWatch Logs charges already for taking and keeping the logs");
    return new MonthlyCosts(e.lines, e.notes());
  }

  private static String egress(Plan plan, double gb, DeliveryPrices prices) {
    BigDecimal price = prices.of(plan.region(), "egressGb");
    return "if Logtrail runs outside of the region, data out as well: %.0f GB at $%s, $%s"
        .formatted(gb, price, new Line("", gb, "GB", price).usd());
  }

  private static final class Estimate {
    private final String region;
    private final DeliveryPrices prices;
    private final List<Line> lines = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private boolean foreign;

    Estimate(String region, DeliveryPrices prices) {
      this.region = region;
      this.prices = prices;
    }

    void add(String what, double amount, String unit, String price) {
      lines.add(new Line(what, amount, unit, prices.of(region, price)));
      foreign |= !prices.knows(region, price);
    }

    void note(String text) {
      notes.add(text);
    }

    List<String> notes() {
      if (foreign) {
        notes.add(
            0,
            "the table lacks prices of %s: those of us-east-1 stand for them, and are mostly lower"
                .formatted(region));
      }
      return notes;
    }
  }
}
