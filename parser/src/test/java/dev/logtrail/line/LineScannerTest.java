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
  private static final String ID = "7babf3ea-5cc7-4d00-a3d1-e7cf4282437f";

  @Test
  void readsEveryFieldOfAReportByName() {
    String line =
        "REPORT RequestId: r-1\tDuration: 306.34 ms\tBilled Duration: 610 ms\tMemory Size: 3009 MB"
            + "\tMax Memory Used: 155 MB\tRestore Duration: 511.25 ms\tBilled Restore Duration: 303"
            + " ms\tStatus: error\tError Type: Runtime.OutOfMemory\n"
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
                "REPORT RequestId: 3d5c  Init Duration: 0.65 ms  Duration: 123.16 ms     Billed"
                    + " Duration: 124 ms Memory Size: 3008 MB Max Memory Used: 3008 MB")
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
    assertThat(node).isEqualTo(new RuntimePrefix("r", IdStrength.WEAK, Level.INFO, null, 32));
    RuntimePrefix old = RuntimePrefix.of("2018-02-15T19:52:35.436Z\t" + ID + "\ttext\twith a tab");
    assertThat(old).isEqualTo(new RuntimePrefix(ID, IdStrength.WEAK, null, null, 62));
    RuntimePrefix python = RuntimePrefix.of("[WARNING]\t2026-04-24T17:39:52.929Z\t\ttext");
    assertThat(python.requestId()).isNull();
    assertThat(python.level()).isEqualTo(Level.WARN);
    RuntimePrefix ruby =
        RuntimePrefix.of("I, [2019-10-26T10:04:01.689856 #8]  INFO 6573a3a0-1111 -- app: text");
    assertThat(ruby.requestId()).isEqualTo("6573a3a0-1111");
    assertThat(ruby.logger()).isEqualTo("app");
  }

  /** A column is an id only where the runtime's shape and a plausible id are both there. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-01-01T00:00:00.000Z\\t@\\tINFO\\ttext | STRONG",
        "2026-01-01T00:00:00.000Z\\tNF5U6CMIUAWPER24GXDNDEZSVU\\tINFO\\ttext | STRONG",
        "2026-01-01T00:00:00.000Z\\t-\\tINFO\\ttext | NONE",
        "2026-01-01T00:00:00.000Z\\tundefined\\tINFO\\ttext | NONE",
        "2026-01-01T00:00:00.000Z\\tN/A\\tINFO\\ttext | NONE",
        "2026-01-01T00:00:00.000Z\\tINFO\\tlab/main.go:72\\ttext | NONE",
        "2026-01-01T00:00:00.000Z\\tmain\\tINFO\\ttext | WEAK",
        "2026-01-01T00:00:00.000Z\\tworker-1\\ttext | NONE",
        "2026-01-01T00:00:00.000Z\\t@\\ttext | WEAK",
        "2026-01-01T00:00:00.000Z   @   INFO   text | STRONG",
        "2026-01-01T00:00:00.000Z   @   text | WEAK",
        "2026-01-01T00:00:00.000Z @ text | NONE",
        "2026-01-01 01:00:00.000 (+01:00)   @   text | STRONG",
        "[INFO]\\t2026-01-01T00:00:00.000Z\\t@\\ttext | STRONG",
        "[INFO]   2026-01-01T00:00:00.000Z   @   text | STRONG",
        "[INFO]\\t2026-01-01T00:00:00.000Z\\tMainThread\\ttext | WEAK",
        "[INFO]\\t2026-01-01T00:00:00.000Z\\tapp.py:12\\ttext | NONE",
        "I, [2026-01-01T00:00:00.000000 #8]  INFO @ -- : text | STRONG",
        "I, [2026-01-01T00:00:00.000000 #8]  INFO - -- : text | NONE",
        "A, [2026-01-01T00:00:00.000000 #8]   ANY @ -- : text | STRONG",
        "{\"timestamp\":\"2026-01-01T00:00:00.000Z\",\"level\":\"INFO\",\"requestId\":\"@\",\"message\":\"m\"}"
            + " | RECORD",
        "{\"timestamp\":\"2026-01-01T00:00:00.000Z\",\"level\":\"INFO\",\"requestId\":\"-\",\"message\":\"m\"}"
            + " | NONE",
        "{\"timestamp\":\"2026-01-01T00:00:00.000Z\",\"level\":\"INFO\",\"requestId\":\"main\",\"message\":\"m\"}"
            + " | WEAK",
        "{\"timestamp\": \"2026-01-01T00:00:00Z\", \"level\": \"INFO\", \"message\": \"m\","
            + " \"requestId\": \"\"} | BEFORE_FIRST",
        "{\"requestId\":\"@\",\"timestamp\":\"2026-01-01T00:00:00.000Z\",\"executionArn\":\"arn:f:1/durable-execution/n/i\",\"message\":\"m\"}"
            + " | STRONG",
        "{\"requestId\":\"@\",\"timestamp\":\"2026-01-01T00:00:00.000Z\",\"executionArn\":\"arn:states\",\"message\":\"m\"}"
            + " | WEAK",
      })
  void tellsWhatIsAnId(String message, IdStrength strength) {
    LineFacts facts = LineScanner.scan(message.replace("\\t", "\t").replace("@", ID));
    assertThat(facts.strength()).isEqualTo(strength);
    boolean named = strength != IdStrength.NONE && strength != IdStrength.BEFORE_FIRST;
    assertThat(facts.requestId() != null).isEqualTo(named);
  }

  @Test
  void ofTwoIdsOfARecordTheRuntimesCounts() {
    String json =
        "{\"timestamp\":\"2026-01-01T00:00:00.000Z\",\"level\":\"INFO\",\"message\":\"m\",\"AWSRequestId\":\""
            + ID
            + "\",\"requestId\":\"11111111-1111-1111-1111-111111111111\"}";
    assertThat(LineScanner.scan(json).requestId()).isEqualTo(ID);
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
