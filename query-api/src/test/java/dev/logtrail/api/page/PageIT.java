package dev.logtrail.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.api.ApiSettings;
import dev.logtrail.api.kit.SampleFleet;
import dev.logtrail.api.kit.Samples;
import dev.logtrail.trail.TrailKey;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The page of requests in a real browser. Needs Chromium; without it these tests are skipped, but
 * not in CI.
 */
class PageIT extends PageInBrowser {

  @Test
  void newRequestsAppearByThemselvesAndGrowWhileOpen() throws Exception {
    openPage("/");
    browser.await(ROW + " === 21");
    String id = "live-0001";
    TrailKey key = Samples.key("orders-api", id);
    long now = System.currentTimeMillis();
    server.store.put(key, Samples.open(id, now, 1, "first line\n"));
    browser.await(ROW + " === 22");
    assertThat(browser.text("article.trail:first-of-type")).contains(id).contains("running");

    browser.press("j");
    browser.press("Enter");
    browser.await("document.querySelector('trail-detail .message')?.innerText === 'first line'");
    server.store.put(key, Samples.request(id, now, 7, "", 1, "first line\n", 2, "second line\n"));
    browser.await("document.querySelectorAll('trail-detail .message').length === 2");
    assertThat(browser.text("article.trail:first-of-type")).containsPattern("7.42 ms\\s+94 MB");
    browser.eval("document.querySelector('[data-tab=report]').click()");
    browser.await("document.querySelector('trail-detail .report')");
    assertThat(browser.text("trail-detail .report")).containsPattern("duration\\s*7.42 ms");
  }

  @Test
  void whatLogsContainIsShownAndNotRun() throws Exception {
    openPage("/");
    browser.await(ROW + " === 21");
    browser.eval(
        "[...document.querySelectorAll('.row')].find((r) =>"
            + " r.innerText.includes('evil-')).click()");
    browser.await("document.querySelector('trail-detail .message')");
    browser.eval("document.querySelector('.tree-toggle').click()");
    browser.await("document.querySelector('json-tree .children')");

    assertThat(browser.text("trail-detail")).contains(SampleFleet.HOSTILE);
    assertThat(browser.text(".functions")).contains("web<b>hook</b>");
    assertThat(browser.eval("window.hacked === undefined").asBoolean()).isTrue();
    assertThat(browser.eval("document.querySelectorAll('img, b, body script').length").asInt())
        .isZero();
  }

  @Test
  void whoReadsFurtherDownIsNotDisturbed() throws Exception {
    browser.appear(1280, 300, false);
    openPage("/");
    browser.await(ROW + " === 21");
    browser.eval("document.querySelector('.list').scrollTop = 200");
    browser.await("!document.querySelector('logtrail-app').reader.atTop"); // With the next frame.
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
    browser.await("document.querySelector('.empty h2')");
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
    browser.await("document.querySelector('#help')?.open");
    browser.press("Escape");
    browser.await("!document.querySelector('#help')?.open");
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
    browser.await("document.querySelector('.result json-tree .twist')");
    assertThat(browser.text(".result")).contains("200").contains("statusCode: 201");
  }

  @Test
  void aStalledStoreAndALostServerAreSaid() throws Exception {
    openPage("/");
    browser.await(ROW + " === 21");
    server.store.breakReads("connection refused");
    fleet.warm("while-broken", System.currentTimeMillis(), 1);
    browser.await("document.querySelector('.tail').innerText.startsWith('stalled')");
    server.store.breakReads(null);
    browser.await(ROW + " === 22");
    browser.await("document.querySelector('.tail.live')");
    server.close();
    browser.await("document.querySelector('.tail').innerText.startsWith('reconnecting')");
  }

  @Test
  void whatIsMissingIsSaidBesideTheStateOfTheTail() throws Exception {
    server.problem = "the database is full";
    openPage("/");
    browser.await("document.querySelector('.tail.behind')");
    assertThat(browser.text(".tail")).contains("not all is here yet");
    assertThat(browser.eval("document.querySelector('.tail').title").asText())
        .contains("Nothing is stored at the moment", "subscription: the database is full");
  }

  @Test
  void aTokenIsAskedFor() throws Exception {
    serve(new ApiSettings("127.0.0.1", 0, "secret", null, List.of()));
    browser.open(server.uri("/"));
    browser.await("document.querySelector('#token')?.open");
    browser.await("document.querySelector('.empty h2')?.innerText === 'It could not be loaded'");
    browser.eval("document.querySelector('#token input').focus()");
    browser.type("secret");
    browser.press("Enter");
    browser.await(ROW + " === 21");
  }

  @Test
  void anExceptionIsShownOnceAsItWasPrinted() throws Exception {
    openPage("/r/" + SampleFleet.PYTHON_ID);
    browser.await("document.querySelector('.exception')");
    assertThat(browser.text(".exception"))
        .isEqualTo(
            """
            KeyError: 'total'
            Traceback (most recent call last):
              File "/var/task/app.py", line 42, in handler
                return respond(invoice(order))
              File "/var/task/billing.py", line 17, in invoice
                amount = order['total'] * RATE\
            """);
    assertThat(browser.text(".exception .title")).isEqualTo("KeyError: 'total'");
    assertThat(browser.text(".entries").split("line 42", -1)).hasSize(2);
  }
}
