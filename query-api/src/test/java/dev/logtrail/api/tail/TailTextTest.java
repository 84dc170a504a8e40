package dev.logtrail.api.tail;

import static dev.logtrail.api.kit.Samples.ID;
import static dev.logtrail.api.kit.Samples.T0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.api.kit.Samples;
import dev.logtrail.api.kit.Server;
import dev.logtrail.api.kit.SseReader;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The readable form of a live tail: each line once, whatever comes in which pieces. */
class TailTextTest {
  private static final TrailKey KEY = Samples.key("orders", ID);

  private Server server;

  @BeforeEach
  void start() {
    server = new Server();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void readableFormForTerminals() throws Exception {
    try (SseReader tail = new SseReader(server, "/api/v1/tail?format=text")) {
      tail.next("start");
      server.store.put(KEY, Samples.request(ID, T0, 46, "", 12, "hello\n"));
      assertThat(tail.next("trail").data())
          .contains(ID + " · 1 line · PROD")
          .contains("\n     +12 ms       hello\n")
          .contains("report  duration 46.42 ms");
    }
  }

  @Test
  void readableFormTellsATestRequestOnceAndThenWhatIsNew() throws Exception {
    String log = "START RequestId: " + ID + " Version: $LATEST\nhello\n";
    try (SseReader tail = new SseReader(server, "/api/v1/tail?format=text&zone=Asia/Tokyo")) {
      tail.next("start");
      server.store.put(Samples.invocation("orders", ID, log, "{\"ok\":1}"));
      assertThat(tail.next("trail").data()).contains(ID, "TEST", "hello", "result  200 {\"ok\":1}");

      // CloudWatch's copy begins: known lines get their times, and nothing is written.
      server.store.put(KEY, Samples.open(ID, T0, 12, "hello\n"));
      tail.next("gone");
      server.store.put(KEY, Samples.open(ID, T0, 12, "hello\n", 13, "world\n"));
      assertThat(tail.next("trail").data())
          .startsWith("2026-11-21 19:00:00.000+09:00  " + ID)
          .contains("+13 ms       world")
          .doesNotContain("hello", "START", "result");

      server.store.put(KEY, Samples.request(ID, T0, 46, "", 12, "hello\n", 13, "world\n"));
      assertThat(tail.next("trail").data())
          .contains("report  duration 46.42 ms")
          .doesNotContain("hello", "world", "result");

      server.store.put(KEY, Samples.request(ID, T0, 46, "", 11, "hello\n", 13, "world\n"));
      server.store.put(Samples.key("orders", "last"), Samples.open("last", T0, 1, "y\n"));
      assertThat(tail.next("trail").data()).as("what was told is not told again").contains("last");
    }
  }

  @Test
  void readableFormTellsNothingTwiceThatComesInOtherPieces() throws Exception {
    String report =
        "REPORT RequestId: %s\tDuration: 46.42 ms\tBilled Duration: 47 ms\tMemory Size: 256 MB"
            + "\tMax Memory Used: 94 MB\t\nXRAY TraceId: 1-5759e988-bd862e3fe1be46a994272793\t\n";
    String end = "END RequestId: " + ID + "\n" + report.formatted(ID);
    String log = "START RequestId: " + ID + " Version: $LATEST\nhello\n" + end;
    try (SseReader tail = new SseReader(server, "/api/v1/tail?format=text")) {
      tail.next("start");
      server.store.put(Samples.invocation("orders", ID, log, "{\"ok\":1}"));
      assertThat(tail.next("trail").data()).contains("hello", "XRAY", "result", "report");

      // CloudWatch's copy has the report as one event, and comes bit by bit.
      server.store.put(KEY, Samples.open(ID, T0));
      tail.next("gone");
      List<TrailEvent> all = new ArrayList<>(Samples.open(ID, T0, 12, "hello\n"));
      all.add(Samples.event(ID, T0 + 46, 2, "END RequestId: " + ID + "\n"));
      all.add(Samples.event(ID, T0 + 46, 3, report.formatted(ID)));
      server.store.put(KEY, all);
      server.store.put(Samples.key("orders", "last"), Samples.open("last", T0, 1, "y\n"));
      assertThat(tail.next("trail").data()).contains("last").doesNotContain(ID);
    }
  }

  @Test
  void readableFormTellsAResultOnceThatIsJoinedLater() throws Exception {
    Invocation here = Samples.invocation("orders", ID, "hello\n", "{\"ok\":1}");
    Invocation there =
        new Invocation(
            here.account(),
            "us-east-1",
            "orders",
            null,
            ID,
            "hello\n",
            true,
            200,
            null,
            "{\"ok\":1}",
            T0);
    try (SseReader tail = new SseReader(server, "/api/v1/tail?format=text")) {
      tail.next("start");
      server.store.put(there);
      assertThat(tail.next("trail").data()).contains("hello", "result  200");
      server.store.put(KEY, Samples.request(ID, T0, 46, "", 12, "hello\n"));
      assertThat(tail.next("trail").data()).contains("REPORT").doesNotContain("hello", "result");
      server.store.put(here);
      server.store.put(Samples.key("orders", "last"), Samples.open("last", T0, 1, "y\n"));
      assertThat(tail.next("trail").data()).contains("last").doesNotContain("result");
    }
  }

  @Test
  void readableFormOfAPatternTellsWhatIsNew() throws Exception {
    try (SseReader tail = new SseReader(server, "/api/v1/tail?format=text&q=hello")) {
      tail.next("start");
      server.store.put(KEY, Samples.open(ID, T0, 12, "hello\n"));
      assertThat(tail.next("trail").data()).contains("hello");
      server.store.put(KEY, Samples.open(ID, T0, 12, "hello\n", 13, "world\n"));
      assertThat(tail.next("trail").data()).contains("world").doesNotContain("hello");
    }
  }
}
