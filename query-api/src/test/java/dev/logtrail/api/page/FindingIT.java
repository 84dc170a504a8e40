package dev.logtrail.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.api.kit.SampleFleet;
import dev.logtrail.api.kit.Samples;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.TrailKey;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From a question to its answer, in a real browser. */
class FindingIT extends PageInBrowser {

  @Test
  void whyARequestTimedOut() throws Exception {
    openPage("/r/" + SampleFleet.TIMEOUT_ID);
    browser.await("document.querySelector('.why-line')");
    assertThat(browser.text(".why-line"))
        .contains("timeout", "after line 4 (+2400 ms) nothing was written for 0.60 s of 3.00 s");
    browser.eval("document.querySelector('.why-line button').click()");
    browser.await("document.querySelectorAll('.why dt').length > 1");
    assertThat(browser.text(".why"))
        .contains("nothing was written for 0.60 s of 3.00 s", "compared");
  }

  @Test
  void aRequestThatWentWellIsNotExplained() throws Exception {
    openPage("/r/" + SampleFleet.TEST_ID);
    browser.await("document.querySelector('.entry')");
    assertThat(browser.eval("document.querySelector('.why-line, [data-tab=why]')").isNull())
        .isTrue();
  }

  @Test
  void whatASearchFoundIsSeenThoughItStandsFarInItsLine() throws Exception {
    long now = System.currentTimeMillis();
    String line = "word ".repeat(60) + "before the needle in it";
    server.store.put(
        Samples.key("orders-api", "far-1"), Samples.request("far-1", now, 9, "", 1, line + "\n"));
    openPage("/?q=needle");
    browser.await("document.querySelector('.preview mark')");
    assertThat(browser.text(".preview")).startsWith("…").endsWith("before the needle in it");
    assertThat(
            browser
                .eval(
                    "(({right}) => right < document.querySelector('.preview')"
                        + ".getBoundingClientRect().right)(document.querySelector('.preview mark')"
                        + ".getBoundingClientRect())")
                .asBoolean())
        .isTrue();
  }

  @Test
  void whatASearchFoundInAFieldIsSeenBesideTheMessage() throws Exception {
    String line = "{\"level\":\"INFO\",\"message\":\"order received\",\"orderId\":\"ORD-77\"}\n";
    long now = System.currentTimeMillis();
    server.store.put(
        Samples.key("orders-api", "field-1"), Samples.request("field-1", now, 9, "", 1, line));
    openPage("/?q=ORD-77");
    browser.await("document.querySelector('.preview mark')");
    assertThat(browser.text(".preview")).isEqualTo("order received orderId=ORD-77");
  }

  @Test
  void theSlowestOfAllAreFound() throws Exception {
    long now = System.currentTimeMillis();
    for (int i = 0; i < 130; i++) {
      String id = "slow-" + i;
      server.store.put(
          Samples.key("sorter", id), Samples.request(id, now - i * 1000, 100 + i * 7 % 131, ""));
    }
    openPage("/?function=sorter&from=-1d");
    browser.await("document.querySelector('.histogram .slowest')");
    browser.eval("document.querySelector('.histogram .slowest').click()");
    browser.await("location.search.includes('order=slowest')");
    String durations = "[...document.querySelectorAll('.row .duration')].map((d) => d.innerText)";
    browser.await(durations + "[0] === '230.42 ms' && " + ROW + " >= 30");
    // looked at once: rows are drawn in several frames, so a second look may find more of them
    assertThat(
            browser
                .eval(
                    "((shown) => shown.every((d, i) => i === 0 || parseFloat(shown[i - 1])"
                        + " >= parseFloat(d)) ? 'sorted' : shown.join())("
                        + durations
                        + ")")
                .asText())
        .isEqualTo("sorted");
    server.store.put(
        Samples.key("sorter", "slow-new"), Samples.request("slow-new", now, 1_500, ""));
    server.store.put(Samples.key("sorter", "quick-new"), Samples.request("quick-new", now, 2, ""));
    browser.await(durations + "[0] === '1.50 s'");
    assertThat(browser.eval(durations + ".includes('2.42 ms')").asBoolean()).isFalse();
    browser.eval("document.querySelector('.histogram .slowest').click()");
    browser.await("document.querySelector('.day') && " + durations + ".includes('2.42 ms')");
    assertThat(browser.eval("location.search").asText()).isEqualTo("?function=sorter&from=-1d");
  }

  @Test
  void aCountAsksForWhatItCounts() throws Exception {
    openPage("/?filter=total");
    browser.await("document.querySelector('.histogram .failed.ask')");
    assertThat(browser.text(".histogram .failed.ask")).isEqualTo("1 failed");
    browser.eval("document.querySelector('.histogram .failed.ask').click()");
    browser.await("document.querySelector('#filter').value === 'total err'");
    browser.await("document.querySelector('.histogram .ask.failed[aria-pressed=true]')");
    browser.eval("document.querySelector('.histogram .failed.ask').click()");
    browser.await("location.search === '?filter=total'");
  }

  @Test
  void aRequestLeadsToTheOthersOfItsFunction() throws Exception {
    openPage("/r/" + SampleFleet.TIMEOUT_ID);
    browser.await("document.querySelector('.bar a[href^=\"/?function=\"]')");
    browser.eval("document.querySelector('.bar a[href^=\"/?function=\"]').click()");
    browser.await("location.search.startsWith('?function=') && " + ROW + " > 1");
  }

  @Test
  void aWordThatIsAFunctionsNameLeadsToIt() throws Exception {
    openPage("/?q=orders-ap");
    browser.await("document.querySelector('.empty .named button')");
    assertThat(browser.text(".empty .named button")).isEqualTo("Function orders-api");
    browser.eval("document.querySelector('.empty .named button').click()");
    browser.await("location.search === '?function=orders-api' && " + ROW + " > 0");
  }

  @Test
  void yesterdayIsARange() throws Exception {
    openPage("/");
    browser.eval(
        "((s) => { s.value = 'yesterday'; s.dispatchEvent(new Event('change'));"
            + " })(document.querySelector('.range'))");
    browser.await("location.search.includes('to=')");
    assertThat(
            browser
                .eval(
                    "((q) => Date.parse(q.get('to')) - Date.parse(q.get('from')))"
                        + "(new URLSearchParams(location.search))")
                .asLong())
        .isBetween(82_800_000L, 90_000_000L);
    browser.await(
        "/^\\d{4}-\\d\\d-\\d\\d$/.test(document.querySelector('.range').selectedOptions[0].innerText)");
  }

  @Test
  void aMistypedFunctionIsToldTheNearest() throws Exception {
    openPage("/pane?function=order-api");
    browser.await("document.querySelector('.near')");
    assertThat(browser.text(".near")).isEqualTo("orders-api");
    browser.eval("document.querySelector('.near').click()");
    browser.await(ROW + " > 0");
    assertThat(browser.eval("location.search").asText()).isEqualTo("?function=orders-api");
  }

  @Test
  void theHistogramsAxisHasRoundTimesWithTheirDatesAtEveryWidth() throws Exception {
    browser.call("Emulation.setTimezoneOverride", Map.of("timezoneId", "Asia/Kolkata"));
    openPage("/?from=-24h"); // A midnight lies within it.
    String labels = "[...document.querySelectorAll('.histogram .axis text')]";
    String places = labels + ".map((t) => t.getBoundingClientRect())";
    String axis = "document.querySelector('.histogram .axis').getBoundingClientRect()";
    for (int width : new int[] {180, 240, 360, 500, 720, 900, 1280, 1440, 2000}) {
      browser.appear(width, 600, false);
      browser.await(
          "document.querySelector('request-histogram').width === Math.floor(" + axis + ".width)");
      browser.await(labels + ".length > 0");
      assertThat(
              browser
                  .eval(
                      places
                          + ".every((p, i, all) => p.left >= "
                          + axis
                          + ".left - 1 && p.right <= "
                          + axis
                          + ".right + 1 && (i === 0 || p.left > all[i - 1].right + 4))")
                  .asBoolean())
          .as("%d px: %s", width, browser.eval(labels + ".map((t) => t.textContent)"))
          .isTrue();
    }
    String shown = browser.eval(labels + ".map((t) => t.textContent).join()").asText();
    assertThat(shown.split(",")).hasSizeGreaterThan(11);
    assertThat(shown)
        .matches("\\d+ \\w{3}( \\d\\d:00)?(,\\d\\d:00|,\\d+ \\w{3})+")
        .contains(dayIn("Asia/Kolkata"));
    assertThat(browser.text(".histogram .scale")).matches("\\d+\\s+0");
    browser.press("t"); // Times since the start, then those of UTC.
    browser.press("t");
    browser.await("document.querySelector('request-histogram').utc");
    assertThat(browser.eval(labels + ".map((t) => t.textContent).join()").asText())
        .contains(dayIn("UTC"))
        .isNotEqualTo(shown);
  }

  @Test
  void anAxisTellsDatesAndYearsWhereTheyChange() throws Exception {
    browser.call("Emulation.setTimezoneOverride", Map.of("timezoneId", "Europe/Berlin"));
    openPage("/");
    assertThat(axis("2025-10-25T20:00:00Z", "2025-10-26T14:00:00Z", 600, false))
        .isEqualTo("26 Oct 2025,03:00,06:00,09:00,12:00,15:00"); // A night of 25 hours.
    assertThat(axis("2024-12-31T18:00:00Z", "2025-01-01T06:00:00Z", 600, true))
        .isEqualTo("31 Dec 2024 18:00,21:00,1 Jan 2025,03:00,06:00");
    assertThat(axis("2025-03-01T10:00:02Z", "2025-03-01T10:00:14Z", 500, true))
        .isEqualTo("1 Mar 2025 10:00:05,10:00:10");
    assertThat(axis("2025-03-01T10:00:02Z", "2025-03-01T10:00:04Z", 100, true))
        .isEqualTo("1 Mar 2025 10:00:02");
  }

  private String axis(String from, String to, int width, boolean utc) throws Exception {
    String call =
        "m.timeAxis(Date.parse('%s'), Date.parse('%s'), %d, %s, 6)".formatted(from, to, width, utc);
    return browser
        .eval("import('/assets/lib/ticks.js').then((m) => " + call + ".map((t) => t.text).join())")
        .asText();
  }

  /** Today's date as an axis has it. */
  private static String dayIn(String zone) {
    return DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH)
        .format(ZonedDateTime.now(ZoneId.of(zone)));
  }

  @Test
  void countsFitTheColumnOfFunctions() throws Exception {
    openPage("/");
    assertThat(
            browser
                .eval(
                    "import('/assets/lib/format.js').then((m) =>"
                        + " [0, 9999, 10000, 29535, 1234567].map(m.shortCount).join())")
                .asText())
        .isEqualTo("0,9999,10K,29.5K,1.2M");
    browser.await("document.querySelector('.function.all .count')?.title.endsWith('in 24 h')");
  }

  @Test
  void functionsOfOneNameAreOneInTheListAsTheChoiceOfTheNameShowsThem() throws Exception {
    openPage("/");
    String column =
        "[...document.querySelectorAll('.functions li')].map((l) => l.innerText.split('\\n')[0])"
            + ".filter((n) => n === 'orders-api').length";
    browser.await(column + " === 1");
    String count =
        "[...document.querySelectorAll('.functions li')].find((l) =>"
            + " l.innerText.startsWith('orders-api'))?.querySelector('.count').innerText";
    browser.await(count + " === '15'");
    LogStream elsewhere = new LogStream("999999999999", "us-east-1", "/aws/lambda/orders-api", "s");
    server.store.put(
        TrailKey.request(elsewhere, "far-1", 1),
        Samples.request("far-1", System.currentTimeMillis(), 9, "", 1, "from afar\n"));
    openPage("/?function=orders-api");
    browser.await(count + " === '16'");
    assertThat(browser.eval(column).asInt()).isEqualTo(1);
    browser.await(ROW + " === 16");
    assertThat(browser.eval("document.querySelector('[aria-current=true] .name').title").asText())
        .contains("eu-west-1, 123456789012", "us-east-1, 999999999999");
  }

  @Test
  void nothingOfTheListsHeadIsCutOffOnANarrowScreen() throws Exception {
    browser.appear(360, 740, false);
    openPage("/");
    browser.await("document.querySelector('.histogram .ask.running')");
    assertThat(
            browser
                .eval(
                    "[...document.querySelectorAll('.histogram .ask, .bar select')].filter((e) =>"
                        + " e.offsetWidth && (e.getBoundingClientRect().right > 352 ||"
                        + " e.offsetWidth < (e.matches('select') ? 90 : 40))).map((e) =>"
                        + " e.className).join()")
                .asText())
        .isEmpty();
  }
}
