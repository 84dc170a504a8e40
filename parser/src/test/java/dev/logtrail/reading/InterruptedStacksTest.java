package dev.logtrail.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.reading.header.HeaderFacts;
import dev.logtrail.reading.header.Headers;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.trail.Basis;
import dev.logtrail.trail.CloseReason;
import dev.logtrail.trail.Entry;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailHeader;
import dev.logtrail.trail.TrailKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A record that stands inside of a trace, because pipes are read apart, stands behind it. */
class InterruptedStacksTest {
  private static final TrailKey KEY =
      TrailKey.request(new LogStream("1", "r", "/aws/lambda/f", "s"), "r", 1);
  private static final String ID = "785991e6-7cd0-44b8-a722-3c1aadd65873";
  private static final String LOG4J = "2026-11-29 04:54:40 " + ID + " INFO  Orders - goes on\n";
  private static final String JSON =
      "{\"timestamp\":\"2026-11-29T04:55:03.149Z\",\"level\":\"INFO\",\"message\":\"goes on\","
          + "\"AWSRequestId\":\""
          + ID
          + "\"}\n";
  private static final String HEAD = "java.lang.IllegalStateException: x\n";
  private static final String FRAME = "\tat shop.Orders.run(Orders.java:54)\n";
  private static final String LAST = "\tat shop.Main.main(Main.java:3)\n";
  private static final String STACK = (HEAD + FRAME + LAST).stripTrailing();

  @Test
  void aRecordOfAnotherPipeGoesBehindTheTrace() {
    assertThat(messages(HEAD, FRAME, LOG4J, LAST)).containsExactly(STACK, "goes on");
    assertThat(messages(HEAD, FRAME, JSON, LAST)).containsExactly(STACK, "goes on");
    assertThat(messages(HEAD, JSON, FRAME, LAST)).containsExactly(STACK, "goes on");
  }

  /** LambdaLogger's records have no columns, and no line break. */
  @Test
  void soDoesOneThatWasHandedOverWhole() {
    assertThat(messages(HEAD, FRAME, "goes on", LAST)).containsExactly(STACK, "goes on");
  }

  @Test
  void severalAndAtSeveralPlaces() {
    assertThat(messages(HEAD, LOG4J, JSON, FRAME, LOG4J, LAST, "behind\n"))
        .containsExactly(STACK, "goes on", "goes on", "goes on", "behind");
  }

  /** What a logger prints line by line: the frames are its own. */
  @Test
  void framesBehindAnErrorOfALoggerStayThere() {
    String error = LOG4J.replace("INFO ", "ERROR").replace("goes on", "failed");
    assertThat(messages(HEAD, FRAME, error, LAST)).hasSize(2).last().asString().contains("failed");
  }

  @Test
  void jsonIsNotTheHeadOfATrace() {
    assertThat(messages(JSON, FRAME)).containsExactly("goes on", FRAME.stripTrailing());
  }

  private static final String PYTHON = "[INFO]\t2026-11-29T04:55:03.149Z\t" + ID + "\tgoes on\n";
  private static final String RAISED = "[ERROR] KeyError: 'x'\nTraceback (most recent call last):";
  private static final String TRACEBACK = "Traceback (most recent call last):\n";
  private static final String FILE = "  File \"/var/task/app.py\", line 7, in handler\n";
  private static final String SOURCE = "    pay(order)\n";
  private static final String NAME = "ValueError: low\n";
  private static final String LINK =
      "The above exception was the direct cause of the following exception:\n";

  /** At each place of a traceback, also before the exception's name and between two of a chain. */
  @Test
  void tracebacksOfPythonAreWhole() {
    List<String> lines =
        List.of(TRACEBACK, FILE, SOURCE, NAME, "\n", LINK, "\n", TRACEBACK, FILE, SOURCE, NAME);
    String whole = String.join("", lines).stripTrailing();
    for (String record : new String[] {PYTHON, RAISED}) {
      for (int place = 1; place < lines.size(); place++) {
        List<String> written = new ArrayList<>(lines);
        written.add(place, record);
        List<String> read = messages(written.toArray(String[]::new));
        assertThat(read).as("%d %s", place, read).hasSize(2).first().isEqualTo(whole);
      }
    }
    assertThat(messages(TRACEBACK, PYTHON, FILE, RAISED, SOURCE, PYTHON, NAME, "behind\n"))
        .hasSize(5)
        .startsWith((TRACEBACK + FILE + SOURCE + NAME).stripTrailing())
        .endsWith("behind");
  }

  @Test
  void valuesOfSeveralLinesAreWhole() {
    List<String> lines = List.of("{\n", "  \"a\": [\n", "    1\n", "  ]\n", "}\n");
    for (int place = 1; place < lines.size(); place++) {
      List<String> written = new ArrayList<>(lines);
      written.add(place, PYTHON);
      assertThat(messages(written.toArray(String[]::new))).hasSize(2).endsWith("goes on");
      written.add(Math.max(1, place - 1), RAISED);
      assertThat(messages(written.toArray(String[]::new))).as("%d", place).hasSize(3);
    }
    assertThat(messages("{\n", PYTHON, "  \"a\": 1\n", JSON, "}\n", "behind\n")).hasSize(4);
    // One that never ends is none, and nothing moves.
    assertThat(messages("{\n", PYTHON, "  \"a\": [\n", "behind\n"))
        .containsExactly("{", "goes on", "  \"a\": [", "behind");
  }

  /** Counted step by step while the events come, as the job does, and all at once. */
  @Test
  void aGrowingTrailComesToTheSameHeader() {
    String[] all = {
      "one\n",
      HEAD,
      FRAME,
      LOG4J,
      LAST,
      "two\n",
      LOG4J,
      HEAD,
      LOG4J,
      JSON,
      FRAME,
      LAST,
      JSON,
      "{\n",
      PYTHON,
      "  \"a\": 1\n",
      JSON,
      "}\n",
      TRACEBACK,
      PYTHON,
      FILE,
      RAISED,
      NAME,
      "three\n",
      PYTHON
    };
    List<TrailEvent> events = events(all);
    TrailHeader whole = Headers.of(KEY, events, CloseReason.IDLE, false);
    assertThat(whole.entryCount()).isEqualTo(17);
    for (int step = 1; step <= all.length; step++) {
      HeaderFacts facts = new HeaderFacts();
      List<TrailEvent> waiting = new ArrayList<>();
      for (int from = 0; from < events.size(); from += step) {
        waiting.addAll(events.subList(from, Math.min(events.size(), from + step)));
        waiting = new ArrayList<>(Headers.gatherSettled(facts, waiting));
      }
      Headers.gather(facts, waiting, Conventions.builtIn());
      assertThat(Headers.of(KEY, facts, CloseReason.IDLE, false)).as("%d", step).isEqualTo(whole);
    }
  }

  private static List<String> messages(String... lines) {
    return TrailReading.read(KEY, events(lines), null).entries().stream()
        .map(Entry::message)
        .toList();
  }

  private static List<TrailEvent> events(String... lines) {
    List<TrailEvent> events = new ArrayList<>();
    for (int i = 0; i < lines.length; i++) {
      LogEvent event = new LogEvent("e" + (100 + i), 1_795_168_800_000L + i, lines[i]);
      Basis basis = lines[i].contains(ID) ? Basis.REQUEST_ID : Basis.MARKERS;
      events.add(new TrailEvent(event, basis, false, Source.SUBSCRIPTION));
    }
    return events;
  }
}
