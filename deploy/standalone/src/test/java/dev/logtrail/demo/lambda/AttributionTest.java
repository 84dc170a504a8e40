package dev.logtrail.demo.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.attribution.AttributedTrail;
import dev.logtrail.attribution.StreamSplit;
import dev.logtrail.demo.lambda.platform.LambdaFunction;
import dev.logtrail.demo.shop.Shop;
import dev.logtrail.trail.Basis;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.TrailEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The parser against streams in which every event knows its true request. */
class AttributionTest {
  private static final int SEEDS = 40;

  static Stream<LambdaFunction> functions() {
    return Shop.functions().stream();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void findsTheTrueRequestOfEveryEvent(LambdaFunction function) {
    List<String> wrong = new ArrayList<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      LabelledStream labelled =
          LabelledStream.simulate(function, seed, 1_795_168_800_123L, 25, FailureOdds.frequent());
      Map<String, String> found = found(labelled, new Random(seed));
      List<LabelledEvent> events = labelled.events();
      for (LabelledEvent e : events) {
        String truth = e.requestId() + "#" + e.n() + " " + e.expected();
        String answer = found.get(e.event().id());
        if (!truth.equals(answer) && !isCutBeforeAnEnd(e, events)) {
          wrong.add("seed " + seed + ": " + truth + " read as " + answer + ": " + e.event());
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  /**
   * The one known limit: a line without an id whose time a runtime cut to the second, written by a
   * new init in the very second in which the request before it died. It sorts before that death.
   */
  private static boolean isCutBeforeAnEnd(LabelledEvent line, List<LabelledEvent> events) {
    if (line.expected() != Basis.INIT || !line.event().message().startsWith("{\"timestamp\"")) {
      return false;
    }
    return events.subList(0, events.indexOf(line)).stream()
        .anyMatch(before -> before.event().timestamp() > line.event().timestamp());
  }

  private static Map<String, String> found(LabelledStream labelled, Random random) {
    List<LogEvent> events = new ArrayList<>();
    labelled.events().forEach(e -> events.add(e.event()));
    Collections.shuffle(events, random);
    Map<String, String> found = new HashMap<>();
    for (AttributedTrail trail :
        StreamSplit.split(labelled.stream(), Source.SUBSCRIPTION, events)) {
      int n = trail.key().isEnvironment() ? 0 : trail.key().startNumber();
      for (TrailEvent event : trail.events()) {
        found.put(event.event().id(), trail.key().requestId() + "#" + n + " " + event.basis());
      }
    }
    return found;
  }
}
