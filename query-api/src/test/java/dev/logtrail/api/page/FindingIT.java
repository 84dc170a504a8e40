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
  void aMistypedFunctionIsToldTheNearest() throws Exception {
    openPage("/pane?function=order-api");
    browser.await("document.querySelector('.near')");
    assertThat(browser.text(".near")).isEqualTo("orders-api");
    browser.eval("document.querySelector('.near').click()");
    browser.await(ROW + " > 0");
    assertThat(browser.eval("location.search").asText()).isEqualTo("?function=orders-api");
  }
}
