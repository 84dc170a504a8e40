package dev.logtrail.api.alert;

import static dev.logtrail.store.SampleTrails.T0;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.logtrail.api.alert.AlertRule.Kind;
import dev.logtrail.api.alert.AlertTarget.Format;
import dev.logtrail.api.kit.Server;
import dev.logtrail.cost.CostEstimator;
import dev.logtrail.pattern.FilterPattern;
import dev.logtrail.store.SampleTrails;
import dev.logtrail.store.TestClock;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.store.alert.Alert;
import dev.logtrail.store.alert.AlertDelivery;
import dev.logtrail.store.postgres.EmbeddedDatabase;
import dev.logtrail.store.postgres.jdbc.Sql;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.text.NamePattern;
import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.Report;
import dev.logtrail.trail.TrailKey;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What fires, who is told, and how often, whatever the receiver answers. */
class AlertTaskIT {
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private final EmbeddedDatabase embedded = new EmbeddedDatabase().open();
  private final TestClock clock = new TestClock("2026-11-20T10:00:00Z");
  private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
  private final List<String> keys = Collections.synchronizedList(new ArrayList<>());
  private volatile IntUnaryOperator status = call -> 200;
  private volatile Predicate<String> refused = body -> false;
  private int calls;
  private HttpServer receiver;
  private TrailWriter writer;

  @BeforeEach
  void open() throws IOException {
    writer = embedded.database().openWriter(clock);
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext("/", this::take);
    receiver.start();
  }

  @AfterEach
  void close() {
    receiver.stop(0);
    writer.close();
    embedded.close();
  }

  private void take(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    int answer = refused.test(body) ? 503 : status.applyAsInt(++calls);
    if (answer == 200) {
      bodies.add(body);
    }
    keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
    exchange.sendResponseHeaders(answer, -1);
    exchange.close();
  }

  private static AlertRule rule(String name, Kind kind, double above, long windowMs, long least) {
    boolean pattern = kind == Kind.PATTERN;
    return new AlertRule(
        name,
        kind,
        above,
        windowMs,
        least,
        new NamePattern("*"),
        kind == Kind.OUTCOME ? List.of(Outcome.TIMEOUT, Outcome.CRASH) : List.of(),
        pattern ? FilterPattern.parse("\"disk full\"") : null);
  }

  private AlertTask task(List<AlertRule> rules, Format... formats) {
    URI url = URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/secret");
    List<AlertTarget> targets = new ArrayList<>();
    for (Format format : formats) {
      targets.add(new AlertTarget("on-call by " + format.word(), format, url));
    }
    return new AlertTask(
        new AlertSettings(rules, targets, "http://logs.example.com"),
        embedded.database().alerts(),
        embedded.database().reader(),
        embedded.database().stats(),
        CostEstimator.standard(),
        Conventions.builtIn(),
        clock);
  }

  private void request(String function, String id, long at, Outcome outcome, String... lines) {
    TrailKey key = TrailKey.request(SampleTrails.stream(function, "a"), id, 1);
    SampleTrails.Builder trail =
        SampleTrails.trail(writer, key).start(at).end(at + 50).outcome(outcome);
    if (lines.length > 0) {
      trail.events(List.of(SampleTrails.event(at, String.join("\n", lines) + "\n", 1)));
    }
    writer.flush(SampleTrails.flush(trail.write()));
    embedded.database().rollups().run();
  }

  private String rows(String sql) {
    return Sql.run(
        embedded.database().dataSource(),
        "look",
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql);
              ResultSet rs = statement.executeQuery()) {
            rs.next();
            return rs.getString(1);
          }
        });
  }

  private List<Alert> firing() {
    return embedded.database().alerts().list(100).stream()
        .filter(a -> a.resolvedAt() == null)
        .toList();
  }

  private List<String> states() {
    return bodies.stream().map(b -> json(b).get("state").asText()).toList();
  }

  private void set(long at) {
    clock.advance(Duration.ofMillis(at - clock.millis()));
  }

  private static JsonNode json(String text) {
    try {
      return Server.JSON.readTree(text);
    } catch (IOException e) {
      throw new AssertionError(text, e);
    }
  }

  @Test
  void aRuleFiresOnceForAllFunctionsAndIsOverOnce() {
    AlertTask task = task(List.of(rule("slow", Kind.OUTCOME, 1, 15 * MINUTE, 0)), Format.WEBHOOK);
    request("orders", "o-1", T0, Outcome.TIMEOUT);
    task.run();
    assertThat(firing()).as("one is not above one").isEmpty();
    request("orders", "o-2", T0, Outcome.CRASH);
    request("billing", "b-1", T0, Outcome.TIMEOUT);
    request("billing", "b-2", T0, Outcome.TIMEOUT);
    request("other", "x-1", T0, Outcome.ERROR);
    for (int i = 0; i < 3; i++) {
      task.run();
      set(clock.millis() + MINUTE);
    }
    assertThat(states()).containsExactly("firing");
    JsonNode told = json(bodies.get(0));
    assertThat(told.findValuesAsText("functionName"))
        .containsExactlyInAnyOrder("orders", "billing");
    assertThat(told.at("/alerts/0/summary").asText())
        .isEqualTo("2 requests ended with timeout or crash");
    assertThat(told.at("/alerts/0/link").asText())
        .startsWith("http://logs.example.com/?function=")
        .contains("&filter=outcome:timeout,crash");

    set(T0 + HOUR);
    for (int i = 0; i < 3; i++) {
      task.run();
    }
    assertThat(states()).containsExactly("firing", "resolved");
    JsonNode over = json(bodies.get(1)).at("/alerts/0");
    assertThat(over.get("state").asText()).isEqualTo("resolved");
    assertThat(over.get("resolvedAt").asText()).isEqualTo("2026-11-20T11:00:00.000Z");
    assertThat(firing()).isEmpty();
    assertThat(embedded.database().alerts().list(9)).hasSize(2);
  }

  @Test
  void aReceiverThatFailsIsToldLaterAndOnce() {
    AlertTask task = task(List.of(rule("slow", Kind.OUTCOME, 0, 15 * MINUTE, 0)), Format.WEBHOOK);
    status = call -> call < 4 ? 503 : 200;
    request("orders", "o-1", T0, Outcome.TIMEOUT);
    for (int i = 0; i < 12; i++) {
      task.run();
      set(clock.millis() + 10_000);
    }
    assertThat(states()).containsExactly("firing");
    assertThat(keys).hasSize(4).containsOnly(keys.get(0));
    // What goes on while it is away is told in order.
    status = call -> 500;
    set(T0 + HOUR);
    task.run();
    request("orders", "o-2", T0 + HOUR, Outcome.TIMEOUT);
    task.run();
    assertThat(embedded.database().alerts().pending()).isEqualTo(2);
    status = call -> 200;
    set(T0 + HOUR + 10_000);
    task.run();
    assertThat(states()).containsExactly("firing", "resolved", "firing");
    // Nobody listens at all: a day later it is given up.
    status = call -> 500;
    set(T0 + 2 * HOUR);
    task.run();
    set(T0 + 2 * HOUR + DAY + MINUTE);
    task.run();
    assertThat(embedded.database().alerts().pending()).isZero();
  }

  /** Or the last thing heard of a function would be that it fires. */
  @Test
  void whatCameLaterIsToldLaterAndNoOtherReceiverWaits() {
    AlertTask task =
        task(List.of(rule("slow", Kind.OUTCOME, 0, 15 * MINUTE, 0)), Format.WEBHOOK, Format.EMAIL);
    refused = body -> body.startsWith("{");
    request("orders", "o-1", T0, Outcome.TIMEOUT);
    for (int i = 0; i < 8; i++) {
      task.run();
      set(clock.millis() + MINUTE);
    }
    set(T0 + HOUR);
    task.run();
    assertThat(bodies).hasSize(2);
    assertThat(bodies.get(0)).startsWith("Subject: [FIRING]");
    assertThat(bodies.get(1)).startsWith("Subject: [RESOLVED]");
    bodies.clear();
    refused = body -> false;
    for (int i = 0; i < 3; i++) {
      task.run();
      set(clock.millis() + 5 * MINUTE);
    }
    assertThat(states()).containsExactly("firing", "resolved");
  }

  @Test
  void theStoreKnowsNoAddress() {
    request("orders", "o-1", T0, Outcome.TIMEOUT);
    List<AlertRule> rules = List.of(rule("slow", Kind.OUTCOME, 0, 15 * MINUTE, 0));
    status = call -> 503;
    task(rules, Format.SLACK).run();
    List<AlertDelivery> told = embedded.database().alerts().deliveries(9);
    assertThat(told).hasSize(1);
    assertThat(told.get(0).target()).isEqualTo("on-call by slack");
    assertThat(told.toString()).contains("127.0.0.1 answered 503").doesNotContain("/secret");
    assertThat(rows("select string_agg(m::text, ';') from alert_message m"))
        .contains("on-call by slack")
        .doesNotContain("http://127", "/secret");
    // Who is no longer in the file is no longer told.
    set(clock.millis() + MINUTE);
    task(rules, Format.EMAIL).run();
    assertThat(embedded.database().alerts().pending()).isZero();
    assertThat(embedded.database().alerts().deliveries(9).get(0).fault())
        .isEqualTo("no target of the file of alerts is called 'on-call by slack' any more");
  }

  @Test
  void ratesNeedEnoughRequests() {
    AlertTask task =
        task(List.of(rule("rate", Kind.ERROR_RATE, 20, 15 * MINUTE, 5)), Format.WEBHOOK);
    for (int i = 0; i < 4; i++) {
      request("orders", "o-" + i, T0, Outcome.ERROR);
    }
    task.run();
    assertThat(firing()).isEmpty();
    request("orders", "o-9", T0, Outcome.SUCCESS);
    task.run();
    assertThat(firing()).extracting(Alert::summary).containsExactly("80.0 % of requests failed");
  }

  @Test
  void patternsAndSilence() {
    AlertTask task =
        task(
            List.of(
                rule("disk", Kind.PATTERN, 0, 15 * MINUTE, 0),
                rule("quiet", Kind.SILENCE, 0, HOUR, 0)),
            Format.WEBHOOK);
    request("orders", "o-1", T0, Outcome.SUCCESS, "all is well");
    task.run();
    assertThat(firing()).isEmpty();
    request("orders", "o-2", T0 + MINUTE, Outcome.SUCCESS, "the disk full of logs");
    set(T0 + 2 * MINUTE);
    task.run();
    assertThat(firing()).extracting(Alert::rule).containsExactly("disk");
    set(T0 + 2 * HOUR);
    task.run();
    assertThat(firing()).extracting(Alert::rule).containsExactly("quiet");
    assertThat(json(bodies.get(bodies.size() - 1)).at("/alerts/0/link").asText())
        .as("the newest requests, not the window that has none")
        .isEqualTo("http://logs.example.com/?function=orders");
    request("orders", "o-3", T0 + 2 * HOUR, Outcome.SUCCESS);
    task.run();
    assertThat(firing()).isEmpty();
    // A function that nobody has called for a week is not silent but gone.
    set(T0 + 9 * DAY);
    task.run();
    assertThat(firing()).isEmpty();
  }

  @Test
  void costIsHeldAgainstTheDaysBefore() {
    AlertTask task = task(List.of(rule("dear", Kind.COST_DAY, 2, DAY, 0)), Format.WEBHOOK);
    for (int day = 1; day <= 7; day++) {
      bill("usual-" + day, T0 - day * DAY - HOUR, 1_000L);
    }
    bill("today", T0 - HOUR, 1_500L);
    task.run();
    assertThat(firing()).isEmpty();
    bill("dear", T0 - HOUR, 4_000L);
    task.run();
    assertThat(firing()).hasSize(1);
    assertThat(firing().get(0).summary())
        .isEqualTo("the last day cost USD 0.000092, 5.5 times the usual 0.000017");
  }

  private void bill(String id, long at, long billedMs) {
    Report report = new Report(billedMs * 1.0, billedMs, 1024, 100, null, null, null, null, null);
    TrailKey key = TrailKey.request(SampleTrails.stream("orders", "a"), id, 1);
    writer.flush(
        SampleTrails.flush(
            SampleTrails.trail(writer, key).start(at).end(at + billedMs).report(report).write()));
    embedded.database().rollups().run();
  }

  @Test
  void everyReceiverIsToldInItsForm() {
    request("a<b>&c", "o-1", T0, Outcome.TIMEOUT);
    task(
            List.of(rule("slow", Kind.OUTCOME, 0, 15 * MINUTE, 0)),
            Format.SLACK,
            Format.SNS,
            Format.EMAIL)
        .run();
    assertThat(bodies).hasSize(3);
    assertThat(json(bodies.get(0)).get("text").asText())
        .contains("*[FIRING] slow: a&lt;b&gt;&amp;c*", "|a&lt;b&gt;&amp;c>: 1 request ended");
    JsonNode sns = json(bodies.get(1));
    assertThat(sns.get("Type").asText()).isEqualTo("Notification");
    assertThat(sns.get("Subject").asText()).isEqualTo("[FIRING] slow: a<b>&c");
    assertThat(json(sns.get("Message").asText()).get("rule").asText()).isEqualTo("slow");
    assertThat(bodies.get(2))
        .startsWith("Subject: [FIRING] slow: a<b>&c\n")
        .contains("\n\nRule slow fires:");
  }

  @Test
  void whatFiredByARuleThatIsNoMoreEndsQuietly() {
    request("orders", "o-1", T0, Outcome.TIMEOUT);
    task(List.of(rule("slow", Kind.OUTCOME, 0, 15 * MINUTE, 0)), Format.WEBHOOK).run();
    task(List.of(rule("else", Kind.OUTCOME, 9, 15 * MINUTE, 0)), Format.WEBHOOK).run();
    assertThat(firing()).isEmpty();
    assertThat(states()).containsExactly("firing");
  }

  @Test
  void whyNobodyAnswersIsSaidInWords() {
    assertThat(AlertTask.words(new ConnectException())).isEqualTo("nothing answers there");
    assertThat(AlertTask.words(new HttpTimeoutException("request timed out")))
        .isEqualTo("no answer in 10 s");
  }
}
