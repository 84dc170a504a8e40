package dev.logtrail.reading.logresult;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.reading.TrailReading;
import dev.logtrail.trail.Basis;
import dev.logtrail.trail.Entry;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines of a log result that are not lines of the trail: glued ones, and those of others. */
class LogResultSeamsTest {
  private static final LogStream STREAM = new LogStream("1", "eu-west-1", "/aws/lambda/f", "s");

  @Test
  void anEventWithoutALineBreakIsGluedToWhateverFollows() {
    List<String> events =
        List.of(
            "[ERROR] ImportError: x\nTraceback (most recent call last):",
            "[WARNING]\t2026-11-20T10:00:00.123Z\t\tLAMBDA_WARNING: y\n",
            "[ERROR] ImportError: x\nTraceback (most recent call last):",
            "START RequestId: r Version: 1\n",
            "[INFO] one",
            "[INFO] two",
            "[INFO] three",
            "END RequestId: r\n");
    assertThat(entries(events, String.join("", events)))
        .noneMatch(e -> e.basis() == Basis.LOG_RESULT);
  }

  @Test
  void aSeamBeforeStartIsSeenWithoutAnyEvent() {
    assertThat(entries(List.of(), "Traceback:START RequestId: r Version: 1\nEND RequestId: r\n"))
        .extracting(Entry::message)
        .containsExactly("Traceback:", "START RequestId: r Version: 1", "END RequestId: r");
  }

  /** Records that name the request, glued; a line that was cut off at its head before them. */
  @Test
  void recordsWithoutALineBreakAreCutByTheirShape() {
    String id = "785991e6-7cd0-44b8-a722-3c1aadd65873";
    String json =
        "{\"timestamp\":\"2026-11-28T14:29:45.640Z\",\"level\":\"ERROR\",\"requestId\":\"%s\",\"message\":\"m\"}";
    String report =
        "{\"time\":\"t\",\"type\":\"platform.report\",\"record\":{\"requestId\":\"%s\",\"metrics\":{}}}";
    List<List<String>> glued =
        List.of(
            List.of("RuntimeError: first", "[INFO]\t2026-11-28T14:27:53.455Z\t%s\tnext"),
            List.of(
                "I, [2026-11-28T14:30:01.568394 #5132]  INFO %s -- : one",
                "E, [2026-11-28T14:30:01.568395 #5132] ERROR %s -- : two"),
            List.of("hit 530286", "2026-11-28 14:31:53 %s ERROR App - skipped"),
            List.of(",\"message\":\"tail of a line\"}", json, json, report),
            List.of("rounded cache", report),
            List.of("scan", "2026-11-28T14:28:53.186Z\t%s\tERROR\tInvoke Error \t{}"),
            List.of("left open", "RequestId: %s Error: Runtime exited with error: exit status 1"),
            List.of(
                "Traceback (most recent call last):",
                "INIT_REPORT Init Duration: 310.38 ms\tPhase: init\tStatus: error"),
            List.of("left open", "RESTORE_REPORT Restore Duration: 398.97 ms"),
            List.of("open", "EXTENSION\tName: agent\tState: Ready\tEvents: [SHUTDOWN]"),
            List.of(
                "quoted INIT_REPORT Init Duration: of [INFO] and 2026-11-28 alone and"
                    + " {\"timestamp\": 1}"));
    for (List<String> records : glued) {
      List<String> named = records.stream().map(r -> r.replace("%s", id)).toList();
      assertThat(new RecordSeams(id).cut(String.join("", named))).isEqualTo(named);
    }
  }

  @Test
  void twiceTheLineTakesTwiceTheSteps() {
    String id = "785991e6-7cd0-44b8-a722-3c1aadd65873";
    String[] forms = {
      "[INFO]\t",
      "2026-11-28T",
      "{\"timestamp\":",
      "{\"timestamp\":{}}",
      "x2026-11-28 14:31:53 " + id + " ERROR App - y",
    };
    for (String form : forms) {
      RecordSeams once = new RecordSeams(id);
      RecordSeams twice = new RecordSeams(id);
      once.cut(form.repeat(2_000));
      twice.cut(form.repeat(4_000));
      assertThat((double) twice.steps() / once.steps()).as(form).isLessThanOrEqualTo(2.2);
    }
  }

  /** What only a part of is in CloudWatch is shown once, the rest from the log result. */
  @Test
  void eachPartOfAGluedLineIsMatchedByItself() {
    String id = "785991e6-7cd0-44b8-a722-3c1aadd65873";
    List<String> events =
        List.of(
            "I, [2026-11-28T14:30:04.010864 #5145]  INFO fe6f0821-20f3-5314-b899-aa8319dd1533 -- :"
                + " late",
            "I, [2026-11-28T14:30:04.013448 #5145]  INFO " + id + " -- : one",
            "D, [2026-11-28T14:30:04.016577 #5145] DEBUG " + id + " -- : two",
            "{\"level\":\"warn\"}\n");
    String log = String.join("", events);
    Invocation invocation =
        new Invocation("1", "r", "f", null, id, log, false, 200, null, null, null);
    List<TrailEvent> arrived = new ArrayList<>();
    for (int i = 2; i < events.size(); i++) {
      arrived.add(
          new TrailEvent(
              new LogEvent("" + i, 1_000 + i, events.get(i)),
              Basis.MARKERS,
              false,
              Source.SUBSCRIPTION));
    }
    assertThat(LogResultMerge.merge(arrived, invocation))
        .extracting(e -> e.event().message().stripTrailing())
        .containsExactly(events.get(1), events.get(2), events.get(3).stripTrailing());
  }

  @Test
  void aLineOfAnotherRequestIsNotOfThisTrail() {
    List<String> events = List.of("START RequestId: r Version: 1\n", "END RequestId: r\n");
    String log =
        "START RequestId: r Version: 1\n"
            + "2026-11-20T10:00:00.123Z\t785991e6-7cd0-44b8-a722-3c1aadd65873\tINFO\tlate\n"
            + "2026-11-20T10:00:00.124Z\tr\tINFO\tnot yet in CloudWatch\n"
            + "END RequestId: r\n";
    assertThat(entries(events, log))
        .filteredOn(e -> e.basis() == Basis.LOG_RESULT)
        .extracting(Entry::message)
        .containsExactly("not yet in CloudWatch");
  }

  @Test
  void jsonRecordsThatStandOnOneLineAreEventsOfTheirOwn() {
    String start = "{\"time\":\"t\",\"type\":\"platform.start\",\"record\":{\"requestId\":\"r\"}}";
    String line =
        "{\"timestamp\":\"2026-11-20T10:00:00.000Z\",\"level\":\"INFO\",\"requestId\":\"r\",\"message\":\"a"
            + " } \\\" {\"}";
    String report =
        "{\"time\":\"t\",\"type\":\"platform.report\",\"record\":{\"requestId\":\"r\",\"metrics\":{}}}";
    List<String> events = List.of(start, line, line, "a print\n", report);
    String log = String.join("", events);
    for (int known = 0; known < 32; known++) {
      List<String> arrived = new ArrayList<>();
      for (int i = 0; i < events.size(); i++) {
        if ((known >> i & 1) == 1) {
          arrived.add(events.get(i));
        }
      }
      assertThat(entries(arrived, log)).as("known %s", Integer.toBinaryString(known)).hasSize(5);
    }
  }

  @Test
  void inTextFormatARecordWithSomeOtherIdIsALineOfThisRequest() {
    String line =
        "{\"timestamp\":\"2026-11-20T10:00:00.000Z\",\"level\":\"INFO\",\"requestId\":\"api-1\",\"message\":\"mine\"}";
    String log = "START RequestId: r Version: 1\n" + line + "\nEND RequestId: r\n";
    assertThat(entries(List.of(), log)).extracting(Entry::message).contains("mine");
  }

  private static List<Entry> entries(List<String> messages, String log) {
    List<TrailEvent> events = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      LogEvent event = new LogEvent(String.valueOf(i), 1_000 + i, messages.get(i));
      events.add(new TrailEvent(event, Basis.MARKERS, false, Source.SUBSCRIPTION));
    }
    Invocation invocation =
        new Invocation("1", "eu-west-1", "f", "1", "r", log, false, 200, null, "{}", 999L);
    return TrailReading.read(TrailKey.request(STREAM, "r", 1), events, invocation).entries();
  }
}
