package dev.logtrail.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.attribution.AttributedTrail;
import dev.logtrail.attribution.StreamSplit;
import dev.logtrail.trail.CloseReason;
import dev.logtrail.trail.Entry;
import dev.logtrail.trail.Level;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Origin;
import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.Trail;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

public class TrailReadingTest {
  private static final LogStream STREAM =
      new LogStream("123456789012", "eu-west-1", "/aws/lambda/orders", "2026/11/20/[$LATEST]0123");
  private static final String START = "START RequestId: r Version: $LATEST\n";
  private static final String END = "END RequestId: r\n";
  private static final String REPORT =
      "REPORT RequestId: r\tDuration: 4.00 ms\tBilled Duration: 4 ms\tMemory Size: 128 MB\tMax Memory Used: 35 MB\t\n";

  @Test
  void readsAColdPythonRequest() {
    Trail trail =
        first(
            "INIT_START Runtime Version: python:3.13.v50\tRuntime Version ARN: arn\n",
            START,
            "one\n",
            "two\n",
            END,
            REPORT);
    assertThat(trail.header().outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(trail.header().coldStart()).isTrue();
    assertThat(trail.header().closeReason()).isEqualTo(CloseReason.REPORT);
    assertThat(trail.header().entryCount()).isEqualTo(2);
    assertThat(trail.header().runtimeVersion()).isEqualTo("python:3.13.v50");
    assertThat(trail.header().startedAt()).isEqualTo(1_001);
    assertThat(trail.header().endedAt()).isEqualTo(1_004);
    assertThat(trail.entries())
        .extracting(Entry::message)
        .contains("one", "two", "END RequestId: r");
    assertThat(trail.entries())
        .extracting(Entry::origin)
        .startsWith(Origin.PLATFORM, Origin.PLATFORM, Origin.FUNCTION);
  }

  @Test
  void joinsATracebackPrintedLineByLine() {
    Trail trail =
        first(
            START,
            "Traceback (most recent call last):\n",
            "  File \"/var/task/app.py\", line 3, in handler\n",
            "    pay(event)\n",
            "ValueError: no card\n",
            "after\n",
            END,
            REPORT);
    Entry traceback = trail.entries().get(1);
    assertThat(traceback.eventIds()).hasSize(4);
    assertThat(traceback.level()).isEqualTo(Level.ERROR);
    assertThat(traceback.exception().type()).isEqualTo("ValueError");
    assertThat(traceback.exception().message()).isEqualTo("no card");
    assertThat(traceback.exception().frames())
        .containsExactly("File \"/var/task/app.py\", line 3, in handler\n    pay(event)");
    assertThat(trail.entries().get(2).message()).isEqualTo("after");
    assertThat(trail.header().outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(trail.header().errorCount()).isEqualTo(1);
  }

  @Test
  void anUnhandledPythonExceptionIsAnError() {
    String error =
        "[ERROR] KeyError: 'user_id'\nTraceback (most recent call last):\n\u00a0\u00a0File \"/var/task/app.py\", line 7,"
            + " in handler\n\u00a0\u00a0\u00a0\u00a0user = event['user_id']";
    Trail trail = first(START, error, END, REPORT);
    Entry entry = trail.entries().get(1);
    assertThat(trail.header().outcome()).isEqualTo(Outcome.ERROR);
    assertThat(entry.level()).isEqualTo(Level.ERROR);
    assertThat(entry.exception().type()).isEqualTo("KeyError");
    assertThat(entry.exception().message()).isEqualTo("'user_id'");
    assertThat(entry.exception().frames()).hasSize(1);
  }

  @Test
  void aLoggedExceptionThatWasHandledIsNotTheOutcome() {
    String logged =
        "[ERROR]\t2020-01-31T22:12:58.534Z\tr\tpayment failed\nTraceback (most recent call last):\n  File \"a.py\", line"
            + " 1, in f\nValueError: no card\n";
    Trail trail = first(START, logged, END, REPORT);
    assertThat(trail.header().outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(trail.entries().get(1).exception().type()).isEqualTo("ValueError");
    assertThat(trail.header().errorCount()).isEqualTo(1);
  }

  @Test
  void namesHowRequestsDie() {
    assertThat(outcome("\tStatus: timeout\n")).isEqualTo(Outcome.TIMEOUT);
    assertThat(outcome("\tStatus: error\tError Type: Runtime.OutOfMemory\n"))
        .isEqualTo(Outcome.OUT_OF_MEMORY);
    assertThat(outcome("\tStatus: error\tError Type: Runtime.ExitError\n"))
        .isEqualTo(Outcome.CRASH);
    assertThat(outcome("\tStatus: error\tError Type: Runtime.ImportModuleError\n"))
        .isEqualTo(Outcome.INIT_ERROR);
    assertThat(outcome("\t\n", "2020-06-09T15:02:26.150Z r Task timed out after 3.00 seconds\n\n"))
        .isEqualTo(Outcome.TIMEOUT);
    assertThat(
            outcome(
                "\t\n",
                "RequestId: r Error: Runtime exited with error: signal: killed\nRuntime.ExitError\n"))
        .isEqualTo(Outcome.OUT_OF_MEMORY);
    assertThat(
            outcome(
                "\t\n",
                "2024-01-01T00:00:00.000Z\tr\tERROR\tInvoke Error \t{\"errorType\":\"E\"}\n"))
        .isEqualTo(Outcome.ERROR);
  }

  @Test
  void aFailedInitIsNamedThoughTheReportSaysUnknown() {
    Trail trail =
        first(
            "INIT_REPORT Init Duration: 998.15 ms\tPhase: invoke\tStatus: error\tError Type: Runtime.Unknown\n",
            START,
            END,
            "REPORT RequestId: r\tDuration: 1.00 ms\tBilled Duration: 1 ms\tStatus: error\tError Type: Runtime.Unknown\n");
    assertThat(trail.header().outcome()).isEqualTo(Outcome.INIT_ERROR);
    assertThat(trail.header().coldStart()).isTrue();
  }

  @Test
  void anInitThatTimedOutAndThenWorkedIsASuccess() {
    Trail trail =
        first(
            "INIT_REPORT Init Duration: 10007.33 ms\tPhase: init\tStatus: timeout\n",
            START,
            END,
            REPORT);
    assertThat(trail.header().outcome()).isEqualTo(Outcome.SUCCESS);
  }

  @Test
  void readsStructuredLines() {
    Trail trail =
        first(
            START,
            "{\"timestamp\":\"2026-10-08T07:30:29.443Z\",\"level\":\"WARN\",\"requestId\":\"r\",\"message\":\"slow\",\"ms\":12,\"deep\":{\"a\":[1,null]}}",
            "2024-01-01T00:00:00.000Z\tr\tINFO\t{\"level\":\"ERROR\",\"msg\":\"inner\"}\n",
            "{\"cut\":",
            END);
    Entry json = trail.entries().get(1);
    assertThat(json.level()).isEqualTo(Level.WARN);
    assertThat(json.message()).isEqualTo("slow");
    assertThat(json.fields()).containsEntry("ms", 12).containsKey("deep");
    assertThat(trail.entries().get(2).level()).isEqualTo(Level.ERROR);
    assertThat(trail.entries().get(2).message()).isEqualTo("inner");
    assertThat(trail.entries().get(3).message()).isEqualTo("{\"cut\":");
    assertThat(trail.header().outcome()).isEqualTo(Outcome.RUNNING);
  }

  @Test
  void carriageReturnsAreLineBreaks() {
    Trail trail =
        first(START, "2019-06-05T19:30:03.173Z\tr\tINFO\tEVENT\r{\r  \"key\": \"value\"\r}\n", END);
    assertThat(trail.entries().get(1).message()).isEqualTo("EVENT\n{\n  \"key\": \"value\"\n}");
  }

  @Test
  void everyEventIsInExactlyOneEntry() {
    Trail trail =
        first(
            START,
            "\n",
            "  at nothing\n",
            "\tat java.lang.Thread.run\n",
            "Caused by: x\n",
            END,
            REPORT);
    assertThat(trail.entries().stream().flatMap(e -> e.eventIds().stream()))
        .hasSize(7)
        .doesNotHaveDuplicates();
  }

  @Test
  void whatIsPrintedAboutAnotherRequestIsNotTheHeaders() {
    Trail trail =
        first(
            START,
            "START RequestId: other Version: $LATEST\n",
            "REPORT RequestId: other\tDuration: 9.00 ms\tBilled Duration: 9 ms\tStatus: timeout\n",
            "2026-11-20T10:00:00.000Z other Task timed out after 3.00 seconds\n\n",
            "still running\n",
            END);
    assertThat(trail.header().reportSeen()).isFalse();
    assertThat(trail.header().report()).isNull();
    assertThat(trail.header().outcome()).isEqualTo(Outcome.RUNNING);
    assertThat(trail.header().closeReason()).isNull();
  }

  private static Outcome outcome(String reportEnd, String... lines) {
    List<String> all = new ArrayList<>(List.of(START));
    all.addAll(List.of(lines));
    all.add(END);
    all.add("REPORT RequestId: r\tDuration: 4.00 ms\tBilled Duration: 4 ms" + reportEnd);
    return first(all.toArray(String[]::new)).header().outcome();
  }

  public static Trail first(String... messages) {
    List<LogEvent> events = new ArrayList<>();
    for (int i = 0; i < messages.length; i++) {
      events.add(new LogEvent(String.format("%03d", i), 1_000 + i, messages[i]));
    }
    AttributedTrail trail = StreamSplit.split(STREAM, Source.SUBSCRIPTION, events).get(0);
    return TrailReading.read(trail.key(), trail.events(), null);
  }
}
