package dev.logtrail.service.settings;

import dev.logtrail.cost.Architecture;
import dev.logtrail.cost.BillingMode;
import dev.logtrail.cost.CostEstimator;
import dev.logtrail.cost.FunctionBilling;
import dev.logtrail.cost.PriceTable;
import dev.logtrail.text.NamePattern;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** The settings that costs depend on and that no log states. */
public final class PriceOptions {
  /** The table in a server's data directory, made by {@code logtrail prices load}. */
  public static final String FILE = "prices.json";

  @Option(
      names = "--architecture",
      split = ",",
      paramLabel = "PATTERN=ARCH",
      description =
          "What functions run on, for their cost: 'orders-*=arm64' (default: x86_64). The first pattern that fits counts.")
  public List<String> architectures = new ArrayList<>();

  @Option(
      names = "--billing-mode",
      split = ",",
      paramLabel = "PATTERN=MODE",
      description =
          "How functions are charged: on_demand, provisioned, snap_start (Python, .NET) or managed_instances (default: on_demand).")
  public List<String> modes = new ArrayList<>();

  @Option(
      names = "--prices",
      paramLabel = "FILE",
      description = "A price table, or AWS's own price list, instead of the built-in one.")
  Path file;

  /**
   * Checks the settings.
   *
   * @throws UserError if one cannot be; the message says what would be right
   */
  public void check() {
    estimator(null);
  }

  /**
   * The cost estimator with these settings.
   *
   * @param loaded the table that a server's own directory may hold; null: none
   * @throws UserError if a setting or a file cannot be used
   */
  public CostEstimator estimator(Path loaded) {
    return new CostEstimator(table(loaded), billing());
  }

  private PriceTable table(Path loaded) {
    if (file != null) {
      return PriceFile.read(file);
    }
    return loaded != null && Files.exists(loaded) ? PriceFile.read(loaded) : PriceTable.builtIn();
  }

  private FunctionBilling billing() {
    List<Map.Entry<NamePattern, Architecture>> byArchitecture = new ArrayList<>();
    for (PatternSetting s : PatternSetting.all("--architecture", architectures, "orders-*=arm64")) {
      byArchitecture.add(Map.entry(s.pattern(), s.word(Architecture.values(), Architecture::word)));
    }
    List<Map.Entry<NamePattern, BillingMode>> byMode = new ArrayList<>();
    for (PatternSetting s : PatternSetting.all("--billing-mode", modes, "orders-*=provisioned")) {
      byMode.add(Map.entry(s.pattern(), s.word(BillingMode.values(), BillingMode::word)));
    }
    return new FunctionBilling(byArchitecture, byMode);
  }
}
