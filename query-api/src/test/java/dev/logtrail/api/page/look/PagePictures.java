package dev.logtrail.api.page.look;

import com.fasterxml.jackson.databind.JsonNode;
import dev.logtrail.api.kit.Browser;
import dev.logtrail.api.kit.Server;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Photographs each view of a running server's page, light and dark, in each size; no part of the
 * build. Properties: {@code page.url}, the server's address; {@code pictures}, the folder to write
 * to; {@code views}, beginnings of the names of those to take, separated by commas.
 */
class PagePictures {
  /** Width and height, and by how much they are enlarged: the last is a window of 1440 at 200 %. */
  private static final List<int[]> SIZES =
      List.of(
          new int[] {360, 740, 1},
          new int[] {900, 700, 1},
          new int[] {1440, 900, 1},
          new int[] {2000, 1100, 1},
          new int[] {900, 180, 1},
          new int[] {720, 450, 2});

  private final URI server = URI.create(System.getProperty("page.url", "http://127.0.0.1:8080"));
  private final Path folder = Path.of(System.getProperty("pictures", "target/pictures"));
  private final List<String> views = List.of(System.getProperty("views", "").split(","));
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<String> faults = new ArrayList<>();
  private final Map<String, View> all = new LinkedHashMap<>();

  /**
   * A view.
   *
   * @param path its address
   * @param ready true once it is there
   * @param act what is done then, as script; null for nothing
   */
  private record View(String path, String ready, String act) {}

  @BeforeEach
  void list() throws Exception {
    String failed = first("outcome=error&limit=1", "requestId");
    String timeout = first("outcome=timeout&limit=1", "requestId");
    String tested = first("source=log_result&limit=1", "requestId");
    String traced = traced();
    String rows = "document.querySelectorAll('article.trail').length > 3";
    String detail = "document.querySelector('trail-detail .entry, trail-detail .empty')";
    all.put("list", new View("/", rows, null));
    all.put(
        "list-scrolled", new View("/", rows, "document.querySelector('.list').scrollTop = 400"));
    all.put("list-menu", new View("/", rows, "document.querySelector('.menu summary').click()"));
    all.put("search", new View("/?filter=%22order%22", rows, null));
    all.put(
        "search-bad", new View("/?filter=level%3Alound", "document.querySelector('main')", null));
    all.put(
        "search-none", new View("/?filter=zebrafish", "document.querySelector('.empty')", null));
    all.put("failures", new View("/?filter=err&from=-1d", rows, null));
    all.put(
        "opened",
        new View("/?filter=err", rows, "document.querySelector('article.trail button').click()"));
    all.put(
        "range", new View("/", rows, "document.querySelector('logtrail-app').openDialog('range')"));
    all.put(
        "help", new View("/", rows, "document.querySelector('logtrail-app').openDialog('help')"));
    all.put("pane", new View("/pane?function=" + function(), rows, null));
    all.put(
        "pane-opened",
        new View(
            "/pane?function=" + function(),
            rows,
            "document.querySelector('article.trail button').click()"));
    all.put("request", new View("/r/" + timeout, detail, null));
    for (String tab : List.of("why", "time", "report", "raw", "environment")) {
      all.put(
          "request-" + tab,
          new View(
              "/r/" + failed, detail, "document.querySelector('[data-tab=" + tab + "]').click()"));
    }
    all.put(
        "request-clock",
        new View("/r/" + failed, detail, "document.querySelector('.times').click()"));
    all.put(
        "request-result",
        new View("/r/" + tested, detail, "document.querySelector('[data-tab=result]')?.click()"));
    all.put(
        "request-unknown", new View("/r/never-came", "document.querySelector('.empty h2')", null));
    all.put("trace", new View("/t/" + traced, "document.querySelector('.trace')", null));
    all.put(
        "execution",
        new View(
            "/x/" + first("limit=100", "execution/name"), "document.querySelector('main')", null));
    all.put("stats", new View("/stats", "document.querySelector('table')", null));
    all.put(
        "stats-function",
        new View("/stats?function=" + function(), "document.querySelector('main')", null));
    all.put("insights", new View("/insights", "document.querySelector('main h2')", null));
    all.put(
        "trace-opened",
        new View(
            "/t/" + traced,
            "document.querySelectorAll('.request').length > 1",
            "document.querySelector('.request .open').click()"));
    all.put(
        "stats-compared",
        new View("/stats?range=7d&compare=before", "document.querySelector('table')", null));
    all.put(
        "stats-table",
        new View(
            "/stats?compare=before",
            "document.querySelector('table')",
            "document.querySelector('function-table').scrollIntoView()"));
    all.put(
        "stats-versions",
        new View(
            "/stats?function=" + severalVersions(),
            "document.querySelector('.versions')",
            "document.querySelector('.versions').scrollIntoView()"));
    all.put(
        "stats-none",
        new View("/stats?function=" + function() + "x", "document.querySelector('.none b')", null));
    all.put("alerts", new View("/alerts", "document.querySelector('.alert, .none')", null));
    all.put(
        "alerts-messages",
        new View(
            "/alerts?state=firing",
            "document.querySelector('.message')",
            "document.querySelector('.message summary').click();"
                + " document.querySelector('.alerts h2').scrollIntoView()"));
    all.put(
        "feeds",
        new View(
            "/",
            "document.querySelector('details.feed')",
            "document.querySelector('details.feed summary').click()"));
    all.put(
        "invoke",
        new View(
            "/?function=" + function(),
            "document.querySelector('invoke-button button')",
            "document.querySelector('invoke-button button').click()"));
    all.put("letters", new View("/dead-letters", "document.querySelector('.letter, .none')", null));
    all.put(
        "letters-opened",
        new View(
            "/dead-letters",
            "document.querySelector('.letter')",
            "document.querySelector('.letter .row').click()"));
    all.put(
        "letters-delete",
        new View(
            "/dead-letters",
            "document.querySelector('.letter')",
            "document.querySelector('.bar .danger').click()"));
    all.put(
        "offline",
        new View("/", rows, "document.querySelector('logtrail-app').model.tail.abort.abort()"));
    all.put("error", new View("/t/nothing", "document.querySelector('[role=alert]')", null));
  }

  @Test
  void photograph() throws Exception {
    Files.createDirectories(folder);
    try (Browser browser = Browser.openOrSkip()) {
      browser.watchFaults();
      for (Map.Entry<String, View> e : all.entrySet()) {
        if (views.stream().noneMatch(e.getKey()::startsWith)) {
          continue;
        }
        for (int i = 0; i < 2 * SIZES.size(); i++) {
          if (!photograph(browser, e.getKey(), e.getValue(), SIZES.get(i / 2), i % 2 == 1)) {
            break;
          }
        }
      }
    }
    faults.forEach(System.out::println);
  }

  /** False if the view does not come: not in other sizes either. */
  private boolean photograph(Browser browser, String name, View view, int[] size, boolean dark)
      throws Exception {
    browser.appear(size[0], size[1], size[2], dark);
    if (name.equals("offline")) {
      browser.call("Network.enable", Map.of());
      online(browser, true);
    }
    browser.open(server.resolve(view.path()));
    try {
      browser.await(view.ready());
      if (name.equals("offline")) {
        online(browser, false);
      }
      if (view.act() != null) {
        browser.eval(view.act() + "; 0");
      }
    } catch (AssertionError e) {
      faults.add(name + ": " + e.getMessage().lines().findFirst().orElse(""));
      return false;
    }
    TimeUnit.MILLISECONDS.sleep(700);
    if (!browser.faults().equals("[]")) {
      faults.add(name + ": " + browser.faults());
    }
    boolean wide =
        browser
            .eval("document.documentElement.scrollWidth > document.documentElement.clientWidth")
            .asBoolean();
    if (wide) {
      faults.add(name + " is wider than " + size[0] + " px");
    }
    String file = "%s-%dx%d-%s.png".formatted(name, size[0], size[1], dark ? "dark" : "light");
    Files.write(folder.resolve(file), browser.screenshot());
    if (name.equals("offline")) {
      online(browser, true);
    }
    return true;
  }

  private static void online(Browser browser, boolean is) throws Exception {
    browser.call(
        "Network.emulateNetworkConditions",
        Map.of("offline", !is, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
  }

  private String function() throws Exception {
    return first("limit=1", "functionName");
  }

  /** The trace of the newest 500 requests that has most of them. */
  private String traced() throws Exception {
    Map<String, Integer> requests = new HashMap<>();
    for (JsonNode trail : trails("limit=500")) {
      requests.merge(trail.path("traceId").asText("null"), 1, Integer::sum);
    }
    requests.remove("null");
    return requests.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse("none");
  }

  /** A function that ran in several versions; any if none did. */
  private String severalVersions() throws Exception {
    Map<String, Integer> versions = new HashMap<>();
    for (JsonNode group : answer("/api/v1/stats?groupBy=version&step=none").path("groups")) {
      String function = group.path("function").asText();
      if (versions.merge(function, 1, Integer::sum) > 1) {
        return function;
      }
    }
    return function();
  }

  private String first(String query, String field) throws Exception {
    for (JsonNode trail : trails(query)) {
      String value = trail.at("/" + field).asText();
      if (!value.isEmpty() && !value.equals("null")) {
        return value;
      }
    }
    return "none";
  }

  private JsonNode trails(String query) throws Exception {
    return answer("/api/v1/trails?" + query).path("trails");
  }

  private JsonNode answer(String path) throws Exception {
    HttpRequest asked = HttpRequest.newBuilder(server.resolve(path)).build();
    return Server.JSON.readTree(http.send(asked, HttpResponse.BodyHandlers.ofString()).body());
  }
}
