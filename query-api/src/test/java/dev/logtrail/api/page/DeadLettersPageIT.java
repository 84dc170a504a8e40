package dev.logtrail.api.page;

import static dev.logtrail.store.SampleTrails.deadLetters;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.api.ApiParts;
import dev.logtrail.api.ApiServer;
import dev.logtrail.api.ApiSettings;
import dev.logtrail.api.kit.Browser;
import dev.logtrail.api.status.SourceStatus;
import dev.logtrail.api.status.StatusSource;
import dev.logtrail.store.DeadLetter;
import dev.logtrail.store.DeadLetterStage;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.store.deadletter.DeadLetterCount;
import dev.logtrail.store.deadletter.DeadLetterRetry;
import dev.logtrail.store.deadletter.DeadLetters;
import dev.logtrail.store.fake.FakeTrailStore;
import dev.logtrail.store.inbox.Inbox;
import dev.logtrail.store.postgres.EmbeddedDatabase;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An operator opens the page, looks at letters, retries and deletes them. */
class DeadLettersPageIT {
  @RegisterExtension static final EmbeddedDatabase DB = new EmbeddedDatabase();

  private static Browser browser;
  private static Inbox inbox;
  private static TrailWriter writer;
  private static ApiServer server;

  @BeforeAll
  static void start() throws Exception {
    browser = Browser.openOrSkip();
    browser.watchFaults();
    inbox = DB.database().openInbox();
    writer = DB.database().openWriter(Clock.systemUTC());
    server = server(null);
  }

  private static ApiServer server(String ingestToken) {
    FakeTrailStore store = new FakeTrailStore();
    DeadLetters letters = DB.database().deadLetters();
    StatusSource status =
        new StatusSource() {
          @Override
          public List<SourceStatus> sources() {
            return List.of();
          }

          @Override
          public List<DeadLetterCount> deadLetters() {
            return letters.counts();
          }
        };
    return ApiServer.start(
        new ApiSettings("127.0.0.1", 0, null, ingestToken, List.of()),
        ApiParts.over(store, store.changes(), Clock.systemUTC())
            .status(status)
            .deadLetters(letters, new DeadLetterRetry(letters, inbox))
            .build());
  }

  @AfterAll
  static void stop() throws Exception {
    if (browser != null) {
      browser.close();
      server.close();
      writer.close();
      inbox.close();
    }
  }

  @BeforeEach
  void letters() {
    DB.clear();
    DB.execute("alter table dead_letter alter column letter_id restart");
  }

  private static void store() {
    LogStream stream =
        new LogStream("123456789012", "eu-west-1", "/aws/lambda/orders", "2026/11/20/[$LATEST]ab");
    LogEvent event = new LogEvent("1", 1_763_632_800_000L, "<img src=x onerror=alert(1)>\n");
    writer.flush(
        deadLetters(
            letter(
                Source.FIREHOSE,
                "not readable as JSON (Unexpected character ('h' (code 104))); right is a"
                    + " CloudWatch Logs subscription payload",
                "{\"messageType\":\"DATA_MESSAGE\",\"logEvents\":[{\"message\":hello}]}")));
    writer.flush(
        deadLetters(
            DeadLetter.of(
                new LogBatch(stream, Source.SUBSCRIPTION, List.of(event)),
                DeadLetterStage.ATTRIBUTE,
                "IllegalStateException: two markers of one id",
                3)));
    writer.flush(deadLetters(letter(Source.KINESIS, "neither text, JSON nor gzip", "\0binary")));
  }

  private static DeadLetter letter(Source source, String reason, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return DeadLetter.unreadable(
        new Delivery(source, "123456789012", "eu-west-1", bytes), reason, bytes);
  }

  private static void open(ApiServer at, String path) throws Exception {
    browser.open(URI.create("http://127.0.0.1:" + at.port() + path));
    browser.await("document.querySelector('.letters, logtrail-app .bar')");
  }

  private static void click(String selector) throws Exception {
    browser.await("document.querySelector('" + selector + "')");
    browser.eval("document.querySelector('" + selector + "').click()");
  }

  private static void picture(String name) throws Exception {
    String folder = System.getProperty("pictures");
    if (folder != null) {
      Files.write(Path.of(folder, name + ".png"), browser.screenshot());
    }
  }

  @Test
  void lettersAreListedLookedAtRetriedAndDeleted() throws Exception {
    store();
    browser.appear(1100, 620, false);
    open(server, "/");
    click(".toggle.letters");
    browser.await("document.querySelectorAll('.letter').length === 3");
    assertThat(browser.text("main"))
        .contains("decode", "attribute", "IllegalStateException: two markers", "tried 3 times");
    assertThat(browser.text(".count")).matches("3 letters, \\d+ B");
    click("[data-id=\"2\"] .row");
    browser.await("document.querySelector('.opened pre')");
    Axe.findsNothing(browser, "an open dead letter");
    assertThat(browser.text(".opened pre")).contains("<img src=x onerror=alert(1)>");
    picture("list");

    click(".opened .actions button");
    browser.await("document.querySelector('[data-id=\"2\"] .state')");
    assertThat(browser.text(".notice")).isEqualTo("Letter 2 is being tried again.");

    click("[data-id=\"1\"] .row");
    click(".opened .danger");
    browser.await("document.querySelector('#confirm').open");
    picture("confirm");
    click("#confirm button[value=no]");
    browser.await("!document.querySelector('#confirm').open");
    assertThat(browser.eval("document.querySelectorAll('.letter').length").asInt()).isEqualTo(3);
    click(".opened .danger");
    browser.await("document.querySelector('#confirm').open");
    click("#confirm button[value=yes]");
    browser.await("document.querySelectorAll('.letter').length === 2");

    browser.appear(420, 620, true);
    picture("narrow");
    assertThat(browser.faults()).isEqualTo("[]");
  }

  @Test
  void filtersAndBulkChangesActOnWhatMatches() throws Exception {
    store();
    browser.appear(1100, 620, false);
    open(server, "/dead-letters?stage=decode");
    browser.await("document.querySelectorAll('.letter').length === 2");
    browser.eval(
        "(() => { const i = document.querySelector('.bar input'); i.value = 'nobody';"
            + " i.dispatchEvent(new Event('change')); })()");
    browser.await("document.querySelector('.none')?.innerText.includes('No dead letter matches')");
    click(".none button");
    browser.await("document.querySelectorAll('.letter').length === 3");
    click(".bar .danger");
    browser.await("document.querySelector('#confirm').open");
    assertThat(browser.text("#confirm")).contains("Delete all dead letters");
    click("#confirm button[value=yes]");
    browser.await("document.querySelector('.none')");
    assertThat(browser.text(".none"))
        .isEqualTo("No dead letters: everything that was sent could be read and stored.");
    assertThat(browser.text(".notice")).isEqualTo("3 letters deleted.");
    picture("empty");
    open(server, "/");
    assertThat(browser.text(".toggle.letters")).isEmpty();
    assertThat(browser.faults()).isEqualTo("[]");
  }

  @Test
  void theIngestTokenIsAskedForWhenItIsNeeded() throws Exception {
    store();
    browser.appear(1100, 620, true);
    try (ApiServer guarded = server("take-me")) {
      open(guarded, "/dead-letters");
      click("[data-id=\"1\"] .row");
      click(".opened .actions button");
      browser.await("document.querySelector('#ingest-token').open");
      picture("token");
      browser.eval("document.querySelector('#ingest-token input').value = 'take-me'");
      click("#ingest-token button");
      browser.await("!document.querySelector('#ingest-token').open");
      click("[data-id=\"1\"] .row");
      click(".opened .actions button");
      browser.await("document.querySelector('[data-id=\"1\"] .state')");
    }
  }
}
