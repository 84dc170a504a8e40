package dev.logtrail.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.api.kit.SampleFleet;
import org.junit.jupiter.api.Test;

/** Long trails, long lists and long lines in a real browser: in the page is what is in view. */
class PageLargeIT extends PageInBrowser {
  private static final String LINES = "document.querySelectorAll('.entry').length";

  private static String shows(String text) {
    return "[...document.querySelectorAll('.entry .message')].some((m) => m.innerText.includes('"
        + text
        + "') && m.getBoundingClientRect().top > 0 && m.getBoundingClientRect().bottom <"
        + " innerHeight)";
  }

  @Test
  void ofALongTrailOnlyTheLinesInViewAreInThePage() throws Exception {
    fleet.large(6_000, 0);
    openPage("/r/" + SampleFleet.LARGE_ID);
    browser.await("document.querySelector('.entry')?.getAttribute('aria-setsize') === '6003'");
    browser.await(shows("row 6 written"));
    assertThat(browser.eval(LINES).asInt()).isLessThan(300);
    browser.eval("document.querySelector('.list').scrollTop = 60_000");
    browser.await(shows("row 2") + " || " + shows("row 3"));
    assertThat(browser.eval(LINES).asInt()).isLessThan(300);
    browser.eval("document.querySelector('.list').scrollTop = 1e9");
    browser.await(shows("row 5999 of the export") + " || " + shows("row 5999 written"));
  }

  @Test
  void whatEveryLineHasIsSaidOnceAndATreeOpensOnDemand() throws Exception {
    fleet.large(30, 0);
    openPage("/r/" + SampleFleet.LARGE_ID);
    browser.await("document.querySelector('.same')");
    assertThat(browser.text(".same")).contains("table=orders").contains("service=export");
    assertThat(browser.text(".entry .fields")).startsWith("row=0").doesNotContain("export");
    browser.eval("document.querySelector('.tree-toggle').click()");
    browser.await("document.querySelector('json-tree .children')");
    assertThat(browser.text("json-tree .children")).contains("service: \"export\"");
  }

  @Test
  void nGoesFromOneMarkedLineToTheNext() throws Exception {
    fleet.large(4_000, 0);
    openPage("/?filter=3999");
    browser.await(ROW + " === 1");
    browser.press("j");
    browser.press("Enter");
    browser.await("document.querySelector('.entry')?.getAttribute('aria-setsize') === '4003'");
    browser.press("n");
    browser.await("document.querySelector('.entry.current')?.innerText.includes('3999')");
    browser.await(shows("3999"));
  }

  @Test
  void ofALongListOnlyTheRowsInViewAreInThePage() throws Exception {
    fleet.large(0, 600);
    openPage("/");
    browser.await("document.querySelector('.older')");
    browser.eval("document.querySelector('.older').click()");
    browser.await("document.querySelector('logtrail-app').model.trails.list().length === 130");
    browser.eval("document.querySelector('.older').click()");
    browser.await("document.querySelector('logtrail-app').model.trails.list().length === 230");
    browser.await(ROW + " < 120");
    for (int i = 0; i < 3; i++) {
      browser.press("j");
    }
    browser.press("Enter");
    browser.await("document.querySelector('trail-detail .message')");
    browser.eval("document.querySelector('.list').scrollTop = 1e9");
    browser.await("document.querySelector('.older').getBoundingClientRect().top < innerHeight");
    browser.await(
        "[...document.querySelectorAll('article.trail')].at(-1).getBoundingClientRect().bottom >"
            + " 0");
    assertThat(browser.eval(ROW).asInt()).isLessThan(120);
    assertThat(browser.eval("document.querySelectorAll('trail-detail').length").asInt())
        .as("what is open stays")
        .isEqualTo(1);
  }
}
