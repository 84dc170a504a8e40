package dev.logtrail.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.text.NamePattern;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.Report;
import dev.logtrail.trail.TrailHeader;
import dev.logtrail.trail.TrailKey;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CostEstimatorTest {
  private static final long T0 = Instant.parse("2026-11-20T10:00:00Z").toEpochMilli();
  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

  private static Report report(Long billed, Integer mb, Double restore) {
    return new Report(46.43, billed, mb, 35, null, restore, null, null, null);
  }

  private static TrailHeader header(String region, String requestId, Report report) {
    LogStream stream =
        new LogStream("123456789012", region, "/aws/lambda/orders", "2026/11/20/[1]ab");
    return TrailHeader.builder(
            requestId == null
                ? TrailKey.environmentAt(stream, T0)
                : TrailKey.request(stream, requestId, 1),
            "orders")
        .functionVersion("1")
        .startedAt(T0)
        .endedAt(T0)
        .lastEventAt(T0)
        .outcome(Outcome.SUCCESS)
        .report(report)
        .startSeen(true)
        .endSeen(true)
        .reportSeen(report != null)
        .build();
  }

  private static CostEstimator with(Architecture architecture, BillingMode mode) {
    NamePattern all = new NamePattern("*");
    return new CostEstimator(
        PriceTable.builtIn(),
        new FunctionBilling(List.of(Map.entry(all, architecture)), List.of(Map.entry(all, mode))));
  }

  private static String usd(CostEstimator estimator, String region, Report report) {
    Cost cost = estimator.of(header(region, "r1", report));
    return cost == null ? null : Cost.text(cost.usd());
  }

  @Test
  void a_request_of_128_mb_and_139_ms_in_ireland() {
    Cost cost = CostEstimator.standard().of(header("eu-west-1", "r1", report(139L, 128, null)));

    assertThat(Cost.text(cost.usd())).isEqualTo("0.000000489584");
    assertThat(Cost.text(cost.computeUsd())).isEqualTo("0.000000289584");
    assertThat(Cost.text(cost.requestUsd())).isEqualTo("0.000000200000");
    assertThat(cost.priceTable()).isEqualTo("2026-08-31");
  }

  @Test
  void no_price_is_taken_from_elsewhere() {
    Report report = report(139L, 128, null);
    assertThat(usd(CostEstimator.standard(), "xx-north-9", report)).isNull();
    assertThat(usd(CostEstimator.standard(), "cn-north-1", report)).isNull();
    // provisioned concurrency on ARM is not known of Ireland
    assertThat(usd(with(Architecture.ARM64, BillingMode.PROVISIONED), "eu-west-1", report))
        .isNull();
  }

  @Test
  void nothing_is_invented_where_the_report_is_silent() {
    CostEstimator standard = CostEstimator.standard();
    assertThat(usd(standard, "eu-west-1", null)).isNull();
    assertThat(usd(standard, "eu-west-1", report(null, 128, null))).isNull();
    assertThat(usd(standard, "eu-west-1", report(139L, null, null))).isNull();
    assertThat(standard.of(header("eu-west-1", null, report(139L, 128, null)))).isNull();
  }

  @Test
  void architecture_and_mode_are_configured() {
    Report report = report(1_000L, 1_024, null);
    String region = "us-east-1";
    assertThat(usd(CostEstimator.standard(), region, report)).isEqualTo("0.000016866700");
    assertThat(usd(with(Architecture.ARM64, BillingMode.ON_DEMAND), region, report))
        .isEqualTo("0.000013533400");
    assertThat(usd(with(Architecture.X86_64, BillingMode.PROVISIONED), region, report))
        .isEqualTo("0.000009922200");
    assertThat(usd(with(Architecture.ARM64, BillingMode.PROVISIONED), region, report))
        .isEqualTo("0.000007977800");
  }

  @Test
  void managed_instances_pay_the_request_only_and_print_no_billed_duration() {
    CostEstimator managed = with(Architecture.X86_64, BillingMode.MANAGED_INSTANCES);
    assertThat(usd(managed, "us-east-1", report(null, null, null))).isEqualTo("0.000000200000");
  }

  @Test
  void restores_are_charged_where_the_mode_says_so() {
    Report restored = report(1_000L, 1_024, 163.4);
    assertThat(usd(CostEstimator.standard(), "us-east-1", restored)).isEqualTo("0.000016866700");
    assertThat(usd(with(Architecture.X86_64, BillingMode.SNAP_START), "us-east-1", restored))
        .isEqualTo("0.000156666500");
    assertThat(usd(with(Architecture.X86_64, BillingMode.SNAP_START), "eu-west-1", restored))
        .isNull();
  }

  @Test
  void a_thousand_small_requests_are_summed_before_they_are_rounded() {
    Usage one = Usage.of(report(1L, 128, null));
    Usage sum = Usage.NONE;
    for (int i = 0; i < 1_000; i++) {
      sum = sum.plus(one);
    }
    Cost cost = CostEstimator.standard().of("orders", "eu-west-1", DAY, sum);
    assertThat(Cost.text(cost.computeUsd())).isEqualTo("0.000002083338");
    Cost single = CostEstimator.standard().of("orders", "eu-west-1", DAY, one);
    assertThat(Cost.text(single.computeUsd())).isEqualTo("0.000000002083");
  }

  @Test
  void tiers_count_the_gb_seconds_of_a_month() {
    TieredSum sum = new TieredSum(CostEstimator.standard());
    // 5e9 GB-s a day: the second day passes 6e9, the fourth 15e9.
    Usage day = new Usage(0, 5_000_000_000L * 1_024_000L, 0);
    assertThat(add(sum, DAY, day)).isEqualTo("83333.500000000000");
    assertThat(add(sum, DAY.plusDays(1), day)).isEqualTo("76666.700000000000");
    assertThat(add(sum, DAY.plusDays(2), day)).isEqualTo("75000.000000000000");
    assertThat(add(sum, DAY.plusDays(3), day)).isEqualTo("66667.000000000000");
    assertThat(add(sum, LocalDate.of(2026, 12, 1), day)).isEqualTo("83333.500000000000");
  }

  private static String add(TieredSum sum, LocalDate day, Usage usage) {
    return Cost.text(sum.add("123456789012", "us-east-1", "orders", day, usage).usd());
  }

  @Test
  void patterns_of_names() {
    assertThat(new NamePattern("orders-*").matches("orders-prod")).isTrue();
    assertThat(new NamePattern("orders-*").matches("orders")).isFalse();
    assertThat(new NamePattern("*-pro?").matches("a-prod-prod")).isTrue();
    assertThat(new NamePattern("*").matches("")).isTrue();
    assertThat(new NamePattern("a*b*c").matches("aXbYbZc")).isTrue();
    assertThat(new NamePattern("a*b*c").matches("aXbYbZ")).isFalse();
    assertThat(new NamePattern("a.c").matches("abc")).isFalse();
  }
}
