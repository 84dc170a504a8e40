package dev.logtrail.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.api.ApiSettings;
import dev.logtrail.api.kit.Browser;
import dev.logtrail.api.kit.InsightFleet;
import dev.logtrail.api.kit.Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What requests tell together, in a real browser, over a fleet whose story is known. */
class InsightsPageIT {
  private Server server;
  private Browser browser;

  @BeforeEach
  void start() throws Exception {
    browser = Browser.openOrSkip();
    browser.watchFaults();
    server = new Server(ApiSettings.loopback(0), null, null, Clock.systemUTC());
  }

  @AfterEach
  void stop() throws Exception {
    if (browser != null) {
      try {
        assertThat(browser.faults()).isEqualTo("[]");
      } finally {
        browser.close();
        server.close();
      }
    }
  }

  private String part(String name) throws Exception {
    return browser.text("[data-part=" + name + "]");
  }

  private void picture(String name) throws Exception {
    String folder = System.getProperty("pictures");
    if (folder != null) {
      Files.write(Path.of(folder, name + ".png"), browser.screenshot());
    }
  }

  /** Nothing stands wider than the window. */
  private void fits() throws Exception {
    assertThat(
            browser
                .eval(
                    "document.querySelector('main').scrollWidth <= innerWidth &&"
                        + " document.body.scrollWidth <= innerWidth")
                .asBoolean())
        .isTrue();
  }

  @Test
  void eachPartTellsItsStory() throws Exception {
    InsightFleet fleet = new InsightFleet(server.store, System.currentTimeMillis() - 30_000);
    fleet.seed();
    fleet.invoked();
    browser.appear(1440, 900, false);
    browser.open(server.uri("/insights"));
    browser.await("document.querySelectorAll('.part').length === 6");
    assertThat(browser.text(".basis")).startsWith("All 11 requests of the span, ");
    assertThat(browser.text(".completeness"))
        .isEqualTo(
            "Up to date: events took up to 0.1 s to be stored, 5 events lost"
                + " since the start.");
    assertThat(part("poisoned")).contains("orders environment …", "fails since sick-1: 3 requests");
    assertThat(part("memory")).contains("sick-1", "80", "120", "+40");
    assertThat(part("failures"))
        .contains(
            "sick-3",
            "and 2 more alike: sick-2 sick-1",
            "At the beginning came ConnectionError: gone",
            "usually comes got order");
    assertThat(part("left")).contains("orders", "late");
    assertThat(part("statements")).contains("got order *", "sent mail after all");
    assertThat(part("witness")).contains("Latest", "9.0 s", "lost");
    Axe.findsNothing(browser, "insights");
    picture("insights");

    browser.eval(
        "[...document.querySelectorAll('[data-part=witness] tr')].find((r) =>"
            + " r.textContent.includes('lost')).querySelector('button').click()");
    browser.await("document.querySelector('.lines .never')");
    assertThat(browser.text(".lines .never")).contains("never", "charged 12 EUR");

    browser.appear(360, 740, true);
    Axe.findsNothing(browser, "insights with lines, dark, 360 px");
    fits();
    picture("insights-narrow");

    browser.eval(
        "(() => { const s = document.querySelector('.bar select'); s.value = 'payments';"
            + " s.dispatchEvent(new Event('change')); })()");
    browser.await("document.querySelector('.basis')?.innerText.startsWith('All 2 requests')");
    assertThat(browser.eval("location.search").asText()).isEqualTo("?function=payments");
    assertThat(part("failures")).contains("No request failed.");
    assertThat(part("poisoned")).contains("None of 1 environment fails from some request on.");
    picture("insights-function");
    browser.eval("history.back()");
    browser.await("document.querySelector('.basis')?.innerText.startsWith('All 11 requests')");
  }

  @Test
  void aSpanWithoutRequestsSaysSo() throws Exception {
    browser.appear(760, 620, false);
    browser.open(server.uri("/insights?function=nobody&range=1h"));
    browser.await("document.querySelector('.none')?.innerText.startsWith('No request started')");
    assertThat(browser.text("select option:checked")).isEqualTo("nobody");
    Axe.findsNothing(browser, "insights of nothing");
    fits();
  }
}
