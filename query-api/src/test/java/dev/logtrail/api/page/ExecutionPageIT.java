package dev.logtrail.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.api.kit.SampleFleet;
import dev.logtrail.api.kit.Samples;
import org.junit.jupiter.api.Test;

/** The page of an execution in a real browser. */
class ExecutionPageIT extends PageInBrowser {
  private static final String STEPS = "document.querySelectorAll('.step').length";

  @Test
  void anExecutionShowsAllItsRequestsWithWhatWasBetweenThem() throws Exception {
    fleet.executed();
    browser.open(server.uri("/x/" + SampleFleet.EXECUTION));
    browser.await(STEPS + " === 2");
    assertThat(browser.eval("document.title").asText()).isEqualTo("Execution order-123 · Logtrail");
    assertThat(browser.text(".summary"))
        .contains("durable execution of shop:7")
        .contains("2 requests")
        .contains("1 suspension, 1 h in all")
        .contains("1 replayed line folded");
    assertThat(browser.text(".operations")).contains("reserve").contains("retried, attempt 2");
    assertThat(browser.text(".wait")).isEqualTo("suspended for 1 h");
    assertThat(browser.text("#request-1"))
        .contains("order received")
        .contains("replayed 1×")
        .contains("declined");
    assertThat(browser.text("#request-2"))
        .doesNotContain("order received")
        .contains("charged")
        .contains("1 line of its replay is shown above");
    browser.eval("document.querySelector('#request-1 .fold').click()");
    browser.await("document.querySelector('#request-1').textContent.includes('REPORT')");
    browser.eval("document.querySelector('#request-1 .open').click()");
    browser.await("!document.querySelector('#request-1 .entry')");
    String href = browser.eval("document.querySelector('.step .id').href").asText();
    assertThat(href).endsWith("/r/cccc1111-5d1c-4b7a-9e2f-6c3d2b1a0f9e");
  }

  @Test
  void anExecutionOfStepFunctionsNamesTheFunctionOfEachRequest() throws Exception {
    String arn = "arn:aws:states:eu-west-1:123456789012:execution:nightly:close-1";
    long at = System.currentTimeMillis() - 4_000_000;
    String line = "{\"level\":\"%s\",\"message\":\"%s\",\"executionArn\":\"" + arn + "\"}\n";
    server.store.put(
        Samples.key("close-load", "load-1"),
        Samples.request("load-1", at, 400, "", 5, line.formatted("INFO", "loading")));
    server.store.put(
        Samples.key("close-book", "book-1"),
        Samples.request(
            "book-1", at + 60_400, 300, "Status: error", 5, line.formatted("ERROR", "locked")));
    browser.open(server.uri("/x/close-1"));
    browser.await("document.querySelectorAll('.step').length === 2");
    assertThat(browser.text(".summary"))
        .startsWith("1 failed · Step Functions execution of nightly")
        .contains("1 wait, 1 min 0 s in all")
        .doesNotContain("suspension");
    assertThat(
            browser
                .eval("[...document.querySelectorAll('.step .fn')].map((f) => f.textContent)")
                .toString())
        .isEqualTo("[\"close-load\",\"close-book\"]");
    Axe.findsNothing(browser, "an execution of Step Functions");
  }

  @Test
  void theReportOfATrailLinksToItsExecution() throws Exception {
    fleet.executed();
    openPage("/r/cccc1111-5d1c-4b7a-9e2f-6c3d2b1a0f9e");
    browser.await("document.querySelector('[role=tab]')");
    browser.eval(
        "[...document.querySelectorAll('[role=tab]')].find((t) =>"
            + " t.textContent.includes('Report')).click()");
    browser.await("document.querySelector('.report a[href=\"/x/order-123\"]')");
  }

  @Test
  void oneThatIsNotThereIsSaid() throws Exception {
    browser.open(server.uri("/x/never-ran"));
    browser.await("document.querySelector('.executions [role=alert]')");
    assertThat(browser.text("[role=alert]"))
        .contains("No execution of name, id or ARN 'never-ran'");
  }
}
