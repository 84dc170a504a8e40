package dev.logtrail.logql;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** A question about numbers, at one moment or at each of many. */
public sealed interface Metric extends LogQl {

  /** What is made of the lines of a span. */
  enum Function {
    COUNT_OVER_TIME,
    RATE,
    BYTES_OVER_TIME,
    BYTES_RATE,
    SUM_OVER_TIME,
    AVG_OVER_TIME,
    MIN_OVER_TIME,
    MAX_OVER_TIME,
    FIRST_OVER_TIME,
    LAST_OVER_TIME,
    STDDEV_OVER_TIME,
    STDVAR_OVER_TIME,
    QUANTILE_OVER_TIME;

    /** Whether bytes of text are summed up, and not lines. */
    public boolean isOfBytes() {
      return this == BYTES_OVER_TIME || this == BYTES_RATE;
    }

    /** Whether it is by second. */
    public boolean isRate() {
      return this == RATE || this == BYTES_RATE;
    }

    /** Whether it is a sum, so that series can be added. */
    public boolean isSum() {
      return ordinal() <= SUM_OVER_TIME.ordinal();
    }

    /** As it is written. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Which labels tell series apart.
   *
   * @param without whether it is all but these
   */
  record Grouping(boolean without, List<String> labels) {
    /** No label does: all is one. */
    public static final Grouping NONE = new Grouping(false, List.of());

    public Grouping {
      labels = List.copyOf(labels);
    }

    /** What is left of the labels of a line or a series. */
    public Map<String, String> of(Map<String, String> all) {
      Map<String, String> left = new TreeMap<>(all);
      if (without) {
        left.keySet().removeAll(labels);
      } else {
        left.keySet().retainAll(labels);
      }
      left.values().removeIf(String::isEmpty);
      return left;
    }
  }

  /**
   * A number of lines, or of what is unwrapped of them.
   *
   * @param quantile of {@code quantile_over_time}; else unused
   * @param rangeMs the span before each point, in ms
   * @param offsetMs how much earlier that span ends, in ms
   * @param by null for all labels that lines have
   */
  record Counted(
      Function function, double quantile, Lines lines, long rangeMs, long offsetMs, Grouping by)
      implements Metric {}

  /** How series become one, or fewer. */
  enum Aggregation {
    SUM,
    AVG,
    MIN,
    MAX,
    COUNT,
    STDDEV,
    STDVAR,
    TOPK,
    BOTTOMK,
    SORT,
    SORT_DESC;

    /** Whether it takes how many series are wanted. */
    public boolean isChoice() {
      return this == TOPK || this == BOTTOMK;
    }

    /** Whether it only orders them. */
    public boolean isOrder() {
      return this == SORT || this == SORT_DESC;
    }
  }

  /**
   * Series made fewer.
   *
   * @param most how many of a choice
   */
  record Aggregated(Aggregation how, int most, Grouping by, Metric of) implements Metric {
    public Aggregated {
      Objects.requireNonNull(by, "by");
    }
  }

  /**
   * Two numbers made one.
   *
   * @param op as it is written
   * @param bool whether a comparison gives 0 or 1, and not what it is true of
   * @param on which labels must be equal
   */
  record Combined(String op, boolean bool, Grouping on, Metric left, Metric right)
      implements Metric {}

  /** A number. */
  record Constant(double value) implements Metric {}

  /** {@code vector}: a series without labels, of one number. */
  record Steady(double value) implements Metric {}
}
