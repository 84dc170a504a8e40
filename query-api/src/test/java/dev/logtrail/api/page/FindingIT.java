package dev.logtrail.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.api.kit.SampleFleet;
import dev.logtrail.api.kit.Samples;
import org.junit.jupiter.api.Test;

/** From a question to its answer, in a real browser. */
class FindingIT extends PageInBrowser {

  @Test
  void whyARequestTimedOut() throws Exception {
    openPage("/r/" + SampleFleet.TIMEOUT_ID);
    browser.await("document.querySelector('.why-line')");
    assertThat(browser.text(".why-line"))
        .contains("timeout", "after line 4 (+2400 ms) nothing was written for 0.60 s of 3.00 s");
    browser.eval("document.querySelector('.why-line button').click()");
    browser.await("document.querySelectorAll('.why dt').length > 1");
    assertThat(browser.text(".why"))
        .contains("nothing was written for 0.60 s of 3.00 s", "compared");
  }

  @Test
  void aRequestThatWentWellIsNotExplained() throws Exception {
    openPage("/r/" + SampleFleet.TEST_ID);
    browser.await("document.querySelector('.entry')");
    assertThat(browser.eval("document.querySelector('.why-line, [data-tab=why]')").isNull())
        .isTrue();
  }

  @Test
  void whatASearchFoundIsSeenThoughItStandsFarInItsLine() throws Exception {
    long now = System.currentTimeMillis();
    String line = "word ".repeat(60) + "before the needle in it";
    server.store.put(
        Samples.key("orders-api", "far-1"), Samples.request("far-1", now, 9, "", 1, line + "\n"));
    openPage("/?q=needle");
    browser.await("document.querySelector('.preview mark')");
    assertThat(browser.text(".preview")).startsWith("…").endsWith("before the needle in it");
    assertThat(
            browser
                .eval(
                    "(({right}) => right < document.querySelector('.preview')"
                        + ".getBoundingClientRect().right)(document.querySelector('.preview mark')"
                        + ".getBoundingClientRect())")
                .asBoolean())
        .isTrue();
  }

  @Test
  void whatASearchFoundInAFieldIsSeenBesideTheMessage() throws Exception {
    String line = "{\"level\":\"INFO\",\"message\":\"order received\",\"orderId\":\"ORD-77\"}\n";
    long now = System.currentTimeMillis();
    server.store.put(
        Samples.key("orders-api", "field-1"), Samples.request("field-1", now, 9, "", 1, line));
    openPage("/?q=ORD-77");
    browser.await("document.querySelector('.preview mark')");
    assertThat(browser.text(".preview")).isEqualTo("order received orderId=ORD-77");
  }

  @Test
  void theSlowestOfAllAreFound() throws Exception {
    long now = System.currentTimeMillis();
    for (int i = 0; i < 130; i++) {
      String id = "slow-" + i;
      server.store.put(
          Samples.key("sorter", id), Samples.request(id, now - i * 1000, 100 + i * 7 % 131, ""));
    }
    openPage("/?function=sorter&from=-1d");
    browser.await("document.querySelector('.histogram .slowest')");
    browser.eval("document.querySelector('.histogram .slowest').click()");
    browser.await("location.search.includes('order=slowest')");
    String durations = "[...document.querySelectorAll('.row .duration')].map((d) => d.innerText)";
    browser.await(durations + "[0] === '230.42 ms' && " + ROW + " >= 30");
    assertThat(browser.eval(durations + ".join()").asText())
        .isEqualTo(
            browser
                .eval(durations + ".sort((a, b) => parseFloat(b) - parseFloat(a)).join()")
                .asText());
    server.store.put(
        Samples.key("sorter", "slow-new"), Samples.request("slow-new", now, 1_500, ""));
    server.store.put(Samples.key("sorter", "quick-new"), Samples.request("quick-new", now, 2, ""));
    browser.await(durations + "[0] === '1.50 s'");
    assertThat(browser.eval(durations + ".includes('2.42 ms')").asBoolean()).isFalse();
    browser.eval("document.querySelector('.histogram .slowest').click()");
    browser.await("document.querySelector('.day') && " + durations + ".includes('2.42 ms')");
    assertThat(browser.eval("location.search").asText()).isEqualTo("?function=sorter&from=-1d");
  }

  @Test
  void aCountAsksForWhatItCounts() throws Exception {
    openPage("/?filter=total");
    browser.await("document.querySelector('.histogram .failed.ask')");
    assertThat(browser.text(".histogram .failed.ask")).isEqualTo("1 failed");
    browser.eval("document.querySelector('.histogram .failed.ask').click()");
    browser.await("document.querySelector('#filter').value === 'total err'");
    browser.await("document.querySelector('.histogram .ask.failed[aria-pressed=true]')");
    browser.eval("document.querySelector('.histogram .failed.ask').click()");
    browser.await("location.search === '?filter=total'");
  }

  @Test
  void aRequestLeadsToTheOthersOfItsFunction() throws Exception {
    openPage("/r/" + SampleFleet.TIMEOUT_ID);
    browser.await("document.querySelector('.bar a[href^=\"/?function=\"]')");
    browser.eval("document.querySelector('.bar a[href^=\"/?function=\"]').click()");
    browser.await("location.search.startsWith('?function=') && " + ROW + " > 1");
  }

  @Test
  void yesterdayIsARange() throws Exception {
    openPage("/");
    browser.eval(
        "((s) => { s.value = 'yesterday'; s.dispatchEvent(new Event('change'));"
            + " })(document.querySelector('.range'))");
    browser.await("location.search.includes('to=')");
    assertThat(
            browser
                .eval(
                    "((q) => Date.parse(q.get('to')) - Date.parse(q.get('from')))"
                        + "(new URLSearchParams(location.search))")
                .asLong())
        .isBetween(82_800_000L, 90_000_000L);
    browser.await(
        "/^\\d{4}-\\d\\d-\\d\\d$/.test(document.querySelector('.range').selectedOptions[0].innerText)");
  }

  @Test
  void aMistypedFunctionIsToldTheNearest() throws Exception {
    openPage("/pane?function=order-api");
    browser.await("document.querySelector('.near')");
    assertThat(browser.text(".near")).isEqualTo("orders-api");
    browser.eval("document.querySelector('.near').click()");
    browser.await(ROW + " > 0");
    assertThat(browser.eval("location.search").asText()).isEqualTo("?function=orders-api");
  }
}
