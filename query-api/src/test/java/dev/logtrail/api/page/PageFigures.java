package dev.logtrail.api.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.logtrail.api.kit.Browser;
import dev.logtrail.api.kit.Server;
import dev.logtrail.limit.EventLimits;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Measures the page of a running server in Chromium, and prints a line a figure; no part of the
 * build. Property {@code page.url}: the server's address. It stores requests there, so that it is
 * for a server of its own.
 */
class PageFigures {
  private static final int ROUNDS = 20;
  private static final int OPENINGS = 7;
  private static final int STORED_S = 90;

  /** A trail holds 100,000 events: START, END and REPORT are among them. */
  private static final int MOST_LINES = EventLimits.TRAIL_EVENTS - 3;

  private static final int PANES = 10;
  private static final int BURST_S = 10;
  private static final int BURST_RATE = 500;
  private static final int EVENTS_A_POST = 5_000;
  private static final String WATCH_TASKS =
      "window.longest = 0; new PerformanceObserver((l) => l.getEntries().forEach((e) => (longest ="
          + " Math.max(longest, e.duration)))).observe({type: 'longtask', buffered: true})";
  private static final String ROWS = "document.querySelectorAll('article.trail').length";

  private final URI server = URI.create(System.getProperty("page.url", "http://127.0.0.1:8080"));
  private final HttpClient http = HttpClient.newHttpClient();

  /**
   * Until a row that is there has been drawn, seen from inside the page, whose clock is this one.
   */
  @Test
  void fromPostToScreen() throws Exception {
    String function = name("figures-post");
    post(function, List.of(request(id(), 3)));
    try (Browser browser = open("/pane?function=" + function, 1000, 600)) {
      browser.await(ROWS + " === 1");
      List<Double> ms = new ArrayList<>();
      for (int i = 0; i < ROUNDS; i++) {
        String id = id();
        browser.eval(
            "window.seen = new Promise((done) => { const look = () =>"
                + " [...document.querySelectorAll('.id')].some((e) => e.title === '"
                + id
                + "') ? requestAnimationFrame(() => done(Date.now())) : setTimeout(look, 2);"
                + " look(); }); 0");
        long sent = System.currentTimeMillis();
        post(function, List.of(request(id, 3)));
        ms.add(browser.eval("window.seen").asDouble() - sent);
      }
      print("POST to screen, %d times: p50 %.0f ms, p95 %.0f ms", ROUNDS, at(ms, .5), at(ms, .95));
    }
  }

  @Test
  void firstPaintOfTheList() throws Exception {
    String function = name("figures-list");
    for (int i = 0; i < 10; i++) {
      List<List<String>> requests = new ArrayList<>();
      for (int k = 0; k < 20; k++) {
        requests.add(request(id(), 12));
      }
      post(function, requests);
    }
    try (Browser browser = open("/?function=" + function, 1440, 900)) {
      browser.await(ROWS + " >= 20");
      double paint =
          browser
              .eval("performance.getEntriesByName('first-contentful-paint')[0].startTime")
              .asDouble();
      double rows =
          browser
              .eval(
                  "Math.max(...performance.getEntriesByType('resource').map((r) => r.responseEnd))")
              .asDouble();
      browser.eval(WATCH_TASKS);
      for (int i = 0;
          i < 12 && browser.eval("!!document.querySelector('.older')").asBoolean();
          i++) {
        browser.eval("document.querySelector('.older').click()");
        browser.eval("new Promise((done) => setTimeout(done, 300))");
      }
      print(
          "list of 200 requests: first paint %.0f ms, all answers of the start by %.0f ms; loading"
              + " the rest, longest task %.0f ms",
          paint, rows, browser.eval("longest").asDouble());
    }
  }

  @Test
  void openOneOf20000Lines() throws Exception {
    int lines = 20_000;
    String id = large(lines);
    List<List<Double>> steps =
        Stream.generate(() -> new ArrayList<Double>()).limit(4).map(l -> (List<Double>) l).toList();
    for (int i = 0; i < OPENINGS; i++) {
      try (Browser browser = open("/pane?function=none", 1440, 900)) {
        browser.call(
            "Page.addScriptToEvaluateOnNewDocument",
            Map.of(
                "source",
                "const look = () => document.querySelector('.entry .message') ?"
                    + " requestAnimationFrame(() => (window.first = performance.now())) :"
                    + " setTimeout(look, 2); look();"));
        browser.open(server.resolve("/r/" + id));
        browser.await("window.first");
        steps.get(0).add(resource(browser, "/pane/app.js", "responseEnd"));
        steps.get(1).add(resource(browser, "/api/v1/trails/" + id, "startTime"));
        steps.get(2).add(resource(browser, "/api/v1/trails/" + id, "responseStart"));
        steps.get(3).add(browser.eval("first").asDouble());
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
    String id = large(lines);
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
    for (JsonNode metric : browser.call("Performance.getMetrics", Map.of()).get("metrics")) {
      if (metric.get("name").asText().equals("TaskDuration")) {
        return 1000 * metric.get("value").asDouble();
      }
    }
    throw new IllegalStateException("Chromium tells no TaskDuration");
  }

  @Test
  void burst() throws Exception {
    String function = name("figures-burst");
    List<Browser> panes = new ArrayList<>();
    for (int i = 0; i < PANES; i++) {
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
      List<List<String>> requests = new ArrayList<>();
      for (int k = 0; k < perPost; k++) {
        requests.add(request(id(), 4));
      }
      post(function, requests);
    }
    double tookS = (System.nanoTime() - begin) / 1e9;
    String last = id();
    long sent = System.currentTimeMillis();
    post(function, List.of(request(last, 4)));
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
        "burst of %d requests in %.1f s, %d panes: the last shown in all after %.0f ms, longest"
            + " task %.0f ms, %.1f s of CPU a pane",
        BURST_S * BURST_RATE, tookS, PANES, at(lag, 1), longest, cpuMs / 1000 / PANES);
  }

  private Browser open(String path, int width, int height) throws Exception {
    Browser browser = Browser.openOrSkip();
    browser.appear(width, height, false);
    browser.open(server.resolve(path));
    browser.await("document.querySelector('.tail.live, .tail.behind')");
    return browser;
  }

  private String large(int lines) throws Exception {
    String id = id();
    String function = name("figures-large");
    String stream = stream();
    List<String> request = request(id, lines);
    for (int from = 0; from < request.size(); from += EVENTS_A_POST) {
      int to = Math.min(request.size(), from + EVENTS_A_POST);
      send(function, stream, request.subList(from, to), from);
    }
    HttpRequest list =
        HttpRequest.newBuilder(server.resolve("/api/v1/trails?function=" + function)).build();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STORED_S);
    JsonNode stored = null;
    while (System.nanoTime() < deadline) {
      String body = http.send(list, HttpResponse.BodyHandlers.ofString()).body();
      stored = Server.JSON.readTree(body).at("/trails/0");
      if (stored.path("entryCount").asInt() == lines
          && "closed".equals(stored.path("state").asText())) {
        return id;
      }
      Thread.sleep(200);
    }
    throw new IllegalStateException(
        "the server has not stored " + lines + " lines in " + STORED_S + " s, but " + stored);
  }

  private static List<String> request(String id, int lines) {
    List<String> messages = new ArrayList<>();
    messages.add("START RequestId: " + id + " Version: $LATEST\n");
    for (int i = 0; i < lines; i++) {
      messages.add("line " + i + " of " + id + ", what a function says as it works\n");
    }
    messages.add("END RequestId: " + id + "\n");
    messages.add(
        "REPORT RequestId: "
            + id
            + "\tDuration: 20.00 ms\tBilled Duration: 20 ms\tMemory Size: 128 MB\tMax Memory Used:"
            + " 60 MB\t\n");
    return messages;
  }

  private void post(String function, List<List<String>> requests) throws Exception {
    send(function, stream(), requests.stream().flatMap(List::stream).toList(), 0);
  }

  private void send(String function, String stream, List<String> messages, int place)
      throws Exception {
    long now = System.currentTimeMillis();
    ObjectNode body = Server.JSON.createObjectNode();
    body.put("messageType", "DATA_MESSAGE").put("owner", "123456789012");
    body.put("logGroup", "/aws/lambda/" + function).put("logStream", stream);
    body.putArray("subscriptionFilters").add("figures");
    ArrayNode events = body.putArray("logEvents");
    for (int i = 0; i < messages.size(); i++) {
      events
          .addObject()
          .put("id", String.format(Locale.ROOT, "%056d", (place + i) + now * 1_000_000))
          .put("timestamp", now)
          .put("message", messages.get(i));
    }
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve("/ingest/subscription"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }

  private static String name(String prefix) {
    return prefix + "-" + id().substring(0, 8);
  }

  private static String stream() {
    return "2026/11/29/[$LATEST]" + id().replace("-", "");
  }

  private static double at(List<Double> values, double share) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(share * sorted.size())));
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
