package dev.logtrail.demo.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.demo.shop.Shop;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A log result is the end of what the request wrote, with three known differences. */
class LogResultTest {

  @Test
  void isAtMostFourKilobytesFromTheEnd() {
    boolean cut = false;
    for (FinishedInvocation invoked : invoked()) {
      byte[] result = invoked.logResult();
      byte[] all = invoked.logText().getBytes(StandardCharsets.UTF_8);
      assertThat(result).hasSize(Math.min(all.length, 4096));
      assertThat(all).endsWith(result);
      cut |= all.length > 4096;
    }
    assertThat(cut).as("one is long enough to be cut").isTrue();
  }

  /**
   * The platform's lines before START are left out, JSON records stand one a line, and a failure
   * line of the old style comes before END rather than after REPORT.
   */
  @Test
  void equalsTheTextOfTheStream() {
    int compared = 0;
    for (FinishedInvocation invoked : invoked()) {
      if (hasOldStyleFailure(invoked)) {
        assertThat(lines(invoked.logText()))
            .containsExactlyInAnyOrderElementsOf(lines(streamText(invoked)));
        assertThat(invoked.logText()).containsSubsequence(failureText(invoked), "END RequestId: ");
      } else {
        assertThat(invoked.logText()).isEqualTo(streamText(invoked));
        compared++;
      }
    }
    assertThat(compared).isPositive();
  }

  private static List<FinishedInvocation> invoked() {
    return Shop.functions().stream()
        .flatMap(
            function ->
                LabelledStream.simulate(
                    function, 9, 1_795_168_800_123L, 120, FailureOdds.frequent())
                    .invoked()
                    .stream())
        .toList();
  }

  private static String streamText(FinishedInvocation invoked) {
    return invoked.written().stream()
        .map(WrittenEvent::message)
        .filter(LogResultTest::isInLogResult)
        .filter(message -> !message.startsWith("[metrics-agent] "))
        .map(message -> isRecord(message) ? message + "\n" : message)
        .collect(Collectors.joining());
  }

  private static boolean isInLogResult(String message) {
    return !message.matches("(?s)(INIT_START|INIT_REPORT|RESTORE_START|RESTORE_REPORT|EXTENSION).*")
        && !message.matches("(?s)\\{\"time\":\"[^\"]+\",\"type\":\"platform\\.init.*");
  }

  private static boolean isRecord(String message) {
    return message.startsWith("{") && !message.endsWith("\n");
  }

  private static boolean hasOldStyleFailure(FinishedInvocation invoked) {
    return !failureText(invoked).isEmpty();
  }

  private static String failureText(FinishedInvocation invoked) {
    return invoked.written().stream()
        .map(WrittenEvent::message)
        .filter(m -> m.contains(" Task timed out ") || m.startsWith("RequestId: "))
        .findFirst()
        .orElse("");
  }

  private static List<String> lines(String text) {
    return text.lines().toList();
  }
}
