package dev.logtrail.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.api.kit.SampleFleet;
import org.junit.jupiter.api.Test;

/** The page of a trace in a real browser. */
class TracePageIT extends PageInBrowser {

  @Test
  void aTraceShowsItsRequestsAsBarsAndWhereTheTimeWent() throws Exception {
    fleet.traced();
    browser.open(server.uri("/t/" + SampleFleet.TRACE_ID));
    browser.await("document.querySelectorAll('.request').length === 2");
    assertThat(browser.text(".summary")).isEqualTo("2 requests of 2 functions");
    assertThat(browser.eval("document.title").asText())
        .isEqualTo("Trace " + SampleFleet.TRACE_ID + " · Logtrail");
    assertThat(browser.text(".request")).contains("orders-api").contains("900.42 ms");
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
