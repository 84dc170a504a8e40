package dev.logtrail.api.page.look;

import static dev.logtrail.api.kit.PostedRequests.id;
import static dev.logtrail.api.kit.PostedRequests.name;
import static dev.logtrail.api.kit.PostedRequests.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.logtrail.api.kit.Browser;
import dev.logtrail.api.kit.PostedRequests;
import dev.logtrail.limit.EventLimits;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Measures the page of a running server in Chromium, and prints a line a figure; no part of the
 * build. Property {@code page.url}: the server's address. It stores requests there, so that it is
 * for a server of its own.
 */
class PageFigures {
  private static final int ROUNDS = 20;
  private static final int OPENINGS = 7;

  /** A trail holds 100,000 events: START, END and REPORT are among them. */
  private static final int MOST_LINES = EventLimits.TRAIL_EVENTS - 3;

  /** As many as a page keeps in its list. */
  private static final int MOST_TRAILS = 10_000;

  private static final String MODEL = "document.querySelector('logtrail-app')?.model";

  private static final int PANES = 10;
  private static final int BURST_S = 10;
  private static final int BURST_RATE = 500;
  private static final String WATCH_TASKS =
      "window.longest = 0; new PerformanceObserver((l) => l.getEntries().forEach((e) => (longest ="
          + " Math.max(longest, e.duration)))).observe({type: 'longtask', buffered: true})";
  private static final String WAIT = "new Promise((done) => setTimeout(done, 400))";
  private static final String ROWS = "document.querySelectorAll('article.trail').length";

  private final URI server = URI.create(System.getProperty("page.url", "http://127.0.0.1:8080"));
  private final PostedRequests requests = new PostedRequests(server);

  /** From before the POST until the frame that shows the row has been drawn. */
  @Test
  void fromPostToScreen() throws Exception {
    String function = name("figures-post");
    requests.post(function, 1, 3);
    try (Browser browser = open("/pane?function=" + function, 1000, 600)) {
      browser.await(ROWS + " === 1");
      List<Double> ms = new ArrayList<>();
      for (int i = 0; i < ROUNDS; i++) {
        String id = id();
        browser.eval(
            whenDrawn("document.querySelector('.id[title=\"" + id + "\"]')", "Date.now()"));
        long sent = System.currentTimeMillis();
        requests.post(function, List.of(request(id, 3)));
        browser.await("window.drawn");
        ms.add(browser.eval("window.drawn").asDouble() - sent);
      }
      print("POST to screen, %d times: p50 %.0f ms, p95 %.0f ms", ROUNDS, at(ms, .5), at(ms, .95));
    }
  }

  /**
   * A script that sets {@code drawn} to a time once something is in the page and the frame that
   * shows it has been drawn: it looks in the first task after each frame. A callback of the next
   * frame, as one would ask for, comes up to 16 ms later.
   */
  private static String whenDrawn(String something, String time) {
    return "window.drawn = null; (() => { const { port1, port2 } = new MessageChannel();"
        + " port1.onmessage = () => { if ("
        + something
        + ") window.drawn = "
        + time
        + "; else requestAnimationFrame(frame); };"
        + " const frame = () => port2.postMessage(0); frame(); })(); 0";
  }

  /** A browser that has nothing of the page yet, each time; then the rest of the list. */
  @Test
  void firstPaintOfTheList() throws Exception {
    String function = name("figures-list");
    for (int i = 0; i < 10; i++) {
      requests.post(function, 20, 12);
    }
    List<Double> paints = new ArrayList<>();
    List<Double> rows = new ArrayList<>();
    List<Double> starts = new ArrayList<>();
    List<Double> rest = new ArrayList<>();
    int files = 0;
    for (int i = 0; i < OPENINGS; i++) {
      try (Browser browser = Browser.openOrSkip()) {
        browser.appear(1440, 900, false);
        browser.call(
            "Page.addScriptToEvaluateOnNewDocument",
            Map.of("source", whenDrawn(ROWS + " >= 20", "performance.now()")));
        browser.open(server.resolve("/?function=" + function));
        browser.await("window.drawn");
        rows.add(browser.eval("drawn").asDouble());
        browser.await("performance.getEntriesByName('first-contentful-paint').length");
        paints.add(
            browser
                .eval("performance.getEntriesByName('first-contentful-paint')[0].startTime")
                .asDouble());
        files = browser.eval("performance.getEntriesByType('resource').length").asInt();
        browser.eval(WATCH_TASKS);
        browser.eval(WAIT);
        starts.add(browser.eval("longest").asDouble());
        browser.eval("longest = 0");
        while (older(browser)) {
          browser.eval(WAIT);
        }
        rest.add(browser.eval("longest").asDouble());
      }
    }
    print(
        "list of 200 requests, %d times: first paint p50 %.0f ms, rows drawn p50 %.0f ms, %d"
            + " requests to the server; longest task p50 %.0f ms, of loading the rest %.0f ms",
        OPENINGS, at(paints, .5), at(rows, .5), files, at(starts, .5), at(rest, .5));
  }

  /** Asks for older ones, once those before have come; false if there are none. */
  private static boolean older(Browser browser) throws Exception {
    browser.await(MODEL + " && !" + MODEL + ".loading");
    if (!browser.eval("!!" + MODEL + ".cursor").asBoolean()) {
      return false;
    }
    browser.await("document.querySelector('.older')");
    browser.eval("document.querySelector('.older').click()");
    return true;
  }

  /** A list as long as a page keeps it, gone through, and whether it grows while more come. */
  @Test
  void listOf10000() throws Exception {
    String function = name("figures-long");
    for (int i = 0; i < MOST_TRAILS; i += 100) {
      requests.post(function, 100, 1);
    }
    try (Browser browser = open("/?function=" + function, 1440, 900)) {
      browser.eval(WATCH_TASKS);
      String loaded = MODEL + ".trails.list().length";
      browser.await(loaded + " >= 30");
      while (browser.eval(loaded).asInt() < MOST_TRAILS && older(browser)) {
        browser.await("!" + MODEL + ".loading");
      }
      print(
          "%,d requests loaded 100 by 100: longest task %.0f ms",
          browser.eval(loaded).asInt(), browser.eval("longest").asDouble());
      Scrolling steady = scroll(browser, 600, "list.scrollTop += 700");
      Scrolling jumps =
          scroll(browser, 100, "list.scrollTop = (list.scrollHeight * ((n * 37) % 100)) / 100");
      print("scrolled %s; jumped about %s", steady, jumps);
      browser.eval("document.querySelector('.list').scrollTop = 0");
      String before = held(browser);
      for (int i = 0; i < MOST_TRAILS / 2; i += 25) {
        requests.post(function, 25, 1);
        Thread.sleep(25);
      }
      browser.eval("new Promise((done) => setTimeout(done, 3000))");
      print("kept %s; after %,d more %s", before, MOST_TRAILS / 2, held(browser));
    }
  }

  /** What a page holds after garbage was collected. */
  private static String held(Browser browser) throws Exception {
    browser.call("HeapProfiler.collectGarbage", Map.of());
    return "%.1f MB of heap, %.0f nodes, %.0f listeners"
        .formatted(
            metric(browser, "JSHeapUsedSize") / 1e6,
            metric(browser, "Nodes"),
            metric(browser, "JSEventListeners"));
  }

  @Test
  void openOneOf20000Lines() throws Exception {
    int lines = 20_000;
    String id = requests.large(lines);
    List<List<Double>> steps =
        Stream.generate(() -> new ArrayList<Double>()).limit(4).map(l -> (List<Double>) l).toList();
    for (int i = 0; i < OPENINGS; i++) {
      try (Browser browser = open("/pane?function=none", 1440, 900)) {
        browser.call(
            "Page.addScriptToEvaluateOnNewDocument",
            Map.of(
                "source",
                whenDrawn("document.querySelector('.entry .message')", "performance.now()")));
        browser.open(server.resolve("/r/" + id));
        browser.await("window.drawn");
        steps.get(0).add(resource(browser, "/pane/app.js", "responseEnd"));
        steps.get(1).add(resource(browser, "/api/v1/trails/" + id, "startTime"));
        steps.get(2).add(resource(browser, "/api/v1/trails/" + id, "responseStart"));
        steps.get(3).add(browser.eval("drawn").asDouble());
      }
    }
    print(
        "%,d lines opened: first line drawn p50 %.0f ms after navigation (program here %.0f,"
            + " request asked for %.0f, answer begins %.0f)",
        lines,
        at(steps.get(3), .5),
        at(steps.get(0), .5),
        at(steps.get(1), .5),
        at(steps.get(2), .5));
  }

  /** A time of what the page fetched, in ms after navigation; told once it has come whole. */
  private static double resource(Browser browser, String path, String time) throws Exception {
    String fetched =
        "performance.getEntriesByType('resource').find((r) => new URL(r.name).pathname.endsWith('"
            + path
            + "'))";
    browser.await(fetched);
    return browser.eval(fetched + "." + time).asDouble();
  }

  @Test
  void scrollOneOf100000Lines() throws Exception {
    int lines = MOST_LINES;
    String id = requests.large(lines);
    try (Browser browser = open("/r/" + id, 1440, 900)) {
      browser.await("document.querySelector('.entry .message')");
      browser.await("document.querySelector('.list').scrollHeight > " + 15 * lines);
      browser.eval(WATCH_TASKS);
      browser.eval("new Promise((done) => setTimeout(done, 500))");
      Scrolling steady = scroll(browser, 600, "list.scrollTop += 700");
      Scrolling jumps =
          scroll(browser, 100, "list.scrollTop = (list.scrollHeight * ((n * 37) % 100)) / 100");
      print("%,d lines: scrolled %s; jumped about %s", lines, steady, jumps);
    }
  }

  /** What scrolling cost. */
  private record Scrolling(int frames, double perSecond, double cpuMs, double longestMs) {
    @Override
    public String toString() {
      String longest =
          longestMs == 0 ? "no task over 50 ms" : "longest task %.0f ms".formatted(longestMs);
      return "%d frames, %.0f a second, of %.1f ms CPU, %s"
          .formatted(frames, perSecond, cpuMs / frames, longest);
    }
  }

  /** Takes a step a frame, for no longer than a call to the browser may take. */
  private static Scrolling scroll(Browser browser, int frames, String step) throws Exception {
    browser.call("Performance.enable", Map.of("timeDomain", "threadTicks"));
    double before = cpuMs(browser);
    browser.eval("longest = 0");
    browser.eval(
        "window.scrolled = null; (() => { const list = document.querySelector('.list'); const begin"
            + " = performance.now(); let n = 0; const step = () => { const ms = performance.now() -"
            + " begin; if (n >= "
            + frames
            + " || ms > 20000) window.scrolled = {n, ms}; else { "
            + step
            + "; n++; requestAnimationFrame(step); } }; step(); })(); 0");
    browser.await("window.scrolled");
    JsonNode told = browser.eval("window.scrolled");
    int n = told.get("n").asInt();
    return new Scrolling(
        n,
        1000 * n / told.get("ms").asDouble(),
        cpuMs(browser) - before,
        browser.eval("longest").asDouble());
  }

  /** What the page's thread has worked so far, whoever else used the machine. */
  private static double cpuMs(Browser browser) throws Exception {
    return 1000 * metric(browser, "TaskDuration");
  }

  private static double metric(Browser browser, String name) throws Exception {
    for (JsonNode metric : browser.call("Performance.getMetrics", Map.of()).get("metrics")) {
      if (metric.get("name").asText().equals(name)) {
        return metric.get("value").asDouble();
      }
    }
    throw new IllegalStateException("Chromium tells no " + name);
  }

  /** One pane tells what the page does; of ten, that they share two cores with the server, too. */
  @ParameterizedTest
  @ValueSource(ints = {1, PANES})
  void burst(int count) throws Exception {
    String function = name("figures-burst");
    List<Browser> panes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Browser pane = open("/pane?function=" + function, 900, 180);
      pane.eval(WATCH_TASKS);
      pane.call("Performance.enable", Map.of("timeDomain", "threadTicks"));
      panes.add(pane);
    }
    long begin = System.nanoTime();
    int perPost = 25;
    for (int i = 0; i < BURST_S * BURST_RATE / perPost; i++) {
      long due = begin + TimeUnit.SECONDS.toNanos(1) * i * perPost / BURST_RATE;
      TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
      requests.post(function, perPost, 4);
    }
    double tookS = (System.nanoTime() - begin) / 1e9;
    String last = id();
    long sent = System.currentTimeMillis();
    requests.post(function, List.of(request(last, 4)));
    List<Double> lag = new ArrayList<>();
    double longest = 0;
    double cpuMs = 0;
    for (Browser pane : panes) {
      pane.await("[...document.querySelectorAll('.id')].some((e) => e.title === '" + last + "')");
      lag.add((double) (System.currentTimeMillis() - sent));
      longest = Math.max(longest, pane.eval("longest").asDouble());
      cpuMs += cpuMs(pane);
      pane.close();
    }
    print(
        "burst of %d requests in %.1f s, panes: %d; the last shown in all after %.0f ms, longest"
            + " task %.0f ms, %.1f s of CPU a pane",
        BURST_S * BURST_RATE, tookS, count, at(lag, 1), longest, cpuMs / 1000 / count);
  }

  private Browser open(String path, int width, int height) throws Exception {
    Browser browser = Browser.openOrSkip();
    browser.appear(width, height, false);
    browser.open(server.resolve(path));
    browser.await("document.querySelector('.tail.live, .tail.behind')");
    return browser;
  }

  private static double at(List<Double> values, double share) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(share * sorted.size())));
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
