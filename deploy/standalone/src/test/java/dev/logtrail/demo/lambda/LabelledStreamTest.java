package dev.logtrail.demo.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.demo.lambda.platform.LambdaFunction;
import dev.logtrail.demo.shop.Shop;
import dev.logtrail.trail.Basis;
import dev.logtrail.trail.EventId;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold of every labelled stream, over all functions and many seeds. */
class LabelledStreamTest {
  private static final long START = 1_795_168_800_123L;
  private static final int SEEDS = 20;
  private static final int REQUESTS = 25;

  static Stream<LambdaFunction> functions() {
    return Shop.functions().stream();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void theSameSeedGivesTheSameEvents(LambdaFunction function) {
    assertThat(stream(function, 3)).isEqualTo(stream(function, 3));
    assertThat(stream(function, 3).events()).isNotEqualTo(stream(function, 4).events());
  }

  @ParameterizedTest
  @MethodSource("functions")
  void idsAreUniqueAndTellTheIngestionOneToThreeSecondsLater(LambdaFunction function) {
    for (LabelledStream stream : streams(function)) {
      Set<String> ids = new HashSet<>();
      for (LabelledBatch batch : stream.batches()) {
        for (LabelledEvent e : batch.events()) {
          assertThat(e.event().id()).matches("\\d{56}");
          assertThat(ids.add(e.event().id())).isTrue();
          assertThat(EventId.ingestionTime(e.event().id(), e.event().timestamp()))
              .isEqualTo(batch.ingestedAt())
              .isBetween(e.event().timestamp() + 1_000, e.event().timestamp() + 4_000);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void idsSortInTheOrderOfWriting(LambdaFunction function) {
    BigInteger withoutTimestamp = BigInteger.ONE.shiftLeft(144);
    // The batch's hash says nothing of order, so it is taken out.
    BigInteger hash = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE).shiftLeft(16);
    for (LabelledStream stream : streams(function)) {
      List<BigInteger> order = new ArrayList<>();
      List<String> ids = new ArrayList<>();
      for (LabelledEvent e : stream.events()) {
        BigInteger id = new BigInteger(e.event().id());
        order.add(id.mod(withoutTimestamp).andNot(hash));
        ids.add(e.event().id());
      }
      assertThat(order).isSorted();
      if (!function.name().equals("inventory-sync")) {
        assertThat(ids).as("no runtime but Python JSON cuts its times").isSorted();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void startAndReportEncloseWhatBelongsBetweenThem(LambdaFunction function) {
    for (LabelledStream stream : streams(function)) {
      String open = null;
      Map<String, Integer> starts = new HashMap<>();
      for (LabelledEvent e : stream.events()) {
        String message = e.event().message();
        if (isStart(message)) {
          assertThat(open).isNull();
          open = e.requestId();
          assertThat(e.n()).isEqualTo(starts.merge(open, 1, Integer::sum));
        }
        if (e.expected() == Basis.MARKERS) {
          assertThat(e.requestId()).isEqualTo(open);
        } else if (e.expected() == Basis.REQUEST_ID) {
          assertThat(message).contains(e.requestId());
          assertThat(e.n()).isEqualTo(starts.get(e.requestId()));
        } else {
          assertThat(open).as(message).isNull();
        }
        if (isReport(message)) {
          assertThat(e.requestId()).isEqualTo(open);
          open = null;
        }
      }
      assertThat(open).isNull();
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void everyAccidentHappens(LambdaFunction function) {
    Set<FailureKind> seen = EnumSet.noneOf(FailureKind.class);
    int most = 0;
    for (LabelledStream stream : streams(function)) {
      for (FinishedInvocation invoked : stream.invoked()) {
        seen.add(invoked.failure());
        most = Math.max(most, invoked.n());
      }
    }
    Set<FailureKind> possible = EnumSet.allOf(FailureKind.class);
    if (function.is(LambdaFunction.Trait.SNAP_START)) {
      possible.remove(FailureKind.INIT_FAILURE);
    }
    assertThat(seen).isEqualTo(possible);
    assertThat(most).isEqualTo(function.is(LambdaFunction.Trait.SYNCHRONOUS) ? 1 : 3);
  }

  private static boolean isStart(String message) {
    return message.startsWith("START RequestId: ") || message.contains("\"platform.start\"");
  }

  private static boolean isReport(String message) {
    return message.startsWith("REPORT RequestId: ") || message.contains("\"platform.report\"");
  }

  private static List<LabelledStream> streams(LambdaFunction function) {
    List<LabelledStream> streams = new ArrayList<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      streams.add(stream(function, seed));
    }
    return streams;
  }

  private static LabelledStream stream(LambdaFunction function, long seed) {
    return LabelledStream.simulate(function, seed, START, REQUESTS, FailureOdds.frequent());
  }
}
