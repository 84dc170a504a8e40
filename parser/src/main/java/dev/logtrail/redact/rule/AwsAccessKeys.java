package dev.logtrail.redact.rule;

/** Finds access key ids, beside which secret keys are likely. */
public final class AwsAccessKeys {
  private AwsAccessKeys() {}

  /** The first id of a text, with a blank behind it; empty if there is none. */
  public static String firstIn(String text) {
    Spans spans = new Spans();
    AwsAccessKey rule = new AwsAccessKey();
    if (rule.mayMatch(text)) {
      rule.find(text, spans);
    }
    return spans.size() == 0 ? "" : text.substring(spans.start(0), spans.end(0)) + " ";
  }
}
