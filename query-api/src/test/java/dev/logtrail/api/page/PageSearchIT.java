package dev.logtrail.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.api.kit.SampleFleet;
import dev.logtrail.api.kit.Samples;
import org.junit.jupiter.api.Test;

/**
 * Filter and search of the page, in a real browser. Needs Chromium; without it these tests are
 * skipped, but not in CI.
 */
class PageSearchIT extends PageInBrowser {

  @Test
  void theFilterHasOneLanguageThatTheServerAnswers() throws Exception {
    openPage("/");
    browser.await(ROW + " === 21");
    browser.press("/");
    assertThat(filtered("err", 3)).contains("timeout", "out of memory", "KeyError: 'total'");
    assertThat(filtered("cold", 1)).contains("payment-worker");
    assertThat(filtered(">2s", 1)).contains(SampleFleet.TIMEOUT_ID.substring(0, 8));
    assertThat(filtered("fn:orders-api -total <100ms", 15)).contains("orders-api");
    assertThat(filtered("outcome:timeout,out_of_memory", 2)).contains("thumbnailer");
    assertThat(filtered("KeyError", 1)).contains(SampleFleet.PYTHON_ID.substring(0, 8));
    assertThat(filtered("\"12 of 48\"", 1)).contains(SampleFleet.TIMEOUT_ID.substring(0, 8));
    assertThat(browser.text(".preview mark")).isEqualTo("12 of 48");
    filtered("level:warn", 5);
    assertThat(browser.eval("location.search").asText()).isEqualTo("?filter=level%3Awarn");
    assertThat(browser.eval("document.title").asText()).isEqualTo("level:warn · Logtrail");
    browser.press("Escape");
    browser.await(ROW + " === 21");
    assertThat(browser.eval("location.search").asText()).isEmpty();
  }

  @Test
  void whatCannotBeMeantIsShownWhereItStandsAndStays() throws Exception {
    openPage("/");
    browser.await(ROW + " === 21");
    browser.press("/");
    browser.type("cold level:loud");
    browser.await("document.querySelector('filter-box .fault')");
    assertThat(browser.text("filter-box .fault"))
        .contains("cold level:loud\n     ^^^^^^^^^^")
        .contains("there is no level loud. Right would be: level: trace, debug, info");
    assertThat(browser.eval("document.querySelector('#filter').value").asText())
        .isEqualTo("cold level:loud");
    browser.eval("document.querySelector('#filter').select()");
    browser.type("{ $.a");
    browser.press("Enter");
    browser.await("document.querySelector('filter-box .fault')?.innerText.includes('operator')");
    assertThat(browser.eval("document.querySelector('#filter').value").asText()).isEqualTo("{ $.a");
  }

  @Test
  void whatIsNoPatternIsToldOnceWhereItStandsAmongOtherWords() throws Exception {
    browser.open(server.uri("/?filter=needle%20cold%20%25(%25%20err"));
    browser.await("document.querySelector('filter-box .fault')");
    assertThat(browser.text("filter-box .fault"))
        .startsWith("needle cold %(% err\n             ^\n")
        .contains("Right would be: %error-\\d+%");
    browser.await("document.querySelector('.empty h2')?.innerText === 'Nothing was searched'");
    assertThat(browser.eval("document.body.innerText.split('Right would be').length").asInt())
        .isEqualTo(2);
    assertThat(browser.text(".empty")).doesNotContain("column", "pattern");
    Axe.findsNothing(browser, "a filter that cannot be read");
    browser.press("/");
    browser.type(" more"); // Another text: its caret would stand elsewhere.
    browser.await("!document.querySelector('filter-box .fault')");
  }

  @Test
  void wordsAreCompletedAndAnIdOpensItsRequest() throws Exception {
    openPage("/");
    browser.await("document.querySelectorAll('.functions li').length > 3");
    browser.press("/");
    browser.type("fn:repo");
    browser.await("document.querySelector('#offers li')?.innerText.includes('fn:report-export')");
    browser.press("Enter");
    filtered("fn:report-export", 2);
    browser.eval("document.querySelector('#filter').select()");
    browser.type(SampleFleet.PYTHON_ID);
    browser.press("Enter");
    browser.await("location.pathname === '/r/" + SampleFleet.PYTHON_ID + "'");
    browser.await("document.querySelector('trail-detail .exception')");
  }

  @Test
  void namesThatComeAfterTheWordWasTypedAreOffered() throws Exception {
    openPage("/");
    browser.await("document.querySelectorAll('.functions li').length > 3");
    known("(window.names = app.model.functions, [])");
    browser.press("/");
    browser.type("report-exp");
    browser.await("document.querySelector('#filter').value === 'report-exp'");
    assertThat(browser.eval("document.querySelectorAll('#offers li').length").asInt()).isZero();
    known("window.names");
    browser.await("document.querySelector('#offers li')?.innerText.includes('fn:report-export')");
    browser.press("Escape");
    browser.await("!document.querySelector('#offers li')");
    known("[...window.names]");
    assertThat(browser.eval("document.querySelectorAll('#offers li').length").asInt()).isZero();
    browser.type("o");
    browser.await("document.querySelector('#offers li')");
    browser.eval("document.querySelector('#filter').blur()");
    browser.await("!document.querySelector('#offers li')");
    known("[...window.names]");
    assertThat(browser.eval("document.querySelectorAll('#offers li').length").asInt())
        .as("nobody is in the box")
        .isZero();
  }

  /** Has the page know other functions, as a JavaScript expression tells. */
  private void known(String functions) throws Exception {
    browser.eval(
        "(async (app) => { app.model.functions = "
            + functions
            + "; app.requestUpdate(); await app.updateComplete;"
            + " await document.querySelector('filter-box').updateComplete; return 0; })("
            + "document.querySelector('logtrail-app'))");
  }

  @Test
  void whatIsTypedWhileAPauseIsAskedForStays() throws Exception {
    openPage("/");
    browser.await(ROW + " === 21");
    String typed =
        "(async () => { const app = document.querySelector('logtrail-app'); const box ="
            + " document.querySelector('filter-box'); const input = box.querySelector('input');"
            + " const type = (text) => { input.value = text; input.dispatchEvent(new"
            + " Event('input')); }; type('KeyE'); box.fire('KeyE', false); type('KeyErr');"
            + " await app.updateComplete; await box.updateComplete; return input.value; })()";
    assertThat(browser.eval(typed).asText()).isEqualTo("KeyErr");
    browser.await("location.search === '?filter=KeyErr'"); // Asked for after its own pause.
  }

  @Test
  void whatHasNoEndYetIsNotAskedFor() throws Exception {
    openPage("/");
    browser.await(ROW + " === 21");
    browser.press("/");
    browser.eval(
        "import('/assets/filter/filter.js').then((m) => { window.unended = ['{ $.a', '\"two wor',"
            + " '[a, b', 'a { $.b = 1 }', '\"two\"', 'word', ''].map(m.isUnended).join(); })");
    assertThat(browser.eval("window.unended").asText())
        .isEqualTo("true,true,true,false,false,false,false");
  }

  @Test
  void fieldsAndTheirValuesAreCompleted() throws Exception {
    openPage("/");
    browser.press("/");
    browser.type("{ $.orderI");
    browser.await("document.querySelector('#offers li')?.innerText.includes('$.orderId')");
    browser.press("Tab");
    browser.await("document.querySelector('#filter').value === '{ $.orderId = '");
    browser.await("document.querySelector('#offers li')?.innerText.includes('\"A-4711\"')");
    browser.press("ArrowDown");
    browser.press("Enter");
    browser.await("document.querySelector('#filter').value === '{ $.orderId = \"A-4711\" }'");
    browser.await(ROW + " > 0 && " + ROW + " < 21");
  }

  @Test
  void aValueInALineAddsItselfToTheFilter() throws Exception {
    openPage("/?filter=provider");
    browser.await(ROW + " === 1");
    browser.eval("document.querySelector('.row').click()");
    browser.await("document.querySelector('.fields .value.string')");
    browser.eval(
        "[...document.querySelectorAll('.fields .value')].find((v) => v.innerText ==="
            + " 'acme-pay').click()");
    browser.await("location.search.includes('%24.provider')");
    browser.await("document.querySelector('#filter').value === '{ $.provider = \"acme-pay\" }'");
    browser.await(ROW + " === 1");
  }

  @Test
  void theHistogramOfAnyTimeBeginsWhereTheRequestsDo() throws Exception {
    openPage("/");
    browser.await("document.querySelector('.histogram .good')");
    // Of a day the requests of seven minutes would fill the last hundredth.
    assertThat(
            browser
                .eval(
                    "Math.min(...[...document.querySelectorAll('.histogram .good')]"
                        + ".map((bar) => bar.x.baseVal.value))")
                .asDouble())
        .isLessThan(700);
  }

  @Test
  void aRangeOfTimeIsInTheAddressAndDraggingOverTheHistogramChoosesOne() throws Exception {
    fleet.warm("yesterday-1", System.currentTimeMillis() - 90_000_000, 1);
    openPage("/");
    browser.await(ROW + " === 22");
    browser.eval(
        "((s) => { s.value = '-6h'; s.dispatchEvent(new Event('change'));"
            + " })(document.querySelector('.range'))");
    browser.await("location.search === '?from=-6h'");
    browser.await(ROW + " === 21");
    browser.await(
        "document.querySelector('.list > [role=status]').innerText === '21 requests found'");
    browser.await("document.querySelector('.histogram figcaption')?.innerText.startsWith('21 ')");
    assertThat(browser.text(".histogram figcaption"))
        .startsWith("21 requests")
        .contains("3 failed");
    browser.eval(
        "((svg) => { const b = svg.getBoundingClientRect();const at = (t, x) =>"
            + " svg.dispatchEvent(new PointerEvent(t, {bubbles: true, pointerId: 1, button: 0,"
            + " clientX: b.left + x, clientY: b.top + 5}));svg.setPointerCapture = () => {};"
            + " at('pointerdown', 5); at('pointermove', 60); at('pointerup', 60);"
            + " })(document.querySelector('.histogram svg'))");
    browser.await("location.search.includes('to=')");
    browser.await(
        "document.querySelector('.empty')?.innerText.includes('Nothing stored started in this"
            + " time')");
    browser.eval("document.querySelector('.empty button').click()");
    browser.await(ROW + " === 22");
  }

  private String filtered(String text, int count) throws Exception {
    browser.eval("document.querySelector('#filter').select()");
    browser.type(text);
    browser.press("Enter");
    browser.await(
        "!document.querySelector('logtrail-app').model.loading && " + ROW + " === " + count);
    return browser.text(".list");
  }

  @Test
  void enterSearchesEverythingStored() throws Exception {
    long longAgo = System.currentTimeMillis() - 9_000_000;
    for (int i = 0; i < 60; i++) {
      fleet.warm("old-" + i, longAgo - i * 1000, i);
    }
    server.store.put(
        Samples.key("orders-api", "far-1"),
        Samples.request("far-1", longAgo - 900_000, 9, "", 1, "a needle in it\n"));
    openPage("/?function=orders-api");
    browser.await(ROW + " === 30");
    browser.press("/");
    browser.type("needle");
    browser.press("Enter");
    browser.await("location.search === '?function=orders-api&filter=needle'");
    browser.await(ROW + " === 1");
    long now = System.currentTimeMillis();
    server.store.put(
        Samples.key("orders-api", "no-1"), Samples.request("no-1", now, 9, "", 1, "hay\n"));
    server.store.put(
        Samples.key("orders-api", "live-1"),
        Samples.request("live-1", now, 9, "", 1, "another needle\n"));
    browser.await(ROW + " === 2");
    browser.press("Escape");
    browser.await("location.search === '?function=orders-api'");
    browser.await(ROW + " === 30");
  }

  @Test
  void aSearchThatFindsNothingOrIsNoneSaysSo() throws Exception {
    openPage("/?q=nosuchword");
    browser.await("document.querySelector('.empty h2')?.innerText.includes('nosuchword')");
    assertThat(browser.text(".empty")).contains("A word is a whole word");
    browser.open(server.uri("/?q=%7B%20%24.a")); // As the page around a pane asks.
    browser.await("document.querySelector('filter-box .fault')");
    assertThat(browser.text("filter-box .fault")).startsWith("{ $.a\n     ^\n");
    browser.eval("document.querySelector('.empty button').click()");
    browser.await(ROW + " === 21");
  }
}
