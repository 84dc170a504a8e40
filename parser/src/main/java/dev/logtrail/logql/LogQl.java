package dev.logtrail.logql;

import java.util.List;
import java.util.Map;

/** A question in LogQL. */
public sealed interface LogQl {

  /**
   * Which lines.
   *
   * @param matchers what their stream's labels must fit
   * @param stages what they must pass, in order
   */
  record Lines(List<LabelMatcher> matchers, List<Stage> stages) implements LogQl {
    public Lines {
      matchers = List.copyOf(matchers);
      stages = List.copyOf(stages);
    }

    /** Whether a line passes all stages, which may add to its labels. */
    public boolean pass(String line, Map<String, String> labels) {
      return stages.stream().allMatch(s -> s.pass(line, labels));
    }
  }

  /** What is counted of lines over a span. */
  enum Function {
    COUNT_OVER_TIME,
    RATE,
    BYTES_OVER_TIME,
    BYTES_RATE;

    /** Whether bytes of text are summed up, and not lines. */
    public boolean isOfBytes() {
      return this == BYTES_OVER_TIME || this == BYTES_RATE;
    }

    /** Whether it is by second. */
    public boolean isRate() {
      return this == RATE || this == BYTES_RATE;
    }
  }

  /**
   * Counts of lines.
   *
   * @param rangeMs the span before each point, in ms
   * @param by labels that tell series apart; null for all that lines have
   */
  record Counted(Function function, Lines lines, long rangeMs, List<String> by) implements LogQl {
    public Counted {
      by = by == null ? null : List.copyOf(by);
    }
  }

  /** A sum of constants, by which clients ask whether the server works. */
  record Constant(double value) implements LogQl {}
}
