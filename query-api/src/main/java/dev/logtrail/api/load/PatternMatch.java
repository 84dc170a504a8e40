package dev.logtrail.api.load;

import dev.logtrail.api.http.Problem;
import dev.logtrail.api.http.ProblemException;
import dev.logtrail.pattern.FilterPattern;
import dev.logtrail.pattern.FilterPatternException;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.TrailEvent;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Tests filter patterns on what trails were made of: raw events, not the entries read from them.
 */
public final class PatternMatch {
  private PatternMatch() {}

  /**
   * The pattern of parameter {@code q}; null if there is none.
   *
   * @throws ProblemException 400 if it is no filter pattern; says where and what would be right
   */
  public static FilterPattern pattern(String q) {
    if (q == null) {
      return null;
    }
    try {
      return FilterPattern.parse(q);
    } catch (FilterPatternException e) {
      throw new ProblemException(
          Problem.of(
              400,
              "'q' is no filter pattern: " + e.getMessage(),
              new Problem.Fault("q", e.column(), e.reason(), FilterPattern.exampleFor(q))));
    }
  }

  /**
   * What a pattern is tested on: each event, and each line of the log result.
   *
   * @param invocation null if there is no log result
   */
  static Supplier<Stream<RawText>> texts(List<TrailEvent> events, Invocation invocation) {
    return () -> {
      Stream<RawText> texts =
          events.stream().map(e -> new RawText(e.event().id(), e.event().message()));
      boolean told = invocation != null && invocation.log() != null;
      return told
          ? Stream.concat(texts, invocation.log().lines().map(line -> new RawText(null, line)))
          : texts;
    };
  }
}
