package dev.logtrail.demo.lambda.durable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.demo.lambda.LabelledEvent;
import dev.logtrail.reading.execution.ExecutionReading;
import dev.logtrail.reading.execution.ExecutionTrail;
import dev.logtrail.reading.execution.ExecutionTrail.Step;
import dev.logtrail.reading.execution.Operation;
import dev.logtrail.trail.Entry;
import dev.logtrail.trail.Execution;
import dev.logtrail.trail.Trail;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The parser against durable executions of which everything is known, in any order. */
class DurableRunTest {
  @ParameterizedTest
  @EnumSource(SdkStyle.class)
  void oneThatWasStoppedWhileSuspended(SdkStyle style) throws Exception {
    DurableRun run = Executions.stopped(style);
    ExecutionTrail read = read(run, 1);

    assertThat(read.status()).isEqualTo("STOPPED");
    assertThat(read.steps()).hasSize(3);
    assertThat(read.waits()).isEqualTo(3);
    assertThat(read.endedAt() - read.startedAt()).isEqualTo(48 * 3_600_000L);
    assertThat(read.operations())
        .extracting(Operation::name)
        .containsExactly("reserve", "charge", "pack", "ship", "notify");
    Operation charge = read.operations().get(1);
    assertThat(charge.attempts()).isEqualTo(2);
    assertThat(charge.errors()).isEqualTo(1);
    assertThat(charge.state()).isEqualTo(Operation.State.RAN);
    assertThat(charge.requestIds()).isEqualTo(run.requestIds().subList(1, 3));
    assertThat(prints(read))
        .containsExactly(
            "order received ×2",
            "reserved, cooling off ×2",
            "cooled off ×1",
            "charged ×0",
            "shipped ×0");
  }

  @ParameterizedTest
  @EnumSource(SdkStyle.class)
  void anyInAnyOrderAndRepeated(SdkStyle style) throws Exception {
    for (long seed = 0; seed < 60; seed++) {
      DurableRun run = Executions.random(style, seed);
      ExecutionTrail read = read(run, seed);
      assertThat(read.steps())
          .extracting(s -> s.trail().header().key().requestId())
          .as("seed " + seed)
          .isEqualTo(run.requestIds());
      assertThat(read.status()).isEqualTo("SUCCEEDED");
      assertThat(replays(read)).as("seed " + seed).isEqualTo(run.replays());
      List<String> ids = new ArrayList<>();
      read.steps().forEach(s -> s.trail().entries().forEach(e -> ids.addAll(e.eventIds())));
      List<String> written = new ArrayList<>();
      run.events().values().forEach(of -> of.forEach(e -> written.add(e.event().id())));
      assertThat(ids)
          .as("no event is lost or doubled")
          .containsExactlyInAnyOrderElementsOf(written);
    }
  }

  @ParameterizedTest
  @EnumSource(SdkStyle.class)
  void everyEventIsItsRequests(SdkStyle style) throws Exception {
    DurableRun run = Executions.random(style, 99);
    List<Trail> trails = Executions.trails(run, 5);
    for (List<LabelledEvent> of : run.events().values()) {
      for (LabelledEvent e : of) {
        assertThat(trails)
            .filteredOn(
                t ->
                    t.entries().stream()
                        .anyMatch(entry -> entry.eventIds().contains(e.event().id())))
            .extracting(t -> t.header().key().requestId())
            .containsExactly(e.requestId());
      }
    }
  }

  private static ExecutionTrail read(DurableRun run, long seed) throws Exception {
    List<Trail> trails = Executions.trails(run, seed);
    assertThat(trails)
        .extracting(t -> t.header().execution())
        .containsOnly(Execution.ofArn(run.arn()));
    return ExecutionReading.read(Execution.ofArn(run.arn()), trails);
  }

  /** Without the platform's lines and those of the SDK's logger. */
  private static List<Entry> printed(ExecutionTrail read) {
    List<Entry> printed = new ArrayList<>();
    for (Step step : read.steps()) {
      for (Entry e : step.trail().entries()) {
        boolean plain = e.fields().keySet().stream().noneMatch(k -> k.startsWith("operation"));
        if (plain && e.origin() == dev.logtrail.trail.Origin.FUNCTION) {
          printed.add(e);
        }
      }
    }
    return printed;
  }

  private static List<String> prints(ExecutionTrail read) {
    return printed(read).stream().map(e -> e.message() + " ×" + e.replays()).toList();
  }

  private static List<Integer> replays(ExecutionTrail read) {
    return printed(read).stream().map(Entry::replays).toList();
  }
}
