package dev.logtrail.cli;

import dev.logtrail.cost.Architecture;
import dev.logtrail.cost.ComputePrices;
import dev.logtrail.cost.PriceTable;
import dev.logtrail.cost.RegionPrices;
import dev.logtrail.service.settings.PriceFile;
import dev.logtrail.service.settings.PriceOptions;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code logtrail prices}: the price table that costs are estimated with. */
@Command(
    name = "prices",
    description = "Shows the price table, or loads AWS's own price list into it.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  curl -O https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/AWSLambda/current/index.json",
      "  logtrail prices load index.json",
      "  logtrail prices show"
    })
final class PricesCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say which: prices show, or prices load FILE");
  }

  @Command(
      name = "load",
      description = "Takes the prices of AWS's list into the table of a data directory.",
      mixinStandardHelpOptions = true)
  void load(
      @Parameters(paramLabel = "FILE", description = "AWS's price list of Lambda, as JSON")
          Path file,
      @Option(
              names = "--data",
              paramLabel = "DIR",
              defaultValue = ".logtrail",
              description = "the server's directory (default: .logtrail here)")
          Path data) {
    Path target = data.resolve(PriceOptions.FILE);
    PriceTable table = table(target).with(PriceFile.readAwsList(file));
    PriceFile.write(table, target);
    out()
        .printf(
            "Prices of %s, version %s, are in %s. A server that runs takes them when it starts anew.%n",
            regions(table), table.version(), target);
    out().flush();
  }

  @Command(
      name = "show",
      description = "Prints the table of a data directory: US dollars at the first tier.",
      mixinStandardHelpOptions = true)
  void show(
      @Option(
              names = "--data",
              paramLabel = "DIR",
              defaultValue = ".logtrail",
              description = "the server's directory (default: .logtrail here)")
          Path data) {
    PriceTable table = table(data.resolve(PriceOptions.FILE));
    out().printf("Version %s: %s, US dollars at the first tier%n", table.version(), regions(table));
    out().printf("%-16s %-10s %14s %14s %10s%n", "", "", "x86_64", "arm64", "million");
    out()
        .printf(
            "%-16s %-10s %14s %14s %10s%n", "region", "from", "GB-second", "GB-second", "requests");
    for (RegionPrices r : table.regions()) {
      BigDecimal million =
          r.request() == null ? null : r.request().movePointRight(6).stripTrailingZeros();
      out()
          .printf(
              "%-16s %-10s %14s %14s %10s%n",
              r.region(),
              r.from() == null ? "" : r.from(),
              gbSecond(r, Architecture.X86_64),
              gbSecond(r, Architecture.ARM64),
              million == null ? "-" : million.toPlainString());
    }
    out().flush();
  }

  private static String gbSecond(RegionPrices prices, Architecture architecture) {
    ComputePrices compute = prices.compute().get(architecture);
    return compute == null || compute.gbSecond().isEmpty()
        ? "-"
        : compute.gbSecond().get(0).usd().toPlainString();
  }

  private static String regions(PriceTable table) {
    return table.regions().stream().map(RegionPrices::region).distinct().count() + " regions";
  }

  private static PriceTable table(Path file) {
    return Files.exists(file) ? PriceFile.read(file) : PriceTable.builtIn();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
