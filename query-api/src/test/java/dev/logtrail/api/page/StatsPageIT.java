package dev.logtrail.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.api.kit.Browser;
import dev.logtrail.api.kit.Server;
import dev.logtrail.store.SampleTrails;
import dev.logtrail.store.TrailWrite;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.store.postgres.EmbeddedDatabase;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.Report;
import dev.logtrail.trail.TrailKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page of statistics in a real browser, over a day of three functions. */
class StatsPageIT {
  private static final long T1 = SampleTrails.T0;
  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(T1), ZoneOffset.UTC);
  private static final String ROWS = "document.querySelectorAll('.table tbody tr').length";

  @RegisterExtension static final EmbeddedDatabase DATABASE = new EmbeddedDatabase();

  private TrailWriter writer;
  private Server server;
  private Browser browser;

  @BeforeEach
  void start() throws Exception {
    browser = Browser.openOrSkip();
    DATABASE.clear();
    writer = DATABASE.database().openWriter(CLOCK);
    server = Server.over(DATABASE.database(), CLOCK);
    Random random = new Random(1);
    store("orders-api", 900, 120, 512, 180, random);
    store("image-resize", 300, 900, 1024, 980, random);
    store("nightly-report", 40, 4_000, 2048, 310, random);
    DATABASE.database().rollups().run();
    browser.appear(1280, 900, false);
    browser.watchFaults();
  }

  private void store(String function, int requests, double ms, int mb, int peak, Random random) {
    store(function, "$LATEST", requests, ms, mb, peak, random);
  }

  private void store(
      String function, String version, int requests, double ms, int mb, int peak, Random random) {
    store("eu-west-1", function, version, requests, ms, mb, peak, random);
  }

  private void store(
      String region,
      String function,
      String version,
      int requests,
      double ms,
      int mb,
      int peak,
      Random random) {
    LogStream stream =
        new LogStream(
            "123456789012", region, "/aws/lambda/" + function, "2026/11/20/[" + version + "]aaaa");
    List<TrailWrite> writes = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      double day = random.nextDouble();
      double took = ms * Math.exp(random.nextGaussian() * 0.5) * (1 + 0.5 * Math.sin(day * 6.3));
      boolean failed = random.nextInt(25) == 0;
      writes.add(
          SampleTrails.trail(writer, TrailKey.request(stream, function + version + i, 1))
              .start(T1 - 1 - (long) (day * day * 86_000_000))
              .coldStart(random.nextInt(8) == 0)
              .outcome(failed ? Outcome.ERROR : Outcome.SUCCESS)
              .report(new Report(took, (long) took + 1, mb, peak, null, null, null, null, null))
              .lines(0)
              .write());
    }
    writer.flush(SampleTrails.flush(writes.toArray(TrailWrite[]::new)));
  }

  @AfterEach
  void stop() throws Exception {
    if (browser != null) {
      try {
        assertThat(browser.faults()).isEqualTo("[]");
      } finally {
        browser.close();
        server.close();
        writer.close();
      }
    }
  }

  @Test
  void shows_all_functions_and_then_the_one_that_is_chosen() throws Exception {
    browser.open(server.uri("/stats"));
    browser.await(ROWS + " === 3");
    browser.await("document.querySelectorAll('.chart svg').length === 4");
    assertThat(browser.eval("document.querySelector('.tile dd').textContent").asText())
        .isEqualTo("1,240");
    assertThat(
            browser
                .eval("[...document.querySelectorAll('.chart text.x')].map((t) => t.textContent)")
                .toString())
        .as("round hours, with their dates")
        .matches("\\[(\"(\\d+ \\w{3}|(\\d+ \\w{3} )?(06|12|18):00)\",?)+]");
    assertThat(browser.eval("document.querySelector('.hints').textContent").asText())
        .contains("The peak is 980 of 1024 MB", "image-resize", "leaves out");
    assertThat(browser.text(".completeness")).startsWith("Up to date: events took up to 0.1 s");
    Axe.findsNothing(browser, "statistics of all functions");

    browser.eval("document.querySelectorAll('.table .name')[1].click()");
    browser.await(ROWS + " === 1");
    assertThat(browser.eval("location.search").asText()).isEqualTo("?function=image-resize");
    assertThat(browser.eval("document.querySelector('h1').textContent").asText())
        .isEqualTo("image-resize");
    browser.appear(360, 740, true);
    Axe.findsNothing(browser, "statistics of a function, dark, 360 px");
    browser.appear(1280, 900, false);
    browser.eval("history.back()");
    browser.await(ROWS + " === 3");
  }

  @Test
  void spans_and_versions_of_a_function_are_compared() throws Exception {
    Random random = new Random(2);
    store("checkout", "7", 300, 100, 512, 100, random);
    store("checkout", "8", 500, 150, 512, 120, random);
    DATABASE.database().rollups().run();
    browser.open(server.uri("/stats?function=checkout"));
    browser.await("document.querySelector('version-table .versions')");
    browser.eval(
        "[...document.querySelectorAll('button.toggle')].find((b) => b.textContent ==="
            + " 'compare').click()");
    browser.await("location.search.includes('compare=before')");
    browser.await("document.querySelector('logtrail-stats').before");
    String table = "[...document.querySelectorAll('.versions tbody tr')].map((r) => r.innerText)";
    assertThat(browser.eval(table + "[0]").asText()).startsWith("Requests").contains("300", "500");
    browser.eval(
        "(() => { const s = document.querySelector('[aria-label=\"Version now\"]'); s.value = '7';"
            + " s.dispatchEvent(new Event('change')); })()");
    browser.await(
        "document.querySelector('[aria-label=\"Version before\"]').value === '8' &&"
            + " document.querySelector('[aria-label=\"Version now\"]').value === '7'");
    Axe.findsNothing(browser, "two versions compared");
    browser.eval("document.querySelector('.versions tbody tr td:nth-of-type(2) a').click()");
    browser.await("document.querySelector('#filter')?.value === 'version:7'");
    browser.await(
        "document.querySelector('.histogram figcaption')?.innerText.includes('300 requests')");
  }

  @Test
  void functions_of_one_name_are_told_apart_and_each_figure_opens_its_own_requests()
      throws Exception {
    store("us-east-1", "orders-api", "$LATEST", 7, 100, 512, 100, new Random(3));
    DATABASE.database().rollups().run();
    browser.open(server.uri("/stats?compare=before"));
    browser.await(ROWS + " === 4");
    assertThat(
            browser
                .eval(
                    "[...document.querySelectorAll('.table .where')].map((w) =>"
                        + " w.innerText.trim())")
                .toString())
        .isEqualTo("[\"eu-west-1\",\"us-east-1\"]");
    assertThat(
            browser
                .eval(
                    "[...document.querySelectorAll('.table tbody tr')]"
                        + ".filter((r) => r.innerText.includes('us-east-1'))"
                        + ".flatMap((r) => [...r.querySelectorAll('a')].map((a) => a.search))")
                .toString())
        .contains("?function=orders-api&filter=region%3Aus-east-1&from=-24h")
        .contains("filter=region%3Aus-east-1+cold")
        .doesNotContain("filter=cold");
    assertThat(
            browser
                .eval(
                    "[...document.querySelectorAll('.chart')].every((c) => !/\\d\\.5$/m.test("
                        + "c.querySelector('text.y').textContent))")
                .asBoolean())
        .as("half a request is none")
        .isTrue();
    browser.eval(
        "[...document.querySelectorAll('.table tbody tr')].find((r) =>"
            + " r.innerText.includes('us-east-1')).querySelector('td a').click()");
    browser.await("document.querySelectorAll('article.trail').length === 7");
  }

  @Test
  void the_address_may_name_two_times_and_lists_hand_theirs_over() throws Exception {
    String from = Instant.ofEpochMilli(T1 - 7_200_000).toString();
    String to = Instant.ofEpochMilli(T1 - 3_600_000).toString();
    browser.open(server.uri("/stats?from=" + from + "&to=" + to + "&compare=before"));
    browser.await(
        "document.querySelector('.tile dd a') && document.querySelector('logtrail-stats').before");
    long shown =
        browser
            .eval("Number(document.querySelector('.tile dd a').textContent.replace(',', ''))")
            .asLong();
    assertThat(
            server
                .json("/api/v1/stats?step=none&from=" + from + "&to=" + to)
                .at("/totals/requests")
                .asLong())
        .isEqualTo(shown);
    assertThat(browser.eval("document.querySelector('.tile dd a').search").asText())
        .isEqualTo("?from=" + from.replace(":", "%3A") + "&to=" + to.replace(":", "%3A"));
    assertThat(browser.text(".ranges [aria-pressed=true]")).contains(" – ");
    Axe.findsNothing(browser, "statistics between two times");
    browser.eval("document.querySelector('.ranges [aria-pressed=true]').click()");
    browser.await("location.search === '?compare=before'");
  }

  @Test
  void a_mistyped_function_is_told_the_nearest() throws Exception {
    browser.open(server.uri("/stats?function=orders-apu"));
    browser.await("document.querySelector('.none button')");
    assertThat(browser.text(".none")).contains("did you mean orders-api?");
    browser.eval("document.querySelector('.none button').click()");
    browser.await(ROWS + " === 1");
  }

  @Test
  void a_span_without_requests_says_so() throws Exception {
    browser.open(server.uri("/stats?function=nobody&range=7d"));
    browser.await("document.querySelector('.none')?.textContent.startsWith('No request')");
    Axe.findsNothing(browser, "statistics of nothing");
  }

  @Test
  void the_table_is_sorted_by_any_column_both_ways_and_the_address_says_how() throws Exception {
    String names =
        "[...document.querySelectorAll('.table tbody .name')].map((b) => b.innerText).join()";
    String head = "[...document.querySelectorAll('function-table th[scope=col]')]";
    browser.open(server.uri("/stats"));
    browser.await(ROWS + " === 3");
    int columns = browser.eval(head + ".length").asInt();
    for (int i = 0; i < columns; i++) {
      String column = head + "[" + i + "]";
      browser.eval(column + ".querySelector('button').click()");
      browser.await(column + ".ariaSort !== 'none'");
      String first = browser.eval(column + ".ariaSort").asText();
      String before = browser.eval(names).asText();
      browser.eval(column + ".querySelector('button').click()");
      browser.await(column + ".ariaSort !== '" + first + "'");
      assertThat(browser.eval(head + ".filter((h) => h.ariaSort !== 'none').length").asInt())
          .isEqualTo(1);
      if (i == 0 || i == 5) {
        assertThat(browser.eval(names).asText()).as("column %d", i).isNotEqualTo(before);
      }
    }
    browser.open(server.uri("/stats?sort=p95&order=asc"));
    browser.await(ROWS + " === 3");
    assertThat(browser.eval(names).asText()).isEqualTo("orders-api,image-resize,nightly-report");
    browser.eval(head + "[5].querySelector('button').click()");
    browser.await(names + " === 'nightly-report,image-resize,orders-api'");
    assertThat(browser.eval("location.search").asText()).isEqualTo("?sort=p95");
    browser.eval(head + "[0].querySelector('button').click()");
    browser.await(head + "[0].ariaSort === 'ascending'");
    assertThat(browser.eval("location.search").asText()).isEqualTo("?sort=name");
    browser.eval(head + "[0].querySelector('button').click()");
    browser.await("location.search === '?sort=name&order=desc'");
    browser.await(names + " === 'orders-api,nightly-report,image-resize'");
  }

  @Test
  void a_range_back_from_now_is_told_as_one_here_and_in_lists() throws Exception {
    browser.open(server.uri("/stats?from=-1d"));
    browser.await(ROWS + " === 3");
    assertThat(browser.text(".ranges [aria-pressed=true]")).isEqualTo("24 hours");
    browser.open(server.uri("/stats?from=-3h"));
    browser.await("document.querySelector('main .none, .tiles')");
    assertThat(browser.text(".ranges [aria-pressed=true]")).startsWith("last 3 hours");
    assertThat(browser.eval("document.querySelector('.brand').search").asText())
        .isEqualTo("?from=-3h");
    String chosen = "document.querySelector('.range').selectedOptions[0].innerText";
    for (String[] asked :
        new String[][] {
          {"from=-1d", "Last 24 hours"},
          {"from=-60m", "Last hour"},
          {"from=-2d", "Last 2 days"},
          {"from=-14d&to=-7d", "14 days to 7 days ago"}
        }) {
      browser.open(server.uri("/?" + asked[0]));
      browser.await("document.querySelector('.range')");
      assertThat(browser.eval(chosen).asText()).isEqualTo(asked[1]);
    }
  }
}
