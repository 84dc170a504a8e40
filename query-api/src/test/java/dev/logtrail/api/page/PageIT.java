package dev.logtrail.api.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.logtrail.api.ApiSettings;
import dev.logtrail.api.SampleFleet;
import dev.logtrail.api.Samples;
import dev.logtrail.api.Server;
import dev.logtrail.trail.TrailKey;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The page in a real browser. Needs Chromium; without it these tests are skipped, but not in CI.
 */
class PageIT {
  private static final String ROW = "document.querySelectorAll('article.trail').length";

  private Server server;
  private SampleFleet fleet;
  private Browser browser;

  @BeforeEach
  void start() throws Exception {
    Path chromium = Browser.installed();
    if (chromium == null) {
      String reason =
          "Chromium is not installed: 'apt-get install chromium', or name it in LOGTRAIL_CHROMIUM";
      assertThat(System.getenv("CI")).as(reason).isNotEqualTo("true");
      assumeTrue(false, reason);
    }
    server = new Server();
    fleet = new SampleFleet(server.store, System.currentTimeMillis());
    fleet.seed();
    browser = new Browser(chromium);
    browser.appear(1280, 800, false);
    String watch =
        "window.faults = [];"
            + "addEventListener('securitypolicyviolation', (e) => faults.push(e.blockedURI));"
            + "addEventListener('error', (e) => faults.push(e.message));"
            + "addEventListener('unhandledrejection', (e) => faults.push(String(e.reason)));";
    browser.call("Page.addScriptToEvaluateOnNewDocument", Map.of("source", watch));
  }

  @AfterEach
  void stop() throws Exception {
    if (browser != null) {
      try {
        assertThat(browser.eval("JSON.stringify(window.faults ?? [])").asText()).isEqualTo("[]");
      } finally {
        browser.close();
        server.close();
      }
    }
  }

  private void openPage(String path) throws Exception {
    browser.open(server.uri(path));
    browser.await("document.querySelector('.tail.live, .tail.behind')");
  }

  @Test
  void newRequestsAppearByThemselvesAndGrowWhileOpen() throws Exception {
    openPage("/");
    browser.await(ROW + " === 21");
    String id = "live-0001";
    TrailKey key = Samples.key("orders-api", id);
    long now = System.currentTimeMillis();
    server.store.put(key, Samples.open(id, now, 1, "first line\n"));
    browser.await(ROW + " === 22");
    assertThat(browser.text("article.trail:first-of-type")).contains(id).contains("open");

    browser.press("j");
    browser.press("Enter");
    browser.await("document.querySelector('trail-detail .message')?.innerText === 'first line'");
    server.store.put(key, Samples.request(id, now, 7, "", 1, "first line\n", 2, "second line\n"));
    browser.await("document.querySelectorAll('trail-detail .message').length === 2");
    assertThat(browser.text("article.trail:first-of-type")).contains("7.42 ms | 94 MB");
    assertThat(browser.text("trail-detail .report")).containsPattern("duration\\s*7.42 ms");
  }

  @Test
  void whatLogsContainIsShownAndNotRun() throws Exception {
    openPage("/");
    browser.await(ROW + " === 21");
    browser.eval(
        "[...document.querySelectorAll('.row')].find((r) => r.innerText.includes('evil-')).click()");
    browser.await("document.querySelector('trail-detail .message')");
    browser.eval("document.querySelector('json-tree summary').click()");
    browser.await("document.querySelector('json-tree .children')");

    assertThat(browser.text("trail-detail")).contains(SampleFleet.HOSTILE);
    assertThat(browser.text(".functions")).contains("web<b>hook</b>");
    assertThat(browser.eval("window.hacked === undefined").asBoolean()).isTrue();
    assertThat(browser.eval("document.querySelectorAll('img, b, body script').length").asInt())
        .isZero();
  }

  @Test
  void theFilterUnderstandsWordsAndText() throws Exception {
    openPage("/");
    browser.await(ROW + " === 21");
    browser.press("/");
    assertThat(filtered("err", 4)).contains("timeout", "out of memory", "1 error");
    assertThat(filtered("cold", 1)).contains("payment-worker");
    assertThat(filtered(">2s", 1)).contains(SampleFleet.TIMEOUT_ID);
    assertThat(filtered("fn:orders -test -100", 14)).contains("orders-api");
    assertThat(filtered("req:c0ffee", 1)).contains("billing");
    assertThat(filtered("keyerror", 1)).contains(SampleFleet.PYTHON_ID);
    assertThat(filtered("\"12 of 48\"", 1)).contains(SampleFleet.TIMEOUT_ID);
    filtered("level:warn", 5);
    browser.eval("document.querySelector('#filter').select()");
    browser.type("nothing has this");
    browser.await("document.querySelector('.empty h3')");
    assertThat(browser.text(".empty"))
        .contains("None of the 21 loaded requests matches nothing has this");
    browser.press("Escape");
    browser.await(ROW + " === 21");
  }

  private String filtered(String text, int count) throws Exception {
    browser.eval("document.querySelector('#filter').select()");
    browser.type(text);
    browser.await(ROW + " === " + count);
    return browser.text(".list");
  }

  @Test
  void whoReadsFurtherDownIsNotDisturbed() throws Exception {
    browser.appear(1280, 300, false);
    openPage("/");
    browser.await(ROW + " === 21");
    browser.eval("document.querySelector('.list').scrollTop = 200");
    for (int i = 0; i < 3; i++) {
      fleet.warm("later-" + i, System.currentTimeMillis() + i, i);
    }
    browser.await("document.querySelector('.pill')?.innerText === '3 new requests'");
    assertThat(browser.eval(ROW).asInt()).isEqualTo(21);
    assertThat(browser.eval("document.querySelector('.list').scrollTop").asInt())
        .isBetween(199, 201);
    browser.eval("document.querySelector('.pill').click()");
    browser.await(ROW + " === 24 && document.querySelector('.list').scrollTop === 0");
  }

  @Test
  void aPermalinkWorksBeforeItsRequestArrives() throws Exception {
    openPage("/r/soon-1#2");
    browser.await("document.querySelector('.empty h3')");
    assertThat(browser.text(".empty")).contains("Nothing of request soon-1 has arrived");

    long now = System.currentTimeMillis();
    server.store.put(
        Samples.key("orders-api", "soon-1"),
        Samples.request("soon-1", now, 9, "", 1, "one\n", 2, "two\n"));
    browser.await("document.querySelector('.entry.marked')");
    assertThat(browser.text(".entry.marked")).contains("two");
    assertThat(browser.eval(ROW).asInt()).isEqualTo(1);
  }

  @Test
  void keysDoWhatTheHelpSays() throws Exception {
    openPage("/?function=orders-api");
    browser.await(ROW + " === 15");
    browser.press("?");
    browser.await("document.querySelector('#help').open");
    browser.press("Escape");
    browser.await("!document.querySelector('#help').open");
    browser.press("j");
    browser.press("j");
    browser.press("Enter");
    browser.await("document.querySelector('trail-detail .time')?.innerText.startsWith('+')");
    browser.press("t");
    browser.press("t");
    browser.await("/^\\d\\d:\\d\\d/.test(document.querySelector('trail-detail .time').innerText)");
    browser.press("p");
    browser.await("document.querySelector('.entry.platform')");
    browser.press("w");
    browser.await("document.querySelector('.list.no-wrap')");
    browser.press("Escape");
    browser.await("!document.querySelector('trail-detail')");
    browser.press("f");
    fleet.warm("held-1", System.currentTimeMillis(), 1);
    browser.await("document.querySelector('.pill')?.innerText === '1 new request'");
  }

  @Test
  void theTestedResultAndOlderRequests() throws Exception {
    for (int i = 0; i < 40; i++) {
      fleet.warm("old-" + i, System.currentTimeMillis() - 9_000_000 - i * 1000, i);
    }
    openPage("/?function=orders-api");
    browser.await(ROW + " === 30");
    browser.eval("document.querySelector('.older').click()");
    browser.await(ROW + " === 55");
    browser.eval("document.querySelector('.badge.test').closest('button').click()");
    browser.await("document.querySelector('.result json-tree .children')");
    assertThat(browser.text(".result")).contains("200").contains("statusCode: 201");
  }

  @Test
  void enterSearchesEverythingStored() throws Exception {
    long longAgo = System.currentTimeMillis() - 9_000_000;
    for (int i = 0; i < 60; i++) {
      fleet.warm("old-" + i, longAgo - i * 1000, i);
    }
    server.store.put(
        Samples.key("orders-api", "far-1"),
        Samples.request("far-1", longAgo - 900_000, 9, "", 1, "a needle in it\n"));
    openPage("/?function=orders-api");
    browser.await(ROW + " === 30");
    browser.press("/");
    browser.type("needle");
    browser.press("Enter");
    browser.await("location.search === '?function=orders-api&q=needle'");
    browser.await(ROW + " === 1");
    assertThat(browser.text(".chip")).contains("needle");
    long now = System.currentTimeMillis();
    server.store.put(
        Samples.key("orders-api", "no-1"), Samples.request("no-1", now, 9, "", 1, "hay\n"));
    server.store.put(
        Samples.key("orders-api", "live-1"),
        Samples.request("live-1", now, 9, "", 1, "another needle\n"));
    browser.await(ROW + " === 2");
    browser.eval("document.querySelector('.chip').click()");
    browser.await("location.search === '?function=orders-api'");
    browser.await(ROW + " === 30");
    assertThat(browser.eval("document.querySelector('.chip')").isNull()).isTrue();
  }

  @Test
  void aSearchThatFindsNothingOrIsNoneSaysSo() throws Exception {
    openPage("/?q=nosuchword");
    browser.await("document.querySelector('.empty h3')?.innerText.includes('nosuchword')");
    assertThat(browser.text(".empty")).contains("A word is a whole word");
    browser.open(server.uri("/?q=%7B%20%24.a")); // No live tail follows what is no pattern.
    browser.await("document.querySelector('.empty')?.innerText.includes('no filter pattern')");
    browser.eval("document.querySelectorAll('.empty button')[1].click()");
    browser.await(ROW + " === 21");
  }

  @Test
  void thePaneShowsOneFunctionAndNoColumn() throws Exception {
    openPage("/pane?function=orders-api");
    browser.await(ROW + " === 15");
    assertThat(browser.eval("document.querySelector('nav.functions')").isNull()).isTrue();
    String shown = "getComputedStyle(document.querySelector('.function-select')).display";
    assertThat(browser.eval(shown).asText()).isEqualTo("block");
    browser.eval(
        "document.querySelector('.function-select').value = ''; "
            + "document.querySelector('.function-select').dispatchEvent(new Event('change'))");
    browser.await("location.pathname + location.search === '/pane'");
    browser.await(ROW + " === 21");
  }

  @Test
  void aPageOfSomebodyElseEmbedsThePane() throws Exception {
    try (HostPage host = new HostPage()) {
      server.close();
      server =
          new Server(new ApiSettings("127.0.0.1", 0, null, null, java.util.List.of(host.origin())));
      new SampleFleet(server.store, System.currentTimeMillis()).seed();
      host.embed(server.uri("/pane.js"));
      browser.open(java.net.URI.create(host.origin() + "/"));
      browser.await("document.body.dataset.ready === 'yes'");
      String frame = browser.eval("document.querySelector('logtrail-pane iframe').src").asText();
      assertThat(frame).isEqualTo(server.uri("/pane?function=orders-api").toString());
    }
  }

  @Test
  void aStalledStoreAndALostServerAreSaid() throws Exception {
    openPage("/");
    browser.await(ROW + " === 21");
    server.store.breakWith("connection refused");
    fleet.warm("while-broken", System.currentTimeMillis(), 1);
    browser.await("document.querySelector('.tail').innerText.startsWith('stalled')");
    server.store.breakWith(null);
    browser.await(ROW + " === 22");
    browser.await("document.querySelector('.tail.live')");
    server.close();
    browser.await("document.querySelector('.tail').innerText.startsWith('reconnecting')");
  }

  @Test
  void aTokenIsAskedFor() throws Exception {
    server.close();
    server = new Server(new ApiSettings("127.0.0.1", 0, "secret", null, java.util.List.of()));
    new SampleFleet(server.store, System.currentTimeMillis()).seed();
    browser.open(server.uri("/"));
    browser.await("document.querySelector('#token')?.open");
    browser.eval("document.querySelector('#token input').focus()");
    browser.type("secret");
    browser.press("Enter");
    browser.await(ROW + " === 21");
  }
}
