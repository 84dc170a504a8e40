package dev.logtrail.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.api.ApiParts;
import dev.logtrail.api.ApiServer;
import dev.logtrail.api.ApiSettings;
import dev.logtrail.api.alert.AlertRule;
import dev.logtrail.api.alert.AlertSettings;
import dev.logtrail.api.kit.Browser;
import dev.logtrail.store.alert.Alert.Breach;
import dev.logtrail.store.alert.AlertMessage;
import dev.logtrail.store.alert.Alerts;
import dev.logtrail.store.fake.FakeTrailStore;
import dev.logtrail.store.postgres.EmbeddedDatabase;
import dev.logtrail.text.NamePattern;
import dev.logtrail.trail.Outcome;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An operator looks at what fires, what has, and who has heard of it. */
class AlertsPageIT {
  @RegisterExtension static final EmbeddedDatabase DB = new EmbeddedDatabase();

  private static final String ROWS = "document.querySelectorAll('.alert').length";
  private static final String ON_CALL = "on-call";

  private static Browser browser;
  private static Alerts alerts;
  private static ApiServer server;

  @BeforeAll
  static void start() throws Exception {
    browser = Browser.openOrSkip();
    browser.watchFaults();
    alerts = DB.database().alerts();
    server = server(null);
  }

  private static ApiServer server(String token) {
    FakeTrailStore store = new FakeTrailStore();
    AlertRule rule =
        new AlertRule(
            "slow",
            AlertRule.Kind.OUTCOME,
            1,
            900_000,
            0,
            new NamePattern("*"),
            List.of(Outcome.TIMEOUT),
            null);
    return ApiServer.start(
        new ApiSettings("127.0.0.1", 0, token, null, List.of()),
        ApiParts.over(store, store.changes(), Clock.systemUTC())
            .alerts(alerts, new AlertSettings(List.of(rule), List.of(), null))
            .build());
  }

  @AfterAll
  static void stop() throws Exception {
    if (browser != null) {
      browser.close();
      server.close();
    }
  }

  @BeforeEach
  void clear() {
    DB.clear();
    DB.execute("delete from alert");
    DB.execute("delete from alert_message");
  }

  private static void seed() {
    long now = System.currentTimeMillis();
    Breach orders = breach("orders", "2 requests ended with timeout");
    Breach hostile = breach("<img src=x onerror=alert(1)>", "3 requests ended with timeout");
    alerts.update("slow", List.of(orders, hostile), now - 7_200_000, AlertsPageIT::told);
    alerts.update("slow", List.of(hostile), now - 3_600_000, AlertsPageIT::told);
    List<AlertMessage> due = alerts.due(now, 10);
    alerts.sent(due.get(0).messageId(), now - 7_100_000);
    alerts.failed(due.get(1).messageId(), "hooks.example.com answered 503", now + 60_000);
  }

  private static Breach breach(String function, String summary) {
    return new Breach("123456789012", "eu-west-1", function, 3, summary);
  }

  private static List<AlertMessage> told(List<?> fired, List<?> over) {
    String body = "{\"fired\":%d,\"over\":%d}".formatted(fired.size(), over.size());
    return List.of(new AlertMessage(ON_CALL, "application/json", Map.of(), body));
  }

  private static void open(ApiServer at, String path) throws Exception {
    browser.open(URI.create("http://127.0.0.1:" + at.port() + path));
    browser.await("document.querySelector('.alerts')");
  }

  private static void picture(String name) throws Exception {
    String folder = System.getProperty("pictures");
    if (folder != null) {
      Files.write(Path.of(folder, name + ".png"), browser.screenshot());
    }
  }

  @Test
  void whatFiresStandsFirstWithItsRequestsAndWhoHasHeardOfIt() throws Exception {
    seed();
    browser.appear(1100, 620, false);
    open(server, "/alerts");
    browser.await(ROWS + " === 2");
    assertThat(browser.text(".alert"))
        .contains("firing", "for 2 h, since ", "<img src=x onerror=alert(1)>", "rule slow");
    assertThat(browser.text(".alert:nth-of-type(2)"))
        .contains("resolved", "for 1 h", "orders: 2 requests ended with timeout");
    assertThat(
            browser.eval("document.querySelectorAll('.alert a')[1].getAttribute('href')").asText())
        .startsWith("/?function=orders&from=")
        .endsWith("&filter=outcome:timeout");
    assertThat(browser.text(".notice")).isEqualTo("1 rule, 1 message not taken yet");

    browser.eval("document.querySelectorAll('.message summary').forEach((s) => s.click())");
    assertThat(browser.text("main"))
        .contains("not taken, 1 failure, next try ", "hooks.example.com answered 503")
        .contains("to on-call", "{\"fired\":2,\"over\":0}");
    assertThat(browser.text(".message:last-of-type")).contains("taken ");
    assertThat(browser.text(".backlogs"))
        .contains("on-call has not taken 1 message for 1 h: hooks.example.com answered 503")
        .contains("1 failure; next try ");
    assertThat(browser.eval("document.title").asText()).isEqualTo("1 firing · Alerts · Logtrail");
    picture("alerts");
    Axe.findsNothing(browser, "alerts");

    browser.eval("document.querySelector('.stages button').click()");
    browser.await(ROWS + " === 1");
    assertThat(browser.eval("location.search").asText()).isEqualTo("?state=firing");
    browser.appear(420, 620, true);
    picture("alerts-narrow");
    Axe.findsNothing(browser, "alerts, dark, 420 px");
    assertThat(browser.faults()).isEqualTo("[]");
  }

  @Test
  void aMessageBehindOneThatIsNotTakenSaysSoAndWhatItIsAbout() throws Exception {
    seed();
    alerts.update(
        "slow",
        List.of(),
        System.currentTimeMillis(),
        (fired, over) ->
            List.of(
                new AlertMessage(
                    ON_CALL, "text/plain", Map.of(), "Subject: [RESOLVED] slow: orders\n\nOver:")));
    open(server, "/alerts");
    browser.await("document.querySelectorAll('.message').length === 3");
    assertThat(browser.text(".message .what"))
        .isEqualTo("[RESOLVED] slow: orders waits behind the first that was not taken");
    assertThat(browser.text(".backlogs")).contains("has not taken 2 messages for 1 h");
    String cut =
        "{\"rule\":\"slow\",\"state\":\"firing\",\"alerts\":[{\"functionName\":\"orders\"},"
            .repeat(90);
    alerts.update(
        "slow",
        List.of(breach("orders", "2 requests ended with timeout")),
        System.currentTimeMillis(),
        (fired, over) -> List.of(new AlertMessage(ON_CALL, "application/json", Map.of(), cut)));
    open(server, "/alerts");
    browser.await("document.querySelectorAll('.message').length === 4");
    assertThat(browser.text(".message .what")).startsWith("[FIRING] slow: orders and more ");
  }

  @Test
  void aMessageThatIsGivenUpSaysSo() throws Exception {
    seed();
    long failing = alerts.deliveries(1).get(0).messageId();
    alerts.failed(failing, "nobody listens", null);
    open(server, "/alerts");
    browser.await("document.querySelector('.message')");
    assertThat(browser.text(".message"))
        .contains("not taken, 2 failures, given up: nobody listens");
  }

  @Test
  void emptyStatesSayWhatIsSo() throws Exception {
    open(server, "/alerts");
    browser.await("document.querySelector('.none')?.innerText.includes('Nothing fires')");
    assertThat(browser.text(".none"))
        .isEqualTo("Nothing fires by 1 rule, and nothing has in the last 30 days.");
    open(server, "/alerts?state=resolved");
    browser.await("document.querySelector('.none')?.innerText.includes('No alert is resolved')");
    browser.eval("document.querySelector('.none button').click()");
    browser.await("document.querySelector('.none')?.innerText.includes('Nothing fires')");
    assertThat(browser.faults()).isEqualTo("[]");
  }

  @Test
  void theTokenIsAskedForWhenItIsNeeded() throws Exception {
    seed();
    try (ApiServer guarded = server("read-me")) {
      open(guarded, "/alerts");
      browser.await("document.querySelector('#token')?.open");
      browser.eval("document.querySelector('#token input').value = 'read-me'");
      browser.eval("document.querySelector('#token button').click()");
      browser.await(ROWS + " === 2");
    }
  }
}
