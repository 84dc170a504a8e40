package dev.logtrail.cost;

import dev.logtrail.text.NamePattern;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the bill of a function depends on and its logs do not tell.
 *
 * @param architectures by pattern, the first that fits counts; x86_64 if none does
 * @param modes by pattern, the first that fits counts; on demand if none does
 */
public record FunctionBilling(
    List<Map.Entry<NamePattern, Architecture>> architectures,
    List<Map.Entry<NamePattern, BillingMode>> modes) {
  /** x86_64 on demand for all. */
  public static final FunctionBilling DEFAULT = new FunctionBilling(List.of(), List.of());

  public FunctionBilling {
    architectures = List.copyOf(architectures);
    modes = List.copyOf(modes);
  }

  /** What a function runs on. */
  public Architecture architecture(String functionName) {
    return first(architectures, functionName, Architecture.X86_64);
  }

  /** How a function is charged. */
  public BillingMode mode(String functionName) {
    return first(modes, functionName, BillingMode.ON_DEMAND);
  }

  private static <T> T first(
      List<Map.Entry<NamePattern, T>> rules, String functionName, T otherwise) {
    Objects.requireNonNull(functionName, "functionName");
    for (Map.Entry<NamePattern, T> rule : rules) {
      if (rule.getKey().matches(functionName)) {
        return rule.getValue();
      }
    }
    return otherwise;
  }
}
