package dev.logtrail.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.api.kit.SampleFleet;
import dev.logtrail.api.kit.Samples;
import dev.logtrail.api.render.Times;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * That the page says nothing that is not so, in a real browser. Needs Chromium; without it these
 * tests are skipped, but not in CI.
 */
class PageStatesIT extends PageInBrowser {
  private static final String FIRST = "document.querySelector('article.trail')";

  @Test
  void aTestedRequestStaysOpenAndInFocusWhenItsCopyComes() throws Exception {
    openPage("/");
    browser.await(ROW + " === 21");
    long now = System.currentTimeMillis();
    String id = "tested-0001";
    server.store.put(invoked(id, "from the log result\n", now));
    browser.await(ROW + " === 22");
    browser.press("j");
    browser.press("Enter");
    browser.await("document.querySelector('trail-detail .message')");

    server.store.put(
        Samples.key("orders-api", id),
        Samples.request(id, now, 9, "", 1, "from the log result\n", 2, "and what was before\n"));
    browser.await("document.querySelectorAll('trail-detail .message').length === 2");
    browser.await(FIRST + ".innerText.includes('9.42 ms')");
    assertThat(browser.eval(ROW).asInt()).isEqualTo(22);
    assertThat(browser.eval("document.activeElement.matches('button.row')").asBoolean()).isTrue();
    assertThat(browser.text("article.trail:has(:focus)")).contains(id);
  }

  @Test
  void withoutAServerThePageSaysSoAndThatNothingWasSearched() throws Exception {
    openPage("/");
    browser.await(ROW + " === 21");
    server.close();
    browser.await(
        "document.querySelector('.banner')?.innerText.includes('The server cannot be reached.')");
    assertThat(browser.text(".banner"))
        .contains("Not connected since")
        .contains("What is shown may have changed since.")
        .containsPattern("Tries again in \\d+ s|Trying again");
    assertThat(browser.eval(ROW).asInt()).isEqualTo(21);

    browser.eval("document.querySelector('#filter').focus()");
    browser.type("needle");
    browser.press("Enter");
    browser.await("document.querySelector('.empty h2')");
    browser.await("document.querySelector('.empty').innerText.includes('Nothing was searched')");
    assertThat(browser.text(".empty"))
        .contains("The server cannot be reached.")
        .doesNotContain("matches");
  }

  @Test
  void aLinkMarksItsLineThoughAnotherCameBefore() throws Exception {
    long now = System.currentTimeMillis();
    String id = "linked-1";
    TrailKey key = Samples.key("orders-api", id);
    List<TrailEvent> events = Samples.request(id, now, 90, "", 10, "one\n", 20, "two\n");
    server.store.put(key, events);
    openPage("/r/" + id + "#event=" + id + "-000002");
    browser.await("document.querySelector('.entry.marked .message')?.innerText === 'two'");

    List<TrailEvent> more = new ArrayList<>(events);
    more.add(Samples.event(id, now + 5, 77, "late, and before them\n"));
    server.store.put(key, more);
    browser.await("document.querySelectorAll('.entry .message').length === 3");
    browser.await("document.querySelector('.entry.marked .message').innerText === 'two'");
    assertThat(browser.text(".entry.marked .number")).isEqualTo("4");
  }

  @Test
  void aLinkToALineFarDownLoadsUpToIt() throws Exception {
    long now = System.currentTimeMillis();
    String id = "long-1";
    List<Object> lines = new ArrayList<>();
    for (int i = 1; i <= 2_500; i++) {
      lines.addAll(List.of(i, "[INFO]\tline " + i + "\n"));
    }
    server.store.put(
        Samples.key("orders-api", id), Samples.request(id, now, 9_000, "", lines.toArray()));
    openPage("/r/" + id + "#event=" + id + "-002400");
    browser.await("document.querySelector('.entry.marked')");
    assertThat(browser.text(".entry.marked .message")).contains("line 2400");
    assertThat(
            browser
                .eval(
                    "(({top, bottom}) => top >= 0 && bottom <="
                        + " innerHeight)(document.querySelector('.entry.marked').getBoundingClientRect())")
                .asBoolean())
        .isTrue();
  }

  @Test
  void aTracebackIsShownOnce() throws Exception {
    openPage("/r/" + SampleFleet.PYTHON_ID);
    browser.await("document.querySelector('.exception')");
    String text = browser.text(".entries");
    assertThat(text).containsOnlyOnce("KeyError: 'total'");
    assertThat(text).containsOnlyOnce("amount = order['total'] * RATE");
    assertThat(text).containsOnlyOnce("Traceback (most recent call last):");
  }

  @Test
  void anExceptionWhoseMessageIsItsLineIsShownOnce() throws Exception {
    long now = System.currentTimeMillis();
    String json =
        "{\"timestamp\":\"%s\",\"level\":\"ERROR\",\"message\":\"the card was declined\","
            + "\"errorType\":\"DeclinedError\",\"errorMessage\":\"the card was declined\","
            + "\"stackTrace\":[\"at charge (file:///var/task/pay.mjs:7:3)\"]}\n";
    server.store.put(
        Samples.key("orders-api", "declined-1"),
        Samples.request("declined-1", now, 9, "", 3, json.formatted(Times.utc(now + 3))));
    openPage("/r/declined-1");
    browser.await("document.querySelector('.exception')");
    assertThat(browser.text(".entries .entry.error .text"))
        .containsOnlyOnce("the card was declined");
  }

  @Test
  void aRunningRequestHasNotWrittenNothing() throws Exception {
    long now = System.currentTimeMillis();
    server.store.put(Samples.key("orders-api", "mute-1"), Samples.open("mute-1", now));
    openPage("/r/mute-1");
    browser.await("document.querySelector('trail-detail .note')");
    assertThat(browser.text("trail-detail .note"))
        .isEqualTo("Nothing has been written so far; the request is still running.");

    server.store.put(Samples.key("orders-api", "mute-1"), Samples.request("mute-1", now, 9, ""));
    browser.await(
        "document.querySelector('trail-detail .note')?.innerText === 'The function wrote"
            + " nothing.'");
  }

  @Test
  void whatIsHiddenInTextShowsItself() throws Exception {
    long now = System.currentTimeMillis();
    String id = "hidden-\u202e-1";
    server.store.put(
        Samples.key("orders-api", id),
        Samples.request(
            id,
            now,
            9,
            "",
            1,
            "admin\u202e gnp.exe\u2066 a\u200bb\n",
            2,
            "{\"level\":\"INFO\",\"message\":\"\\u001b[1;31mfailed\\u001b[0m then"
                + " \\u001b]0;t\\u0007 \\u0000\"}"));
    openPage("/");
    browser.await(ROW + " === 22");
    assertThat(browser.text(".row .id")).isEqualTo("hidden-\u27e8RLO\u27e9-1");
    browser.press("j");
    browser.press("Enter");
    browser.await("document.querySelectorAll('trail-detail .message').length === 2");
    assertThat(browser.text("trail-detail .message"))
        .isEqualTo("admin\u27e8RLO\u27e9 gnp.exe\u27e8LRI\u27e9 a\u27e8ZWSP\u27e9b");
    assertThat(browser.text(".entry:nth-child(2) .message"))
        .isEqualTo("failed then \u241b]0;t\u2407 \u2400");
    assertThat(browser.text(".sgr-bold.sgr-fg-red")).isEqualTo("failed");
  }

  @Test
  void aTimeThatIsCutToTheSecondDoesNotJumpBack() throws Exception {
    openPage("/");
    String times =
        "['10:00:01.200Z', '10:00:01.400Z', '10:00:01.000Z', '10:00:01.500Z', '10:00:00.000Z']"
            + ".map((t) => ({timestamp: '2026-11-28T' + t, origin: 'function', message: ''}))";
    assertThat(
            browser
                .eval(
                    "import('/assets/trail/line-facts.js').then((m) => JSON.stringify("
                        + times
                        + ".map((_, i, all) => new m.LineFacts().update(all).timeOf(i))"
                        + ".map((t) => [t.at.slice(17), t.about])))")
                .asText())
        .isEqualTo(
            "[[\"01.200Z\",false],[\"01.400Z\",false],[\"01.400Z\",true],[\"01.500Z\",false],"
                + "[\"00.000Z\",false]]");
  }

  @Test
  void aGiantLineIsFoldedUntilItIsWanted() throws Exception {
    long now = System.currentTimeMillis();
    server.store.put(
        Samples.key("orders-api", "giant-1"),
        Samples.request("giant-1", now, 9, "", 1, "x".repeat(200_000) + "\n"));
    openPage("/r/giant-1");
    browser.await("document.querySelector('.unfold')");
    assertThat(browser.eval("document.querySelector('.unfold').textContent").asText())
        .isEqualTo("198 KB more");
    browser.eval("document.querySelector('.unfold').click()");
    browser.await("document.querySelector('.message').textContent.length === 200000");
  }

  private static Invocation invoked(String id, String log, Long at) {
    return new Invocation(
        "123456789012", "eu-west-1", "orders-api", "$LATEST", id, log, false, 200, null, "{}", at);
  }

  @Test
  void aRunningRequestSaysWhatIsLeftToAKnownTimeout() throws Exception {
    long now = System.currentTimeMillis();
    String out = "2026-11-28T10:00:00.000Z out-1 Task timed out after 900.00 seconds\n";
    server.store.put(
        Samples.key("sorter", "out-1"),
        Samples.request("out-1", now - 2_000_000, 900_000, "Status: timeout", 900_000, out));
    server.store.put(
        Samples.key("sorter", "run-1"), Samples.open("run-1", now - 60_000, 1, "on\n"));
    openPage("/?function=sorter");
    browser.await("document.querySelector('.row .badge.open')");
    String left = browser.text(".row .badge.open");
    assertThat(left).matches("8[0-4]\\d s left");
    assertThat(browser.text(".row .duration")).startsWith("running");
  }

  @Test
  void aJsonLineWithoutAMessageIsShownOnceAsItsFields() throws Exception {
    server.store.put(
        Samples.key("orders-api", "json-1"),
        Samples.request(
            "json-1", System.currentTimeMillis(), 9, "", 1, "{\"size\":7,\"kind\":\"box\"}\n"));
    openPage("/r/json-1");
    browser.await("document.querySelector('.entry .fields')");
    assertThat(browser.text(".entry .text")).isEqualTo("size=7 kind=box ▸ {}");
    openPage("/?filter=box");
    browser.await(ROW + " === 1");
    browser.eval("document.querySelector('.row').click()");
    browser.await("document.querySelector('.entry mark')"); // Where it is looked for it is seen.
  }

  @Test
  void theHelpBeginsAtItsBeginning() throws Exception {
    browser.appear(700, 400, false);
    openPage("/");
    browser.press("?");
    browser.await("document.querySelector('#help')?.open");
    assertThat(browser.eval("document.querySelector('#help').scrollTop").asInt()).isZero();
    browser.press("Escape");
  }
}
