package dev.logtrail.api.tail;

import static dev.logtrail.api.kit.ProblemAssert.assertProblem;
import static dev.logtrail.api.kit.Samples.ID;
import static dev.logtrail.api.kit.Samples.T0;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.logtrail.api.kit.Samples;
import dev.logtrail.api.kit.Server;
import dev.logtrail.api.kit.SseReader;
import dev.logtrail.trail.TrailKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TailTest {
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
  void aTrailIsSentAsItGrowsWithOnlyWhatChanged() throws Exception {
    server.store.put(KEY, Samples.open(ID, T0, 1, "one\n"));
    try (SseReader tail = new SseReader(server, "/api/v1/tail")) {
      assertThat(tail.response().headers().firstValue("Content-Type"))
          .hasValue("text/event-stream;charset=utf-8");
      assertThat(tail.next("start").id()).isEqualTo("1");

      server.store.put(KEY, Samples.open(ID, T0, 1, "one\n", 2, "two\n"));
      SseReader.Event whole = tail.next("trail");
      server.store.put(KEY, Samples.request(ID, T0, 5, "", 1, "one\n", 2, "two\n"));
      SseReader.Event grown = tail.next("trail");

      assertThat(whole.id()).isEqualTo("2");
      assertThat(whole.json().get("from").asInt()).isZero();
      assertThat(whole.json().get("entries")).hasSize(3);
      assertThat(whole.json().get("state").asText()).isEqualTo("open");
      assertThat(grown.id()).isEqualTo("3");
      assertThat(grown.json().get("from").asInt()).isEqualTo(3);
      assertThat(grown.json().get("entries")).hasSize(2);
      assertThat(grown.json().get("state").asText()).isEqualTo("closed");
    }
  }

  @Test
  void aCorrectionIsSentFromTheFirstEntryThatChanged() throws Exception {
    try (SseReader tail = new SseReader(server, "/api/v1/tail")) {
      tail.next("start");
      server.store.put(KEY, Samples.open(ID, T0, 1, "one\n", 3, "three\n"));
      tail.next("trail");
      server.store.put(KEY, Samples.open(ID, T0, 1, "one\n", 2, "two\n", 3, "three\n"));
      JsonNode corrected = tail.next("trail").json();

      assertThat(corrected.get("from").asInt()).isEqualTo(2);
      assertThat(corrected.at("/entries/0/message").asText()).isEqualTo("two");
    }
  }

  @Test
  void itResumesWithoutAGap() throws Exception {
    String id;
    try (SseReader tail = new SseReader(server, "/api/v1/tail")) {
      tail.next("start");
      server.store.put(KEY, Samples.open(ID, T0));
      id = tail.next("trail").id();
    }
    try (SseReader watch = new SseReader(server, "/api/v1/tail")) {
      watch.next("start");
      server.store.put(KEY, Samples.open(ID, T0, 1, "while away\n"));
      TrailKey other = Samples.key("orders", "other-1");
      server.store.put(other, Samples.open("other-1", T0));
      server.store.put(KEY, Samples.open(ID, T0, 1, "while away\n", 2, "again\n"));
      // Only then has the server sent all of it: who comes back before gets the rest live.
      while (!"4".equals(watch.next("trail").id())) {
        continue;
      }
    }

    try (SseReader tail = new SseReader(server, "/api/v1/tail", "Last-Event-ID", id)) {
      JsonNode first = tail.next("trail").json();
      JsonNode second = tail.next("trail").json();
      assertThat(first.get("requestId").asText()).isEqualTo("other-1");
      assertThat(second.get("requestId").asText()).isEqualTo(ID);
      assertThat(second.get("entries")).hasSize(3);
      assertThat(tail.next("start").id()).isEqualTo("4");
    }
    try (SseReader tail = new SseReader(server, "/api/v1/tail?since=3")) {
      assertThat(tail.next("trail").json().get("requestId").asText()).isEqualTo(ID);
      tail.next("start");
    }
  }

  @Test
  void onlyTheLastEventOfAFlushCarriesItsNumber() throws Exception {
    try (SseReader tail = new SseReader(server, "/api/v1/tail")) {
      String before = tail.next("start").id();
      TrailKey other = Samples.key("orders", "other-1");
      Map<TrailKey, List<dev.logtrail.trail.TrailEvent>> both = new LinkedHashMap<>();
      both.put(KEY, Samples.open(ID, T0));
      both.put(other, Samples.open("other-1", T0));
      long flushNo = server.store.put(both);

      SseReader.Event first = tail.next("trail");
      assertThat(first.id()).isEqualTo(before);
      assertThat(first.json().get("flushNo").asLong()).isEqualTo(flushNo);
      assertThat(tail.next("trail").id()).isEqualTo(Long.toString(flushNo));
    }
  }

  @Test
  void whoIsTooFarBehindIsToldToStartAnew() throws Exception {
    server.store.put(KEY, Samples.open(ID, T0));
    server.store.put(KEY, Samples.open(ID, T0, 1, "one\n"));
    server.store.put(KEY, Samples.open(ID, T0, 1, "one\n", 2, "two\n"));
    server.store.changes().forget(2);

    try (SseReader tail = new SseReader(server, "/api/v1/tail?since=1")) {
      assertThat(tail.next("reset").json().get("reason").asText())
          .isEqualTo("changes after flush 1 are no longer kept");
      assertThat(tail.next("start").id()).isEqualTo("3");
    }
    try (SseReader tail = new SseReader(server, "/api/v1/tail?since=99")) {
      assertThat(tail.next("reset").json().get("reason").asText())
          .isEqualTo("flush 99 is not known here; the newest is 3");
    }
    try (SseReader tail = new SseReader(server, "/api/v1/tail?since=2")) {
      tail.next("trail");
    }
  }

  @Test
  void followsOneRequestAndNothingElse() throws Exception {
    server.store.put(KEY, Samples.open(ID, T0, 1, "one\n"));
    server.store.put(Samples.key("orders", "order-2"), Samples.open("order-2", T0 + 2));

    try (SseReader tail = new SseReader(server, "/api/v1/tail?requestId=" + ID + "&last=5")) {
      assertThat(tail.next("trail").json().get("requestId").asText()).isEqualTo(ID);
      tail.next("start");
      server.store.put(Samples.key("orders", "order-3"), Samples.open("order-3", T0 + 4));
      server.store.put(KEY, Samples.open(ID, T0, 1, "one\n", 2, "two\n"));
      JsonNode grown = tail.next("trail").json();
      assertThat(grown.get("requestId").asText()).isEqualTo(ID);
      assertThat(grown.get("entries").findValuesAsText("message")).endsWith("two");
    }
  }

  @Test
  void filtersByFunctionAndSendsTheNewestFirstWhenAsked() throws Exception {
    server.store.put(KEY, Samples.open(ID, T0));
    server.store.put(Samples.key("users", "user-1"), Samples.open("user-1", T0 + 1));
    server.store.put(Samples.key("orders", "order-2"), Samples.open("order-2", T0 + 2));

    try (SseReader tail = new SseReader(server, "/api/v1/tail?function=orders&last=5")) {
      assertThat(tail.next("trail").json().get("requestId").asText()).isEqualTo(ID);
      assertThat(tail.next("trail").json().get("requestId").asText()).isEqualTo("order-2");
      tail.next("start");
      server.store.put(Samples.key("users", "user-2"), Samples.open("user-2", T0 + 3));
      server.store.put(Samples.key("orders", "order-3"), Samples.open("order-3", T0 + 4));
      assertThat(tail.next("trail").json().get("requestId").asText()).isEqualTo("order-3");
    }
  }

  @Test
  void environmentTrailsOnlyWhenAskedFor() throws Exception {
    TrailKey environment = TrailKey.environmentAt(Samples.stream("orders", "0001"), T0);
    try (SseReader requests = new SseReader(server, "/api/v1/tail");
        SseReader environments = new SseReader(server, "/api/v1/tail?kind=environment")) {
      requests.next("start");
      environments.next("start");
      server.store.put(environment, List.of(Samples.event("e", T0, 0, "init output\n")));
      JsonNode sent = environments.next("trail").json();
      server.store.put(KEY, Samples.open(ID, T0));
      server.store.remove(environment);

      assertThat(sent.get("kind").asText()).isEqualTo("environment");
      JsonNode gone = environments.next("gone").json();
      assertThat(gone.get("trailId")).isEqualTo(sent.get("trailId"));
      assertThat(requests.next("trail").json().get("requestId").asText()).isEqualTo(ID);
    }
  }

  @Test
  void aRemovedAttemptIsGoneAndTheOthersAreSentAgain() throws Exception {
    TrailKey second = TrailKey.request(Samples.stream("orders", "0002"), ID, 1);
    server.store.put(KEY, Samples.open(ID, T0));
    try (SseReader tail = new SseReader(server, "/api/v1/tail")) {
      tail.next("start");
      server.store.put(second, Samples.open(ID, T0 + 60_000));
      assertThat(tail.next("trail").json().get("attempt").asInt()).isEqualTo(1);
      assertThat(tail.next("trail").json().get("attempt").asInt()).isEqualTo(2);
      server.store.remove(KEY);
      assertThat(tail.next("gone").json().get("requestId").asText()).isEqualTo(ID);
      JsonNode left = tail.next("trail").json();
      assertThat(left.get("attempt").asInt()).isEqualTo(1);
      assertThat(left.get("from").asInt()).isZero();
    }
  }

  @Test
  void aRequestKnownOnlyFromItsLogResult() throws Exception {
    try (SseReader tail = new SseReader(server, "/api/v1/tail")) {
      tail.next("start");
      server.store.put(Samples.invocation("orders", ID, "hello\n", "{\"ok\":1}"));
      JsonNode sent = tail.next("trail").json();

      assertThat(sent.get("closeReason").asText()).isEqualTo("log_result_only");
      assertThat(sent.at("/invoke/payload/ok").asInt()).isEqualTo(1);
      String trailId = sent.get("trailId").asText();

      server.store.put(KEY, Samples.open(ID, T0));
      assertThat(tail.next("gone").json().get("trailId").asText()).isEqualTo(trailId);
      JsonNode real = tail.next("trail").json();
      assertThat(real.get("trailId").asText()).isNotEqualTo(trailId);
      assertThat(real.get("from").asInt()).isZero();
      assertThat(real.at("/sources/1").asText()).isEqualTo("log_result");
    }
  }

  @Test
  void aBrokenStoreIsSaidAndNothingIsLost() throws Exception {
    try (SseReader tail = new SseReader(server, "/api/v1/tail")) {
      tail.next("start");
      server.store.breakReads("connection refused");
      server.store.put(KEY, Samples.open(ID, T0));
      assertThat(tail.next("stalled").json().get("reason").asText())
          .isEqualTo("the store does not answer: connection refused");
      server.store.breakReads(null);
      tail.next("resumed");
      assertThat(tail.next("trail").json().get("requestId").asText()).isEqualTo(ID);
    }
  }

  @Test
  void aTrailThatCannotBeReadDoesNotStopTheOthers() throws Exception {
    server.store.makeUnreadable("spoilt-1");
    try (SseReader tail = new SseReader(server, "/api/v1/tail")) {
      tail.next("start");
      server.store.put(Samples.key("orders", "spoilt-1"), Samples.open("spoilt-1", T0));
      server.store.put(KEY, Samples.open(ID, T0));
      assertThat(tail.next("trail").json().get("requestId").asText()).isEqualTo(ID);
    }
  }

  @Test
  void faultsAreProblems() {
    assertProblem(
        server.get("/api/v1/tail?format=text&zone=Zurich"),
        400,
        "'zone' is 'Zurich': give a time zone such as Europe/Zurich or +02:00.");
    assertProblem(
        server.get("/api/v1/tail?since=yesterday"),
        400,
        "'since' is 'yesterday': give the id of the last event that arrived, a whole number from 0"
            + " on.");
    assertProblem(
        server.get("/api/v1/tail?functoin=a"),
        400,
        "Unknown parameter 'functoin': did you mean 'function'?");
    server.store.breakReads("connection refused");
    assertProblem(
        server.get("/api/v1/tail"), 503, "The store could not answer: connection refused");
  }

  @Test
  void theServerClosesWithClientsOnIt() throws Exception {
    try (SseReader tail = new SseReader(server, "/api/v1/tail")) {
      tail.next("start");
      server.close();
      tail.next("closed");
    }
  }
}
