package dev.logtrail.store.alert;

/**
 * What is, or was, wrong with a function by a rule.
 *
 * @param alertId its id
 * @param rule name of the rule
 * @param value what the rule measured last, in its own unit
 * @param summary the same in words
 * @param since epoch ms at which it began to fire
 * @param resolvedAt epoch ms; null while it fires
 */
public record Alert(
    long alertId,
    String rule,
    String account,
    String region,
    String functionName,
    double value,
    String summary,
    long since,
    Long resolvedAt) {

  /** The same, over since a time. */
  public Alert resolved(long at) {
    return new Alert(alertId, rule, account, region, functionName, value, summary, since, at);
  }

  /** What a rule found of a function. */
  public record Breach(
      String account, String region, String functionName, double value, String summary) {}
}
