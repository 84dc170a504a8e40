package dev.logtrail.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.cost.Architecture;
import dev.logtrail.cost.BillingMode;
import dev.logtrail.cost.CostEstimator;
import dev.logtrail.service.settings.FunctionOptions;
import dev.logtrail.service.settings.PriceOptions;
import dev.logtrail.store.upkeep.RetentionLimits;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PricesCommandTest {
  private static final String OFFER =
      """
      {"offerCode":"AWSLambda","version":"20261001070000","products":{
        "S1":{"attributes":{"regionCode":"eu-west-1","usagetype":"EU-Lambda-GB-Second"}},
        "S2":{"attributes":{"regionCode":"eu-west-1","usagetype":"EU-Request"}}},
       "terms":{"OnDemand":{
        "S1":{"J":{"effectiveDate":"2026-10-01T00:00:00Z","priceDimensions":{
          "a":{"beginRange":"0","pricePerUnit":{"USD":"0.0000160000"}}}}},
        "S2":{"J":{"effectiveDate":"2026-10-01T00:00:00Z","priceDimensions":{
          "a":{"beginRange":"0","pricePerUnit":{"USD":"0.0000003000"}}}}}}}}
      """;

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine commandLine =
      Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

  private int run(String... words) {
    return commandLine.execute(words);
  }

  @Test
  void whatIsLoadedIsShownAndUsed() throws IOException {
    Path list = Files.writeString(directory.resolve("index.json"), OFFER);
    Path data = directory.resolve("data");

    assertThat(run("prices", "load", list.toString(), "--data", data.toString())).isZero();
    assertThat(out.toString()).contains("version 2026-10-01").contains("when it starts anew");
    assertThat(run("prices", "show", "--data", data.toString())).isZero();
    assertThat(out.toString())
        .containsPattern("eu-west-1 +2026-10-01 +0.0000160000 +- +0.3\\b")
        .containsPattern("us-east-1 +0.0000166667 +0.0000133334 +0.2\\b");

    CostEstimator costs = new PriceOptions().estimator(data.resolve(PriceOptions.FILE));
    assertThat(costs.table().of("eu-west-1", LocalDate.of(2026, 11, 1)).request())
        .isEqualTo("0.0000003000");
  }

  @Test
  void withoutALoadedTableTheBuiltInOneIsShown() {
    assertThat(run("prices", "show", "--data", directory.toString())).isZero();
    assertThat(out.toString()).contains("Version 2026-08-31").contains("af-south-1");
  }

  @Test
  void anotherFileIsSaidPlainly() throws IOException {
    Path file = Files.writeString(directory.resolve("x.json"), "{\"offerCode\":\"AmazonEC2\"}");
    assertThat(run("prices", "load", file.toString(), "--data", directory.toString())).isNotZero();
    assertThat(err.toString()).contains("right would be the JSON of offers/v1.0/aws/AWSLambda");
    assertThat(run("prices")).isEqualTo(2);
    assertThat(err.toString()).contains("prices show, or prices load FILE");
  }

  @Test
  void settingsByPattern() {
    PriceOptions prices = new PriceOptions();
    prices.architectures = List.of("orders-*=arm64", "*=x86_64");
    prices.modes = List.of("[batch=managed_instances", " mail-*=provisioned]");
    CostEstimator costs = prices.estimator(null);
    assertThat(costs.billing().architecture("orders-live")).isEqualTo(Architecture.ARM64);
    assertThat(costs.billing().architecture("mail-live")).isEqualTo(Architecture.X86_64);
    assertThat(costs.billing().mode("mail-live")).isEqualTo(BillingMode.PROVISIONED);
    assertThat(costs.billing().mode("batch")).isEqualTo(BillingMode.MANAGED_INSTANCES);

    FunctionOptions functions = new FunctionOptions();
    functions.retention = List.of("debug-*=3");
    RetentionLimits limits = functions.limits(null);
    assertThat(limits.trails()).isNull();
    assertThat(limits.functions().get(0).days()).isEqualTo(3);
  }

  @Test
  void settingsThatCannotBe() {
    PriceOptions prices = new PriceOptions();
    prices.architectures = List.of("orders=arm");
    assertThatThrownBy(prices::check)
        .hasMessageContaining("--architecture of orders is 'arm'; right would be x86_64, arm64");
    FunctionOptions functions = new FunctionOptions();
    functions.retention = List.of("3");
    assertThatThrownBy(functions::check)
        .hasMessageContaining("--function-retention is '3'; right would be debug-*=3");
    functions.retention = List.of("a=0");
    assertThatThrownBy(functions::check).hasMessageContaining("a whole number from 1");
  }
}
