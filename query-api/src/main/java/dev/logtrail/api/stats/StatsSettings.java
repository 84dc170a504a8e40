package dev.logtrail.api.stats;

import dev.logtrail.text.NamePattern;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What statistics need to know of functions and logs do not hold.
 *
 * @param stages names of stages by pattern of function names; the first that fits counts
 * @param timeoutsMs timeouts in ms by pattern of function names; the first that fits counts
 */
public record StatsSettings(
    List<Map.Entry<NamePattern, String>> stages, List<Map.Entry<NamePattern, Long>> timeoutsMs) {
  private static final List<String> USUAL_STAGES =
      List.of("dev", "test", "qa", "int", "staging", "stage", "preprod", "prod", "production");

  public StatsSettings {
    stages = List.copyOf(stages);
    timeoutsMs = List.copyOf(timeoutsMs);
  }

  /** No patterns: stages from the usual words in names, no timeouts. */
  public static StatsSettings none() {
    return new StatsSettings(List.of(), List.of());
  }

  /**
   * The stage of a function: by pattern, else a usual word that stands in its name between dashes
   * or underscores; null if neither tells.
   */
  String stage(String functionName) {
    for (Map.Entry<NamePattern, String> rule : stages) {
      if (rule.getKey().matches(functionName)) {
        return rule.getValue();
      }
    }
    List<String> words = List.of(functionName.toLowerCase(Locale.ROOT).split("[-_]"));
    return USUAL_STAGES.stream().filter(words::contains).findFirst().orElse(null);
  }

  /** The timeout of a function in ms; null if none is set. */
  Long timeoutMs(String functionName) {
    return timeoutsMs.stream()
        .filter(rule -> rule.getKey().matches(functionName))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }
}
