package dev.logtrail.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.api.kit.SampleFleet;
import dev.logtrail.api.kit.Samples;
import org.junit.jupiter.api.Test;

/**
 * Filter and search of the page, in a real browser. Needs Chromium; without it these tests are
 * skipped, but not in CI.
 */
class PageSearchIT extends PageInBrowser {

  @Test
  void theFilterUnderstandsWordsAndText() throws Exception {
    openPage("/");
    browser.await(ROW + " === 21");
    browser.press("/");
    assertThat(filtered("err", 4)).contains("timeout", "out of memory", "1 error");
    assertThat(filtered("cold", 1)).contains("payment-worker");
    assertThat(filtered(">2s", 1)).contains(SampleFleet.TIMEOUT_ID.substring(0, 8));
    assertThat(filtered("fn:orders -test -100", 14)).contains("orders-api");
    assertThat(filtered("req:c0ffee", 1)).contains("billing");
    assertThat(filtered("keyerror", 1)).contains(SampleFleet.PYTHON_ID.substring(0, 8));
    assertThat(filtered("\"12 of 48\"", 1)).contains(SampleFleet.TIMEOUT_ID.substring(0, 8));
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
}
