package dev.logtrail.logql.stage;

/**
 * {@code unwrap}: the number of a label is what is counted. A line without the label does not pass;
 * one whose label is no number is told so in {@link LogLine#ERROR}.
 *
 * @param label whose number
 * @param unit of which it is: seconds, bytes, or none
 */
public record Unwrap(String label, Quantity.Unit unit) implements Stage {
  /** What a line whose label is no number is told to be. */
  public static final String FAULT = "SampleExtractionErr";

  @Override
  public boolean pass(LogLine line) {
    String text = line.labels().remove(label);
    if (text == null) {
      return false;
    }
    double number = Quantity.of(text, unit);
    if (Double.isNaN(number)) {
      line.labels().put(LogLine.ERROR, FAULT);
    }
    line.unwrap(number);
    return true;
  }
}
