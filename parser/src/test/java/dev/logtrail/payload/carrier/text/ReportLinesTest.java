package dev.logtrail.payload.carrier.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.line.LineScanner;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Report;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportLinesTest {
  private static final String REPORT =
      "REPORT RequestId: 11111111-1111-4111-8111-111111111111\tDuration: 5.25 ms\tBilled Duration: 6"
          + " ms\tMemory Size: 128 MB\tMax Memory Used: 40 MB\tInit Duration: 90.50 ms\tStatus:"
          + " error\tError Type: Runtime.ExitError";

  private final List<String> events = new ArrayList<>();
  private final OpenEvent event =
      new OpenEvent(new LogStream("a", "r", "g", "s"), 1 << 20, (s, t, m) -> events.add(m));

  /** A window may break the line at any blank; a copy keeps the blank or loses it. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void isWholeAgainWhereverItWasBroken(boolean blankKept) {
    Report whole = LineScanner.scan(REPORT).report();
    for (int at = REPORT.indexOf('\t'); at < REPORT.length(); at++) {
      if (REPORT.charAt(at) <= ' ') {
        BareLines lines = new BareLines(event);
        lines.line(REPORT.substring(0, blankKept ? at + 1 : at));
        lines.line(REPORT.substring(at + 1));
        event.close();
        assertThat(events).describedAs("broken at %d", at).hasSize(1);
        assertThat(LineScanner.scan(events.get(0)).report()).isEqualTo(whole);
        events.clear();
      }
    }
  }

  @Test
  void whatIsNotOfAReportIsAnEvent() {
    BareLines lines = new BareLines(event);
    lines.line(REPORT);
    lines.line("Duration: 5 ms of work");
    event.close();
    assertThat(events).hasSize(2);
  }
}
