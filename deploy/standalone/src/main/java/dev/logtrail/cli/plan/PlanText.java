package dev.logtrail.cli.plan;

import java.io.PrintWriter;
import java.util.List;

/** Prints a plan for people. */
final class PlanText {
  private static final int SHOWN_GROUPS = 20;

  private final PrintWriter out;

  PlanText(PrintWriter out) {
    this.out = out;
  }

  /** Prints all of it. */
  void print(
      Plan plan,
      List<PlanTemplates.Resource> resources,
      MonthlyCosts costs,
      DeliveryPrices prices) {
    out.printf("Region %s, by %s.%n%n", plan.region(), words(plan.via()));
    groups(plan);
    out.println("To be created:");
    for (PlanTemplates.Resource r : resources) {
      out.printf("  %-34s %-18s %s%n", r.type(), r.id(), r.purpose());
    }
    out.println();
    costs(plan, costs, prices);
    out.println();
    next(plan);
    out.flush();
  }

  private static String words(Via via) {
    return switch (via) {
      case api -> "the CloudWatch Logs API";
      case kinesis -> "a Kinesis stream";
      case firehose -> "Firehose";
    };
  }

  private void groups(Plan plan) {
    if (plan.groups() != null) {
      out.printf("%d log groups fit:%n", plan.groups().size());
      plan.groups().stream().limit(SHOWN_GROUPS).forEach(group -> out.println("  " + group));
      if (plan.groups().size() > SHOWN_GROUPS) {
        out.printf("  and %d more%n", plan.groups().size() - SHOWN_GROUPS);
      }
      out.println();
    }
    if (plan.via() != Via.api && plan.isAccountWide()) {
      out.printf(
          "One subscription sends all log groups of the region, new ones too, but: %s.%n%n",
          String.join(", ", plan.leftOut()));
    }
  }

  private void costs(Plan plan, MonthlyCosts costs, DeliveryPrices prices) {
    DeliveryVolume volume = plan.volume();
    out.printf(
        "Estimated costs a month, for %.2f GB of log text a day (%s), %.0f KB of it in a record:%n",
        volume.gbPerDay(), volume.from(), volume.recordKb());
    for (MonthlyCosts.Line line : costs.lines()) {
      out.printf(
          "  %10s USD  %s: %.1f %s at %s%n",
          line.usd(), line.what(), line.amount(), line.unit(), line.price());
    }
    out.printf("  %10s USD  in all%n", costs.usd());
    costs.notes().forEach(note -> out.println("  - " + note));
    out.printf(
        "Prices of %s: %s. Discounts, taxes and higher tiers are not counted.%n",
        prices.date(), prices.source());
  }

  private void next(Plan plan) {
    out.println("Next:");
    out.println(
        "  print the template with --format cloudformation or --format terraform, look at it, and"
            + " deploy it;");
    switch (plan.via()) {
      case api ->
          out.printf(
              "  then logtrail up --log-group '%s' --region %s%n",
              plan.patterns().get(0).text(), plan.region());
      case kinesis ->
          out.printf(
              "  then logtrail aws check --kinesis %s --region %s, and logtrail up with the same%n",
              plan.name(), plan.region());
      case firehose ->
          out.println("  the server must be reached at " + plan.url() + " by HTTPS on port 443.");
    }
  }
}
