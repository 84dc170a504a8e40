package dev.logtrail.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.api.kit.SampleFleet;
import dev.logtrail.api.kit.Samples;
import dev.logtrail.trail.TrailKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reading while requests go on coming, in a real browser. */
class PageReadingIT extends PageInBrowser {
  private static final String PILL = "document.querySelector('.pill')?.innerText";

  private void more(String id, int i) {
    fleet.warm(id, System.currentTimeMillis() + i, i);
  }

  private static void choose(dev.logtrail.api.kit.Browser browser, String text) throws Exception {
    browser.eval("document.querySelector('.menu summary').click()");
    browser.eval(
        "[...document.querySelectorAll('.menu-items button')].find((b) => b.innerText.startsWith('"
            + text
            + "')).click()");
  }

  @Test
  void newRowsAreHeldWhileOneIsOpen() throws Exception {
    openPage("/");
    browser.await(ROW + " === 21");
    browser.press("j");
    browser.press("Enter");
    browser.await("document.querySelector('trail-detail .message')");
    more("held-1", 1);
    browser.await(PILL + " === '1 new request'");
    assertThat(browser.eval(ROW).asInt()).isEqualTo(21);
    browser.press("Escape");
    browser.await("!document.querySelector('trail-detail')");
    assertThat(browser.eval(ROW).asInt()).as("the row still has the focus").isEqualTo(21);
    browser.eval("document.activeElement.blur()");
    browser.await(ROW + " === 22");
    browser.eval(
        "document.querySelector('.list').dispatchEvent(new PointerEvent('pointerenter',"
            + " {pointerType: 'mouse'}))");
    more("held-2", 2);
    browser.await(PILL + " === '1 new request'");
    browser.eval(
        "document.querySelector('.list').dispatchEvent(new PointerEvent('pointerleave',"
            + " {pointerType: 'mouse'}))");
    browser.await(ROW + " === 23");
  }

  @Test
  void aRunningRequestIsFollowedWhileItsEndIsInView() throws Exception {
    browser.appear(1000, 400, false);
    long now = System.currentTimeMillis();
    TrailKey key = Samples.key("orders-api", "run-1");
    server.store.put(key, Samples.open("run-1", now, lines(60)));
    openPage("/r/run-1");
    browser.await("document.querySelectorAll('.entry').length === 60");
    browser.eval("document.querySelector('.list').scrollTop = 1e6");
    server.store.put(key, Samples.open("run-1", now, lines(75)));
    browser.await("document.querySelectorAll('.entry').length === 75");
    browser.await(inView(75));
    browser.eval("document.querySelector('.list').scrollTop = 100");
    browser.await("document.querySelector('.list').scrollTop === 100");
    server.store.put(key, Samples.open("run-1", now, lines(87)));
    browser.await("document.querySelector('.unseen')?.innerText === '12 new lines ↓'");
    assertThat(browser.eval("document.querySelector('.list').scrollTop").asInt()).isEqualTo(100);
    browser.eval("document.querySelector('.unseen').click()");
    browser.await(inView(87) + " && !document.querySelector('.unseen')");
  }

  private static String inView(int line) {
    return "(({top, bottom}) => top > 0 && bottom <="
        + " innerHeight)(document.querySelector('.entry[data-line=\""
        + line
        + "\"]').getBoundingClientRect())";
  }

  private static Object[] lines(int count) {
    List<Object> lines = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      lines.addAll(List.of(i, "line " + i + "\n"));
    }
    return lines.toArray();
  }

  @Test
  void realTimeIsTurnedOffAndWhatIsNewerIsAskedForOnce() throws Exception {
    openPage("/");
    browser.await(ROW + " === 21");
    choose(browser, "Real time");
    browser.await("document.querySelector('.tail.off')");
    more("quiet-1", 1);
    browser.await("document.querySelector('.newer')");
    assertThat(browser.eval(ROW).asInt()).isEqualTo(21);
    browser.eval("document.querySelector('.newer').click()");
    browser.await(ROW + " === 22");
    browser.press("l");
    browser.await("document.querySelector('.tail.live, .tail.behind')");
    more("loud-1", 2);
    browser.await(ROW + " === 23");
  }

  @Test
  void clearHidesAndOlderOnesAreShownAndHidden() throws Exception {
    for (int i = 0; i < 40; i++) {
      fleet.warm("old-" + i, System.currentTimeMillis() - 9_000_000 - i * 1000, i);
    }
    openPage("/");
    browser.await(ROW + " === 30");
    browser.eval("document.querySelector('.older').click()");
    browser.await(ROW + " === 61");
    browser.eval("document.querySelector('.hide-older').click()");
    browser.await(ROW + " === 30 && document.querySelector('.older')");
    browser.press("c");
    browser.await(ROW + " === 0");
    more("after-1", 1);
    browser.await(ROW + " === 1");
    choose(browser, "Show 30 cleared");
    browser.await(ROW + " === 31");
  }

  @Test
  void tabsShowReportRawEventsAndEnvironment() throws Exception {
    openPage("/");
    browser.await(ROW + " === 21");
    browser.eval(
        "[...document.querySelectorAll('.row')].find((r) =>"
            + " r.innerText.includes('payment-worker')).click()");
    browser.await("document.querySelector('[role=tab]')");
    browser.eval("document.querySelector('[role=tab]').focus()");
    for (String tab : List.of("Time", "Report")) {
      browser.eval(
          "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowRight',"
              + " bubbles: true}))");
      browser.await("document.querySelector('[aria-selected=true]').innerText === '" + tab + "'");
    }
    assertThat(browser.text("[role=tabpanel]")).contains("512.42 ms").contains("612.30 ms");
    browser.eval("document.querySelector('[data-tab=raw]').click()");
    browser.await("document.querySelector('.raw .message')");
    assertThat(browser.text(".raw"))
        .startsWith("INIT_START Runtime Version: nodejs:22.v29")
        .contains("START RequestId: 5f6e7d8c-9b0a-4c1d-8e2f-3a4b5c6d7e8f Version: $LATEST\n{\"time")
        .contains("REPORT RequestId");
    browser.eval("document.querySelector('[data-tab=environment]').click()");
    browser.await("document.querySelector('.environment li.own')");
  }

  @Test
  void aWrappedRawLineStandsToTheRightOfTheNext() throws Exception {
    server.store.put(
        Samples.key("orders-api", "raw-1"),
        Samples.request(
            "raw-1",
            System.currentTimeMillis(),
            9,
            "",
            1,
            "wrapped ".repeat(90) + "\n",
            2,
            "next\n"));
    openPage("/r/raw-1");
    browser.await("document.querySelector('[data-tab=raw]')");
    browser.eval("document.querySelector('[data-tab=raw]').click()");
    browser.await("document.querySelectorAll('.raw .line').length === 5");
    String lefts =
        "((of) => [...of(1), ...of(2)])((n) => { const range = document.createRange();"
            + " range.selectNodeContents(document.querySelectorAll('.raw .line')[n]);"
            + " return [...range.getClientRects()].map((r) => Math.round(r.left)); })";
    int first = browser.eval(lefts + "[0]").asInt();
    assertThat(browser.eval(lefts + "[1]").asInt()).as("what is wrapped").isGreaterThan(first);
    assertThat(browser.eval(lefts + ".at(-1)").asInt()).as("the next event").isEqualTo(first);
  }

  @Test
  void aStackHasAllTheWidthOfANarrowPaneAndHangs() throws Exception {
    browser.appear(360, 740, false);
    openPage("/r/" + SampleFleet.PYTHON_ID);
    browser.await("document.querySelector('.exception .printed')");
    assertThat(
            browser
                .eval("document.querySelector('.exception').getBoundingClientRect().width")
                .asInt())
        .isGreaterThan(300);
    assertThat(
            browser
                .eval("getComputedStyle(document.querySelector('.exception .printed')).textIndent")
                .asText())
        .startsWith("-");
    assertThat(
            browser
                .eval(
                    "document.querySelector('#filter').getBoundingClientRect().top <"
                        + " document.querySelector('.tools').getBoundingClientRect().bottom")
                .asBoolean())
        .as("the filter box stands beside the tools")
        .isTrue();
  }
}
