package dev.logtrail.api.loki;

import java.util.Map;

/** Takes the lines that a question means, and says which others it wants. */
interface LineSink {
  /**
   * A line.
   *
   * @param ns when, in ns since 1970; lines of a trail within a millisecond are told apart
   * @param stream labels of its stream
   * @param metadata what tells it apart from others of its stream
   * @param parsed all its labels, as stages have left them
   * @param value the number of an unwrapped label; NaN if there is none
   */
  record Line(
      long ns,
      String text,
      Map<String, String> stream,
      Map<String, String> metadata,
      Map<String, String> parsed,
      double value) {}

  /** Begins with the lines of a trail. */
  default void trail(long trailId) {}

  /** Takes one. */
  void line(Line line);

  /**
   * Whether a trail with lines in a span is wanted.
   *
   * @param firstMs earliest, in epoch ms
   * @param lastMs latest
   */
  default boolean wants(long firstMs, long lastMs) {
    return true;
  }
}
