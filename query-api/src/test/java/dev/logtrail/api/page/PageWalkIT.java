package dev.logtrail.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.api.kit.SampleFleet;
import dev.logtrail.api.kit.Samples;
import org.junit.jupiter.api.Test;

/** Controls and hostile lines that no other test goes through. */
class PageWalkIT extends PageInBrowser {
  private static final String SAVED =
      "window.saved = []; URL.createObjectURL = (blob) => { window.saving = blob; return"
          + " 'blob:none'; }; HTMLAnchorElement.prototype.click = function () { const {download} ="
          + " this; saved.push(window.saving.text().then((text) => ({download, text}))); }; 0";

  private void choose(String text) throws Exception {
    browser.eval("document.querySelector('.menu summary').click()");
    browser.eval(
        "[...document.querySelectorAll('.menu button')].find((b) => b.innerText.startsWith('"
            + text
            + "')).click()");
  }

  private String saved(int i, String field) throws Exception {
    browser.await("saved.length === " + (i + 1));
    return browser.eval("saved[" + i + "].then((s) => s." + field + ")").asText();
  }

  @Test
  void whatIsShownIsSavedAsTextAndAsJson() throws Exception {
    openPage("/?function=payment-worker");
    browser.await(ROW + " === 1");
    browser.eval(SAVED);
    choose("Download as text");
    assertThat(saved(0, "download")).startsWith("payment-worker-").endsWith(".txt");
    assertThat(saved(0, "text")).contains("provider answered slowly").contains("5f6e7d8c");
    choose("Download as JSON");
    assertThat(saved(1, "download")).endsWith(".jsonl");
    assertThat(saved(1, "text")).startsWith("{").contains("\"entries\":[").contains("ledger");
    browser.press("j");
    browser.press("Enter");
    browser.await("document.querySelector('.entry')");
    for (String form : new String[] {"Text", "JSON"}) {
      browser.eval(
          "[...document.querySelectorAll('.actions button')].find((b) => b.innerText === '"
              + form
              + "').click()");
    }
    browser.await("saved.length === 4");
    assertThat(saved(3, "download") + saved(3, "text")).contains("5f6e7d8c-9b0a-4c1d-8e2f");
  }

  @Test
  void bothKeysGoFromOneMarkedLineToAnother() throws Exception {
    fleet.large(40, 0);
    openPage("/?filter=export&function=report-export");
    browser.await(ROW + " === 1");
    browser.press("j");
    browser.press("Enter");
    browser.await("document.querySelector('.entry mark')");
    String at = "document.querySelector('.entry.current')?.dataset.line";
    browser.press("n");
    browser.await(at);
    String first = browser.eval(at).asText();
    browser.press("n");
    browser.await(at + " > '" + first + "'");
    browser.press("N");
    browser.await(at + " === '" + first + "'");
  }

  @Test
  void rowsThatCameWhileThePageWasHiddenAreThereWhenItIsSeenAgain() throws Exception {
    openPage("/");
    browser.await(ROW + " === 21");
    browser.eval(
        "window.hiddenNow = true; Object.defineProperty(document, 'hidden', {get: () =>"
            + " window.hiddenNow}); window.realFrame = window.requestAnimationFrame;"
            + " window.requestAnimationFrame = () => 0; 0");
    for (int i = 0; i < 5; i++) {
      fleet.warm("while-hidden-" + i, System.currentTimeMillis() + i, i);
    }
    browser.await(
        "document.querySelector('logtrail-app').model.trails.list().filter((t) =>"
            + " t.requestId.startsWith('while-hidden')).length === 5");
    browser.eval(
        "window.hiddenNow = false; window.requestAnimationFrame = window.realFrame;"
            + " document.dispatchEvent(new Event('visibilitychange'))");
    browser.await(ROW + " === 26");
    assertThat(browser.text("article.trail .id")).isEqualTo("while-hidden-4");
  }

  @Test
  void deepJsonIsATreeThatOpensToItsEnd() throws Exception {
    int depth = 300;
    long now = System.currentTimeMillis();
    String deep = "{\"a\":".repeat(depth) + "\"the end\"" + "}".repeat(depth);
    server.store.put(
        Samples.key("orders-api", "deep-1"),
        Samples.request(
            "deep-1",
            now,
            9,
            "",
            1,
            "{\"level\":\"INFO\",\"message\":\"deep\",\"d\":" + deep + "}"));
    openPage("/r/deep-1");
    browser.await("document.querySelector('.entry')");
    browser.eval("document.querySelector('.tree-toggle')?.click()");
    for (int i = 0; i < 40; i++) {
      browser.eval("[...document.querySelectorAll('.twist[aria-expanded=false]')].at(-1)?.click()");
      browser.eval("new Promise((done) => setTimeout(done, 10))");
    }
    assertThat(browser.text(".entry")).contains("deep");
  }

  @Test
  void tenMegabytesOfOneLineAreCutNotDrawn() throws Exception {
    long now = System.currentTimeMillis();
    Object[] lines = new Object[20];
    for (int i = 0; i < 10; i++) {
      lines[2 * i] = i;
      lines[2 * i + 1] = (i == 9 ? "last " : "part ") + "y".repeat(1_000_000);
    }
    server.store.put(
        Samples.key("orders-api", "heavy-1"), Samples.request("heavy-1", now, 99, "", lines));
    openPage("/r/heavy-1");
    browser.await("document.querySelectorAll('.entry').length === 3"); // Joined, up to 4 MB each.
    assertThat(browser.text(".entries")).contains("4.0 MB more", "2.0 MB more");
    assertThat(browser.eval("document.querySelector('.entries').textContent.length").asInt())
        .isLessThan(20_000);
    Axe.findsNothing(browser, "giant lines");
  }

  @Test
  void aTimedOutRequestIsExplainedWithinThreeKeys() throws Exception {
    openPage("/?filter=outcome:timeout");
    browser.await(ROW + " === 1");
    browser.press("j");
    browser.press("Enter");
    browser.await("document.querySelector('.why-line, .why')");
    assertThat(browser.text("trail-detail")).contains("timeout");
    assertThat(browser.text("article.trail .id")).isEqualTo(SampleFleet.TIMEOUT_ID);
  }
}
