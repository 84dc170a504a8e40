package dev.logtrail.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.trail.Level;
import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.Report;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineScannerTest {

  @Test
  void readsEveryFieldOfAReportByName() {
    String line =
        "REPORT RequestId: r-1\tDuration: 306.34 ms\tBilled Duration: 610 ms\tMemory Size: 3009 MB"
            + "\tMax Memory Used: 155 MB\tRestore Duration: 511.25 ms\tBilled Restore Duration: 303 ms"
            + "\tStatus: error\tError Type: Runtime.OutOfMemory\n"
            + "XRAY TraceId: 1-61f99a56-47e3\tSegmentId: 11e7\tSampled: true\t\n";
    LineFacts facts = LineScanner.scan(line);
    assertThat(facts.kind()).isEqualTo(LineKind.REPORT);
    assertThat(facts.requestId()).isEqualTo("r-1");
    assertThat(facts.traceId()).isEqualTo("1-61f99a56-47e3");
    assertThat(facts.failure()).isEqualTo(Outcome.OUT_OF_MEMORY);
    assertThat(facts.report())
        .isEqualTo(
            new Report(
                306.34, 610L, 3009, 155, null, 511.25, 303L, "error", "Runtime.OutOfMemory"));
  }

  @Test
  void readsAReportWhoseTabsBecameSpacesAndWhoseInitComesFirst() {
    Report report =
        LineScanner.scan(
                "REPORT RequestId: 3d5c  Init Duration: 0.65 ms  Duration: 123.16 ms     Billed Duration: 124 ms"
                    + " Memory Size: 3008 MB Max Memory Used: 3008 MB")
            .report();
    assertThat(report)
        .isEqualTo(new Report(123.16, 124L, 3008, 3008, 0.65, null, null, null, null));
  }

  @Test
  void readsLinesWhoseBreaksWereEscapedTwice() {
    LineFacts facts =
        LineScanner.scan(
            "REPORT RequestId: db27\\tDuration: 1.76 ms\\tBilled Duration: 100 ms\\t\\n");
    assertThat(facts.requestId()).isEqualTo("db27");
    assertThat(facts.report().durationMs()).isEqualTo(1.76);
    assertThat(LineScanner.scan("END RequestId: db27\\n").requestId()).isEqualTo("db27");
  }

  @Test
  void readsInitLines() {
    LineFacts start =
        LineScanner.scan(
            "INIT_START Runtime Version: python:3.13.v50\tRuntime Version ARN: arn:x\n");
    assertThat(start.kind()).isEqualTo(LineKind.INIT_START);
    assertThat(start.runtimeVersion()).isEqualTo("python:3.13.v50");
    LineFacts report =
        LineScanner.scan(
            "INIT_REPORT Init Duration: 998.15 ms\tPhase: invoke\tStatus: error\tError Type: X\n");
    assertThat(report.kind()).isEqualTo(LineKind.INIT_REPORT);
    assertThat(report.suppressed()).isTrue();
    assertThat(report.report().status()).isEqualTo("error");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "START RequestId: r Version: $LATEST | START",
        "START RequestId: r | START",
        "START RequestId: r Version: 7 and more | OUTPUT",
        "START RequestId:  | OUTPUT",
        "START of the day | OUTPUT",
        "END RequestId: r | END",
        "END RequestId: r indeed | OUTPUT",
        "REPORT invalid report log line | OUTPUT",
        "REPORT RequestId: r | OUTPUT",
        "RequestId: r Error: Runtime exited with error: signal: killed | FAILURE",
        "RequestId: r Process exited before completing request | FAILURE",
        "RequestId: r is what the SDK said | OUTPUT",
        "2020-06-09T15:02:26.150Z r Task timed out after 3.00 seconds | FAILURE",
        "2020-06-09T15:02:26.150Z r Task timed out after lunch | OUTPUT",
        "EXTENSION Name: a State: Ready Events: [] | PLATFORM",
        "EXTENSION of the deadline | OUTPUT",
        "Unknown application error occurred | PLATFORM",
        "{not json | OUTPUT",
        "{\"type\":\"platform.start\",\"record\":{\"requestId\":\"r\"}} | OUTPUT",
        "{\"time\":\"t\",\"type\":\"platform.start\",\"record\":{\"requestId\":\"r\"}} | START",
        "{\"record\":{\"requestId\":\"r\"},\"type\":\"platform.report\",\"time\":\"t\"} | REPORT",
        "{\"time\":\"t\",\"type\":\"platform.start\",\"record\":{}} | OUTPUT",
      })
  void tellsWhatALineIs(String message, LineKind kind) {
    assertThat(LineScanner.scan(message).kind()).isEqualTo(kind);
  }

  @Test
  void readsTheColumnsOfRuntimes() {
    RuntimePrefix node = RuntimePrefix.of("2024-03-04T05:32:27.130Z\tr\tINFO\ttext");
    assertThat(node).isEqualTo(new RuntimePrefix("r", Level.INFO, null, 32));
    RuntimePrefix old = RuntimePrefix.of("2018-02-15T19:52:35.436Z\tr\ttext\twith a tab");
    assertThat(old).isEqualTo(new RuntimePrefix("r", null, null, 27));
    RuntimePrefix python = RuntimePrefix.of("[WARNING]\t2026-04-24T17:39:52.929Z\t\ttext");
    assertThat(python.requestId()).isNull();
    assertThat(python.level()).isEqualTo(Level.WARN);
    RuntimePrefix ruby =
        RuntimePrefix.of("I, [2019-10-26T10:04:01.689856 #8]  INFO 6573a3a0-1111 -- app: text");
    assertThat(ruby.requestId()).isEqualTo("6573a3a0-1111");
    assertThat(ruby.logger()).isEqualTo("app");
  }

  @Test
  void neverThrowsWhateverTheText() {
    String[] pieces = {
      "START", " RequestId: ", "\t", "REPORT", "Duration: ", " ms", "{", "}", "\"", ":",
          "2024-03-04T05:32:27.130Z",
      "[", "]", "I, [", " -- ", "INIT_REPORT ", "\\n", "\n", "Task timed out after ", "\ud800", ",",
          "platform.start"
    };
    Random random = new Random(7);
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder();
      int n = random.nextInt(8);
      for (int k = 0; k < n; k++) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      assertThat(LineScanner.scan(text.toString())).isNotNull();
    }
  }
}
