package dev.logtrail.logql.stage;

/** A step of a pipeline. */
public interface Stage {
  /**
   * Runs it.
   *
   * @param line may be changed
   * @return whether the line passes
   */
  boolean pass(LogLine line);
}
