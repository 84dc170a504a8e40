package dev.logtrail.api.insight;

import dev.logtrail.insight.EnvironmentHistory;
import dev.logtrail.insight.LeftRunning;
import dev.logtrail.insight.StatementSizes;
import dev.logtrail.insight.WitnessSum;
import dev.logtrail.usual.Divergence;
import java.util.List;

/**
 * What the newest requests of one function, or of all, tell together.
 *
 * @param basis of how many requests, and whether of all
 * @param environments those that are poisoned first, then those with the newest requests
 * @param statements what each log statement writes
 * @param left functions that leave work running, most lines first
 * @param failures the newest failed requests, newest first
 * @param witness what log results say of CloudWatch
 */
record Insights(
    Basis basis,
    List<Environment> environments,
    StatementSizes statements,
    List<Left> left,
    List<Failure> failures,
    WitnessSum witness) {
  Insights {
    environments = List.copyOf(environments);
    left = List.copyOf(left);
    failures = List.copyOf(failures);
  }

  /**
   * Of what was read.
   *
   * @param requests how many
   * @param complete whether there are no more in the span
   * @param tooLarge how many of them are too large for their lines to be read
   * @param newest epoch ms of its start; null if there is none
   * @param oldest epoch ms of its start; null if there is none
   */
  record Basis(int requests, boolean complete, int tooLarge, Long newest, Long oldest) {}

  /** An environment of a function. */
  record Environment(String functionName, EnvironmentHistory history, boolean poisoned) {}

  /** A function that leaves work running after its responses. */
  record Left(String functionName, LeftRunning lines) {}

  /**
   * A failed request beside those that went well.
   *
   * @param startedAt epoch ms; null if not known
   * @param comparedWith how many requests that went well
   * @param divergence where it first goes another way; null if it does not, or nothing is known
   */
  record Failure(
      String functionName,
      String requestId,
      Long startedAt,
      String outcome,
      int comparedWith,
      Divergence divergence) {}
}
