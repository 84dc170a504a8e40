package dev.logtrail.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.api.kit.SampleFleet;
import java.util.Map;
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
  void inTheFirstFrameAreTheLinesThatAreInViewAndNoOther() throws Exception {
    fleet.large(6_000, 0);
    watchMade(".entry");
    openPage("/r/" + SampleFleet.LARGE_ID);
    browser.await("made.length");
    assertThat(browser.eval("made[0]").asInt()).isBetween(30, 40);
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

  /** Notes how many of something are put into the page at once. */
  private void watchMade(String selector) throws Exception {
    String watch =
        "window.made = []; new MutationObserver((all) => { const n = all.flatMap((m) =>"
            + " [...m.addedNodes]).filter((e) => e.matches).reduce((n, e) => n +"
            + " e.querySelectorAll('SELECTOR').length + (e.matches('SELECTOR') ? 1 : 0), 0); if (n)"
            + " made.push(n); }).observe(document, {childList: true, subtree: true})";
    browser.call(
        "Page.addScriptToEvaluateOnNewDocument",
        Map.of("source", watch.replace("SELECTOR", selector)));
  }

  @Test
  void muchIsMadeInSeveralFrames() throws Exception {
    fleet.large(290, 300);
    watchMade(".entry");
    openPage("/r/" + SampleFleet.LARGE_ID);
    browser.await(LINES + " >= 290");
    assertThat(browser.eval("Math.max(...made)").asInt()).as("lines").isLessThanOrEqualTo(100);
    watchMade("article.trail");
    openPage("/");
    browser.await(ROW + " === 30");
    browser.eval("document.querySelector('.older').click()");
    browser.await(ROW + " === 130");
    assertThat(browser.eval("Math.max(...made)").asInt()).as("rows").isLessThanOrEqualTo(50);
  }

  /**
   * Jumps from place to place, a place a frame, and tells how many were put into the page for it.
   */
  private int madeOfJumps(String selector, int jumps) throws Exception {
    browser.eval(
        "window.madeOfJumps = 0; const counts = new MutationObserver((all) => { for (const m of"
            + " all) for (const e of m.addedNodes) if (e.matches) madeOfJumps +="
            + " e.querySelectorAll('SELECTOR').length + (e.matches('SELECTOR') ? 1 : 0); });"
                .replace("SELECTOR", selector)
            + "counts.observe(document, {childList: true, subtree: true});window.jumped = false;"
            + " (() => { const list = document.querySelector('.list'); let n = 0; const jump = ()"
            + " => { if (n < "
            + jumps
            + ") { list.scrollTop = list.scrollHeight * (0.1 + 0.8 * ((n++ * 37 % 100) / 100));"
            + " requestAnimationFrame(jump); } else { counts.disconnect(); jumped = true; } };"
            + " jump(); })(); 0");
    browser.await("window.jumped");
    return browser.eval("madeOfJumps").asInt();
  }

  @Test
  void aJumpMakesWhatIsInViewAndNothingBeside() throws Exception {
    fleet.large(6_000, 900);
    openPage("/r/" + SampleFleet.LARGE_ID);
    browser.await("document.querySelector('.entry')?.getAttribute('aria-setsize') === '6003'");
    browser.await("document.querySelector('.list').scrollHeight > 90_000");
    assertThat(madeOfJumps(".entry", 40)).as("lines").isLessThan(40 * 55);
    openPage("/");
    String loaded = "document.querySelector('logtrail-app').model.trails.list().length";
    for (int n = 30; n < 800; n += 100) {
      browser.await(loaded + " === " + n + " && document.querySelector('.older')");
      browser.eval("document.querySelector('.older').click()");
    }
    browser.await(loaded + " >= 830");
    assertThat(madeOfJumps("article.trail", 40)).as("rows").isLessThan(40 * 40);
    assertThat(browser.eval("document.querySelector('virtual-trails').childNodes.length").asInt())
        .as("nothing stays of rows that went")
        .isLessThan(500);
  }

  /** The time of a row is worked out each time that its row is, and nothing else here has one. */
  @Test
  void aNewRequestLeavesTheRowsOfOthersAsTheyAre() throws Exception {
    openPage("/pane");
    browser.await(ROW + " === 21");
    browser.eval(
        "window.times = 0; const of = Date.prototype.getMilliseconds;"
            + " Date.prototype.getMilliseconds = function () { times++; return of.call(this); };"
            + " 0");
    fleet.warm("late-1", System.currentTimeMillis(), 1);
    browser.await(ROW + " === 22");
    assertThat(browser.eval("times").asInt()).isBetween(1, 9);
  }

  @Test
  void whatComesTogetherIsDrawnOnce() throws Exception {
    openPage("/pane");
    browser.await(ROW + " === 21");
    browser.eval(
        "window.updates = 0; const app = document.querySelector('logtrail-app'); const update ="
            + " app.performUpdate; app.performUpdate = function () { updates++; update.call(this);"
            + " }; const [trail] = app.model.trails.list(); for (let i = 0; i < 100; i++)"
            + " app.model.onTailEvent('trail', {...trail, from: 0, entries: [], flushNo: i,"
            + " trailId: `many ${i}`, requestId: `many ${i}`}); 0");
    browser.await(ROW + " === 121");
    // Some come from what passes each second.
    assertThat(browser.eval("updates").asInt()).isBetween(1, 20);
  }

  /** Nobody reads so fast as a frame each would show it. */
  @Test
  void whatComesWithoutEndIsDrawnTenTimesASecond() throws Exception {
    openPage("/pane");
    browser.await(ROW + " === 21");
    browser.eval(
        "window.updates = 0; window.frame = 0; window.begun = performance.now(); const app ="
            + " document.querySelector('logtrail-app'); const update = app.performUpdate;"
            + " app.performUpdate = function () { updates++; update.call(this); }; const [trail] ="
            + " app.model.trails.list(); const come = () => { for (let i = 0; i < 5; i++)"
            + " app.model.onTailEvent('trail', {...trail, from: 0, entries: [], flushNo: i,"
            + " entryCount: 1000 + frame}); if (++frame < 200) requestAnimationFrame(come); else"
            + " window.tookMs = performance.now() - begun; }; come(); 0");
    browser.await("window.tookMs");
    browser.await("document.querySelector('.row .lines').innerText.includes('1,199')");
    // Seven frames before it is much, ten times a second, once for what passes each second.
    assertThat(browser.eval("updates - 7 - 11 * tookMs / 1000").asDouble()).isLessThan(7);
  }
}
