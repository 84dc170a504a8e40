package dev.logtrail.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.api.kit.SampleFleet;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a page asks for when it is opened, and in which order. */
class PageOpeningIT extends PageInBrowser {
  private static String asked(String path) {
    return "performance.getEntriesByType('resource').filter((r) => new URL(r.name).pathname === '"
        + path
        + "')";
  }

  @Test
  void theRequestOfThePageIsAskedForBeforeTheProgramAsksForAnything() throws Exception {
    String request = asked("/api/v1/trails/" + SampleFleet.PYTHON_ID);
    openPage("/r/" + SampleFleet.PYTHON_ID);
    browser.await("document.querySelector('.exception')");
    browser.await(request + ".length === 2");
    assertThat(
            browser
                .eval(request + "[0].startTime < " + asked("/api/v1/status") + "[0].startTime")
                .asBoolean())
        .isTrue();
    assertThat(browser.eval(request + "[1].responseStatus").asInt())
        .as("nothing has changed since the first answer")
        .isEqualTo(304);
    assertThat(browser.text(".exception")).contains("KeyError");
    assertThat(browser.eval(request + "[0].initiatorType").asText())
        .as("asked for by what came with the page, and not asked for again by its script")
        .isEqualTo("link");
  }

  @Test
  void onlyTheRequestOfThePageIsFollowed() throws Exception {
    openPage("/r/" + SampleFleet.PYTHON_ID);
    assertThat(
            browser.eval("document.querySelector('logtrail-app').model.tail.query + ''").asText())
        .isEqualTo("requestId=" + SampleFleet.PYTHON_ID);
  }

  @Test
  void dialogsAreMadeWhenTheyAreWanted() throws Exception {
    openPage("/");
    browser.await(ROW + " > 0");
    String dialogs = "document.querySelectorAll('logtrail-app > dialog').length";
    assertThat(browser.eval(dialogs).asInt()).isZero();
    browser.press("?");
    browser.await("document.querySelector('#help')?.open");
    assertThat(browser.eval(dialogs).asInt()).isEqualTo(1);
  }

  @Test
  void whatTheFirstDrawingMadeDelaysNoOther() throws Exception {
    openPage("/");
    String pauses =
        "(async () => { const { Frames } = await import('/assets/lib/frames.js');"
            + " const f = new Frames(); return [1, 2].map(() => {"
            + " f.updatedAt = performance.now() - 100; f.onDrawn(); return f.pauseMs > 0; }); })()";
    assertThat(browser.eval(pauses).toString()).isEqualTo("[false,true]");
  }

  @Test
  void noneOfTheBrowsersFormattersIsMadeWhileAPageOpens() throws Exception {
    String count =
        "window.made = 0; for (const name of ['NumberFormat', 'DateTimeFormat']) {"
            + " const Made = Intl[name];"
            + " Intl[name] = function (...how) { made++; return new Made(...how); }; }";
    browser.call("Page.addScriptToEvaluateOnNewDocument", Map.of("source", count));
    openPage("/");
    browser.await("document.querySelector('.day') && document.querySelector('.histogram .ask')");
    assertThat(browser.eval("made").asInt()).isZero();
  }

  @Test
  void datesAndCountsAreWrittenAsTheBrowsersFormattersWould() throws Exception {
    openPage("/");
    String texts =
        "(async () => { const { countOf, dayOf, shortCount } = await"
            + " import('/assets/lib/format.js'); return [dayOf('2026-11-28T23:59:00Z', true),"
            + " dayOf('2024-02-29T00:00:00Z', true), ...[0, 999, 1000, 1234567].map(countOf),"
            + " ...[9999, 29_500, 30_000, 999_949, 999_950, 1_249_000, 2e9].map(shortCount)]"
            + ".join('|'); })()";
    assertThat(browser.eval(texts).asText())
        .isEqualTo(
            "Saturday, 28 November 2026|Thursday, 29 February 2024|0|999|1,000|1,234,567"
                + "|9999|29.5K|30K|999.9K|1M|1.2M|2B");
  }

  @Test
  void aRequestThatHasNotComeIsShownOnceItDoes() throws Exception {
    String id = UUID.randomUUID().toString();
    openPage("/r/" + id);
    browser.await("document.querySelector('.empty h2')");
    fleet.warm(id, System.currentTimeMillis(), 3);
    browser.await("document.querySelector('.entry .message')");
    assertThat(browser.text(".entries")).contains("GET /orders/4714");
  }

  @Test
  void aRowThatComesDuringASearchShowsTheLineThatMatches() throws Exception {
    openPage("/?filter=%22cache%20miss%22");
    browser.await("!document.querySelector('logtrail-app').model.loading");
    String id = UUID.randomUUID().toString();
    fleet.warm(id, System.currentTimeMillis(), 777);
    String row = "document.querySelector('.id[title=\"" + id + "\"]').closest('.row')";
    browser.await("document.querySelector('.id[title=\"" + id + "\"]')");
    browser.await(row + ".querySelector('.preview').innerText.includes('cache miss for order')");
    assertThat(browser.eval("!!" + row + ".querySelector('.preview mark')").asBoolean()).isTrue();
  }

  @Test
  void aFaultOfTheQuestionIsToldOnce() throws Exception {
    openPage("/?filter=err&from=yesterdayish");
    browser.await("document.querySelector('.empty[role=alert], .banner')");
    assertThat(browser.text(".empty[role=alert], .banner")).contains("yesterdayish");
    assertThat(browser.eval("!!document.querySelector('.fault')").asBoolean())
        .as("beneath the filter box, which is right")
        .isFalse();
  }
}
