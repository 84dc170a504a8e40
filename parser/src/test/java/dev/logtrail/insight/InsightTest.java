package dev.logtrail.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.insight.EnvironmentHistory.Rise;
import dev.logtrail.insight.StatementSizes.Statement;
import dev.logtrail.trail.Basis;
import dev.logtrail.trail.CloseReason;
import dev.logtrail.trail.CloudWatchId;
import dev.logtrail.trail.Entry;
import dev.logtrail.trail.Level;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Origin;
import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.Report;
import dev.logtrail.trail.TrailHeader;
import dev.logtrail.trail.TrailKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Requests whose story is known, and what is told of them. */
class InsightTest {
  private static Entry line(String message, Basis basis, boolean bleed) {
    return new Entry(
        1L, Level.INFO, null, message, Map.of(), Origin.FUNCTION, basis, bleed, null, List.of("e"));
  }

  private static Entry line(String message) {
    return line(message, Basis.MARKERS, false);
  }

  /**
   * One request a letter: {@code s}uccess, {@code e}rror, {@code r}unning; a number is its peak.
   */
  private static EnvironmentHistory environment(String name, String... requests) {
    LogStream stream = new LogStream("1", "eu-west-1", "/aws/lambda/f", name);
    List<TrailHeader> headers = new ArrayList<>();
    for (int i = 0; i < requests.length; i++) {
      char kind = requests[i].charAt(0);
      int peak = Integer.parseInt(requests[i].substring(1));
      headers.add(
          TrailHeader.builder(TrailKey.request(stream, name + i, 1), "f")
              .startedAt(1_000L * i)
              .closeReason(kind == 'r' ? null : CloseReason.REPORT)
              .outcome(
                  kind == 's' ? Outcome.SUCCESS : kind == 'e' ? Outcome.ERROR : Outcome.RUNNING)
              .report(
                  kind == 'r' ? null : new Report(1.0, 1L, 256, peak, null, null, null, null, null))
              .build());
    }
    Collections.reverse(headers);
    return EnvironmentHistory.of(name, headers);
  }

  @Test
  void theRequestThatRaisedTheMemoryIsNamed() {
    EnvironmentHistory e = environment("a", "s90", "s90", "s180", "s180", "e200", "s200");
    assertThat(e.rises())
        .containsExactly(
            new Rise("a0", 0L, 0, 90),
            new Rise("a2", 2_000L, 90, 180),
            new Rise("a4", 4_000L, 180, 200));
    assertThat(e.failingSince()).isNull();
  }

  @Test
  void anEnvironmentThatFailsFromARequestOnIsPoisonedWhileOthersWork() {
    EnvironmentHistory sick = environment("a", "s9", "s9", "e9", "e9", "e9", "r0");
    EnvironmentHistory well = environment("b", "s9", "e9", "e9", "s9");
    EnvironmentHistory tired = environment("c", "s9", "e9", "e9");
    assertThat(sick.failingSince()).isEqualTo("a2");
    assertThat(sick.failed()).isEqualTo(3);
    assertThat(tired.failingSince()).as("two may be chance").isNull();
    assertThat(sick.isPoisoned(List.of(sick, well, tired))).isTrue();
    assertThat(well.isPoisoned(List.of(sick, well))).isFalse();
    EnvironmentHistory too = environment("d", "e9", "e9", "e9");
    assertThat(sick.isPoisoned(List.of(sick, too, well))).as("then it is the function").isFalse();
    assertThat(sick.isPoisoned(List.of(sick))).as("nothing to compare with").isFalse();
  }

  @Test
  void eachStatementIsTheSumOfItsLines() {
    StatementSizes sizes = new StatementSizes();
    sizes.add("f", List.of(line("order 1 paid"), line("order 22 paid"), line("größe")));
    assertThat(sizes.largest(10))
        .containsExactly(
            new Statement("f", "order * paid", Level.INFO, 2, 12 + 13 + 52, 77 / 110.0),
            new Statement("f", "größe", Level.INFO, 1, 7 + 26, 33 / 110.0));
    assertThat(sizes.largest(1)).hasSize(1);
    assertThat(sizes.bytes()).isEqualTo(110);
  }

  @Test
  void aLogResultThatIsPostedLateSaysNothingOfDelays() {
    long at = 1_795_000_000_000L;
    String id = new CloudWatchId(at, at + 5_000, 7, 0).text();
    Entry e =
        new Entry(
            at,
            null,
            null,
            "a",
            Map.of(),
            Origin.FUNCTION,
            Basis.MARKERS,
            false,
            null,
            List.of(id));
    Entry alone =
        new Entry(
            null,
            null,
            null,
            "b",
            Map.of(),
            Origin.FUNCTION,
            Basis.LOG_RESULT,
            false,
            null,
            List.of());
    Witness prompt = Witness.of(List.of(e, alone), at + 1_000, at + 901_000);
    assertThat(prompt.slowestMs()).isEqualTo(4_000);
    assertThat(prompt.count(Witness.State.NEVER)).isEqualTo(1);
    Witness late = Witness.of(List.of(e, alone), at + 61_000, at + 62_000);
    assertThat(late.slowestMs()).isNull();
    assertThat(late.count(Witness.State.CAME)).isEqualTo(1);
    assertThat(late.count(Witness.State.WAITING)).isEqualTo(1);
  }

  @Test
  void workThatIsLeftRunningIsCounted() {
    LeftRunning left = new LeftRunning();
    left.add("clean", List.of(line("a")));
    left.add("late", List.of(line("a"), line("b", Basis.AFTER_END, false)));
    left.add(
        "bleeds", List.of(line("a", Basis.REQUEST_ID, true), line("b", Basis.AFTER_END, true)));
    assertThat(left.requests()).isEqualTo(2);
    assertThat(left.linesAfterEnd()).isEqualTo(1);
    assertThat(left.linesDuringOthers()).isEqualTo(2);
    assertThat(left.example()).isEqualTo("late");
  }
}
