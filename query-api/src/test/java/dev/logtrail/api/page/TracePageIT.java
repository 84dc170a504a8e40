package dev.logtrail.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.api.kit.FailedTrace;
import dev.logtrail.api.kit.SampleFleet;
import org.junit.jupiter.api.Test;

/** The page of a trace in a real browser. */
class TracePageIT extends PageInBrowser {

  @Test
  void aTraceShowsItsRequestsAsBarsAndWhereTheTimeWent() throws Exception {
    fleet.traced();
    browser.open(server.uri("/t/" + SampleFleet.TRACE_ID));
    browser.await("document.querySelectorAll('.request').length === 2");
    assertThat(browser.text(".summary"))
        .matches("2 requests of 2 functions · 900 ms · from \\S+ \\S+ · about \\$0\\.\\d+");
    assertThat(browser.eval("document.title").asText())
        .isEqualTo("Trace " + SampleFleet.TRACE_ID + " · Logtrail");
    assertThat(browser.text(".request")).contains("orders-api").contains("+0 ms", "900 ms");
    assertThat(browser.eval("document.querySelectorAll('.bar-of .init').length").asInt())
        .isEqualTo(1);
    browser.eval("document.querySelector('.request .open').click()");
    browser.await("document.querySelector('.gaps li')");
    assertThat(browser.text(".gaps li"))
        .startsWith("865.00 ms")
        .contains("charging the card")
        .contains("charged");
    String href = browser.eval("document.querySelector('.request a.id').href").asText();
    assertThat(href).endsWith("/r/aaaa1111-5d1c-4b7a-9e2f-6c3d2b1a0f9e");
  }

  @Test
  void aFailureSaysWhatItFailedOf() throws Exception {
    FailedTrace.put(server.store, System.currentTimeMillis() - 130_000);
    browser.open(server.uri("/t/" + FailedTrace.ID));
    browser.await("document.querySelectorAll('.request').length === 4");
    assertThat(browser.text(".summary"))
        .startsWith("2 failed · 4 requests of 3 functions · 1.95 s");
    assertThat(
            browser
                .eval("[...document.querySelectorAll('.cause')].map((c) => c.textContent)")
                .toString())
        .contains("payment declined", "provider answered 503", "Task timed out after 1.00 seconds");
    for (int width : new int[] {360, 1440}) {
      browser.appear(width, 800, width == 360);
      Axe.findsNothing(browser, "a trace with failures, " + width + " px");
      assertThat(
              browser
                  .eval(
                      "[...document.querySelectorAll('.request-row')].every((r) => {"
                          + "const [a, b] = [r.querySelector('.took:not(.starts)'), r.querySelector('svg')]"
                          + ".map((e) => e.getBoundingClientRect());"
                          + "return a.right <= b.left || a.bottom <= b.top + 1; })")
                  .asBoolean())
          .as("figures stand beside the bars")
          .isTrue();
    }
  }

  @Test
  void aTraceIdInTheFilterBoxOpensIt() throws Exception {
    fleet.traced();
    openPage("/");
    browser.press("/");
    browser.type(SampleFleet.TRACE_ID);
    browser.press("Enter");
    browser.await("location.pathname === '/t/" + SampleFleet.TRACE_ID + "'");
    browser.await("document.querySelectorAll('.request').length === 2");
  }
}
