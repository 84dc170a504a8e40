package dev.logtrail.logql;

import dev.logtrail.logql.stage.LabelMatcher;
import dev.logtrail.logql.stage.LogLine;
import dev.logtrail.logql.stage.Stage;
import java.util.List;

/** A question in LogQL: about lines, or about numbers. */
public sealed interface LogQl permits LogQl.Lines, Metric {

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

    /** Whether a line passes all stages, which may change it. */
    public boolean pass(LogLine line) {
      for (Stage stage : stages) {
        if (!stage.pass(line)) {
          return false;
        }
      }
      return true;
    }
  }
}
