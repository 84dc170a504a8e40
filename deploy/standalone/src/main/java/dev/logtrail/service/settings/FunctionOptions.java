package dev.logtrail.service.settings;

import dev.logtrail.api.stats.StatsSettings;
import dev.logtrail.store.upkeep.FunctionRetention;
import dev.logtrail.store.upkeep.RetentionLimits;
import dev.logtrail.text.NamePattern;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** The settings that differ by function, beside those of prices. */
public final class FunctionOptions {
  @Option(
      names = "--function-retention",
      split = ",",
      paramLabel = "PATTERN=DAYS",
      description =
          "Trails of these functions are deleted earlier: 'debug-*=3'. The first pattern that fits counts.")
  public List<String> retention = new ArrayList<>();

  @Option(
      names = "--function-timeout",
      split = ",",
      paramLabel = "PATTERN=SECONDS",
      description =
          "Timeouts, to compare durations with (default: as requests that timed out tell).")
  List<String> timeouts = new ArrayList<>();

  @Option(
      names = "--stage",
      split = ",",
      paramLabel = "PATTERN=STAGE",
      description =
          "Stages by name, for statistics: '*-live=prod' (default: dev, test, staging, prod and kin as a part of the name).")
  List<String> stages = new ArrayList<>();

  /**
   * Checks the settings.
   *
   * @throws UserError if one cannot be; the message says what would be right
   */
  public void check() {
    stats();
    limits(null);
  }

  /** What statistics need to know. */
  public StatsSettings stats() {
    List<Map.Entry<NamePattern, String>> byStage = new ArrayList<>();
    for (PatternSetting s : PatternSetting.all("--stage", stages, "*-live=prod")) {
      byStage.add(Map.entry(s.pattern(), s.value()));
    }
    List<Map.Entry<NamePattern, Long>> byTimeout = new ArrayList<>();
    for (PatternSetting s : PatternSetting.all("--function-timeout", timeouts, "orders-*=30")) {
      byTimeout.add(Map.entry(s.pattern(), s.positive() * 1_000L));
    }
    return new StatsSettings(byStage, byTimeout);
  }

  /**
   * How long things are kept.
   *
   * @param days trails of all functions; null: for ever
   */
  public RetentionLimits limits(Integer days) {
    List<FunctionRetention> shorter = new ArrayList<>();
    for (PatternSetting s : PatternSetting.all("--function-retention", retention, "debug-*=3")) {
      shorter.add(new FunctionRetention(s.pattern(), s.positive()));
    }
    return RetentionLimits.ofTrails(days == null ? null : Duration.ofDays(days))
        .withFunctions(shorter);
  }
}
