package dev.logtrail.reading.logresult;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.trail.Basis;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.TrailEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a log result costs to merge grows as it does, whatever stands in it. */
class LogResultStepsTest {

  private record Glued(String line, List<String> open) {}

  static Stream<Arguments> made() {
    IntFunction<Glued> dots = n -> new Glued(".".repeat(n) + "x", List.of(".", ".."));
    IntFunction<Glued> manyLengths =
        n -> new Glued(".".repeat(n) + "x", dotted(Math.min(n - 1, 60)));
    IntFunction<Glued> everyLength = n -> new Glued(".".repeat(n) + "x", dotted(n - 1));
    // "Aa" and "BB" have one hash: so have all texts made of them that are equally long.
    IntFunction<Glued> oneHash =
        n -> new Glued("Aa".repeat(n / 2) + "x", List.of("BB", "BB".repeat(8), "Aa"));
    return Stream.of(
        Arguments.of("two that overlap", dots),
        Arguments.of("sixty that overlap", manyLengths),
        Arguments.of("all that overlap", everyLength),
        Arguments.of("texts of one hash", oneHash));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("made")
  void twiceTheTextTakesTwiceTheSteps(String name, IntFunction<Glued> made) {
    long once = steps(made.apply(1_000));
    long twice = steps(made.apply(2_000));

    assertThat(once).isPositive();
    assertThat((double) twice / once).isLessThanOrEqualTo(2.2);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatIsCutIsWhatWasGlued(long seed) {
    Random random = new Random(seed);
    SeamCutter cutter = new SeamCutter();
    List<String> heads = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String head = "line " + Integer.toString(random.nextInt(1_000_000), 36) + (i % 7) + ':';
      heads.add(head);
      cutter.add(head, true);
    }
    cutter.add("the end", false);
    List<String> glued = new ArrayList<>();
    for (int i = random.nextInt(20) + 1; i > 0; i--) {
      glued.add(heads.get(random.nextInt(heads.size())));
    }
    glued.add("the end");

    assertThat(cutter.cut(String.join("", glued))).isEqualTo(glued);
    assertThat(cutter.cut(String.join("", glued) + '!')).hasSize(1);
  }

  @Test
  void aTrailAndALogResultOfDotsAreMerged() {
    List<TrailEvent> events =
        Stream.of(".", "..")
            .map(text -> new LogEvent(text, 1_000, text))
            .map(e -> new TrailEvent(e, Basis.MARKERS, false, Source.SUBSCRIPTION))
            .toList();
    String log = ".".repeat(3_000) + "x";
    Invocation invocation =
        new Invocation("1", "eu-west-1", "f", "1", "r", log, false, 200, null, "{}", 999L);

    assertThat(LogResultMerge.merge(events, invocation))
        .extracting(e -> e.event().message())
        .containsExactlyInAnyOrder(".", "..", log);
  }

  @Test
  void placesAreTakenFromTheEndAndEachOnce() {
    LinePlaces places = new LinePlaces();
    Stream.of(1, 4, 6, 9).forEach(places::add);

    assertThat(Stream.of(10, 6, 5, 2, 2).map(places::take)).containsExactly(9, 4, 1, 6, -1);
  }

  static Stream<Long> seeds() {
    return Stream.iterate(1L, seed -> seed + 1).limit(50);
  }

  private static List<String> dotted(int most) {
    return Stream.iterate(1, n -> n + 1).limit(most).map(".".repeat(1)::repeat).toList();
  }

  private static long steps(Glued glued) {
    SeamCutter cutter = new SeamCutter();
    glued.open().forEach(line -> cutter.add(line, true));
    cutter.cut(glued.line());
    return cutter.steps();
  }
}
