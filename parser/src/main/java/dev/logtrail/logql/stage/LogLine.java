package dev.logtrail.logql.stage;

import dev.logtrail.text.JsonTree;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** A line on its way through a pipeline. Not thread-safe. */
public final class LogLine {
  /** The label that says what a stage could not read. */
  public static final String ERROR = "__error__";

  /** More about it. */
  public static final String ERROR_DETAILS = "__error_details__";

  /** Labels that a line has at most; fields beyond are left out. */
  private static final int MOST = 200;

  private final Supplier<String> raw;
  private final Map<String, Object> fields;
  private final Map<String, String> labels;
  private final Set<String> own;
  private String written;
  private String text;
  private boolean rewritten;
  private double value = Double.NaN;

  /**
   * A line before all stages.
   *
   * @param text as it is shown
   * @param written as the function wrote it; null or the same where nothing was taken off
   * @param fields that were read of it already
   * @param labels of its stream, and what stands beside it; is added to
   */
  public LogLine(
      String text,
      Supplier<String> written,
      Map<String, Object> fields,
      Map<String, String> labels) {
    this.text = text;
    this.raw = written;
    this.fields = fields;
    this.labels = labels;
    this.own = Set.copyOf(labels.keySet());
  }

  /** As it is shown. */
  public String text() {
    return text;
  }

  /** All labels by name. */
  public Map<String, String> labels() {
    return labels;
  }

  /** The number of an unwrapped label; NaN if there is none. */
  public double value() {
    return value;
  }

  /** As the function wrote it, until a stage has changed the line. */
  String written() {
    if (rewritten) {
      return text;
    }
    if (written == null) {
      String as = raw.get();
      written = as == null ? text : as;
    }
    return written;
  }

  void rewrite(String as) {
    text = as;
    rewritten = true;
  }

  void unwrap(double number) {
    value = number;
  }

  /** Adds a field; a label that the line has by itself stays, and what was read first does. */
  void extract(String name, Object of) {
    if (of != null && labels.size() < MOST) {
      labels.putIfAbsent(own.contains(name) ? name + "_extracted" : name, of.toString());
    }
  }

  /**
   * The fields of a line that is JSON, behind the prefix of its runtime too; null if it is none.
   */
  Map<String, Object> object() {
    Map<String, Object> object = JsonTree.object(written());
    if (object != null || rewritten) {
      return object;
    }
    int brace = fields.isEmpty() ? -1 : written().indexOf('{');
    return brace < 0 ? JsonTree.object(text) : JsonTree.object(written().substring(brace));
  }
}
