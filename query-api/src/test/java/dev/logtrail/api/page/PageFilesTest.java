package dev.logtrail.api.page;

import static dev.logtrail.api.kit.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.api.ApiSettings;
import dev.logtrail.api.access.AccessSettings;
import dev.logtrail.api.kit.Server;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of the pages over HTTP: all that exist, and nothing else. */
class PageFilesTest {
  private static final Pattern REFERENCE =
      Pattern.compile("(?m)(?:href=|src=|^import .*from )['\"]([^'\"]+\\.[a-z]+)['\"]");

  private static Server server;

  @BeforeAll
  static void start() {
    server = new Server();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/, text/html;charset=utf-8",
    "/r/some-id, text/html;charset=utf-8",
    "/t/1-2, text/html;charset=utf-8",
    "/x/order-123, text/html;charset=utf-8",
    "/pane, text/html;charset=utf-8",
    "/stats, text/html;charset=utf-8",
    "/dead-letters, text/html;charset=utf-8",
    "/pane.js, text/javascript;charset=utf-8",
    "/openapi.json, application/json",
    "/assets/icon.svg, image/svg+xml",
    "/assets/lib/base.css, text/css;charset=utf-8",
    "/assets/pane/app.js, text/javascript;charset=utf-8",
    "/assets/modules/lit/directives/repeat.js, text/javascript;charset=utf-8"
  })
  void a_file_has_its_type_and_a_tag_that_is_answered_with_304(String path, String type) {
    HttpResponse<String> file = server.get(path);
    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.body()).isNotBlank();
    assertThat(file.headers().firstValue("Content-Type")).hasValue(type);
    assertThat(file.headers().firstValue("Cache-Control")).hasValue("no-cache");
    String etag = file.headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> again = server.get(path, "If-None-Match", etag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @Test
  void the_page_of_a_request_names_it_so_that_no_script_has_to_ask_for_it() {
    assertThat(server.get("/r/some-id").headers().firstValue("Link"))
        .hasValue("</api/v1/trails/some-id>; rel=preload; as=fetch; crossorigin=anonymous");
    assertThat(server.get("/r/an%20id").headers().firstValue("Link")).isEmpty();
    assertThat(server.get("/").headers().firstValue("Link")).isEmpty();
  }

  @Test
  void a_request_is_not_named_where_the_browser_would_ask_for_it_without_a_token() {
    ApiSettings settings =
        new ApiSettings("127.0.0.1", 0, AccessSettings.ofSecrets("read-me", null, List.of()), null);
    try (Server closed = new Server(settings, null, null, Clock.systemUTC())) {
      assertThat(closed.get("/r/some-id").headers().firstValue("Link")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/stats", "/t/1-2", "/x/order-123"})
  void everything_that_a_page_refers_to_is_served(String page) {
    Set<String> seen = new TreeSet<>(Set.of(page));
    Deque<String> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      String path = open.remove();
      HttpResponse<String> file = server.get(path);
      assertThat(file.statusCode()).as(path).isEqualTo(200);
      Matcher m = REFERENCE.matcher(file.body());
      while (m.find()) {
        String referred = server.uri(path).resolve(m.group(1)).getPath();
        if (seen.add(referred)) {
          open.add(referred);
        }
      }
    }
    assertThat(seen).anyMatch(p -> p.endsWith(".css")).anyMatch(p -> p.endsWith("/app.js"));
    assertThat(seen).allMatch(p -> p.equals(page) || p.matches("/assets/v-[0-9a-f]+/.*"));
  }

  @ParameterizedTest
  @CsvSource({
    "/, 2",
    "/r/some-id, 2",
    "/t/1-2, 1",
    "/x/order-123, 1",
    "/stats, 1",
    "/insights, 1",
    "/alerts, 1"
  })
  void a_page_loads_one_style_sheet_and_each_script_with_all_that_it_imports(
      String page, int scripts) {
    String html = server.get(page).body();
    List<String> loaded = found("(?:href|src)=\"([^\"]+\\.(?:js|css))\"", html);
    assertThat(loaded).hasSize(1 + scripts);
    List<String> modules = new ArrayList<>();
    for (String path : loaded.subList(1, loaded.size())) {
      String bundle = server.get(path).body();
      modules.addAll(found("(?m)^// ([a-z@/-]+\\.js)$", bundle));
      assertThat(found("(?m)^import .* from '([^']+)'", bundle))
          .allMatch(way -> loaded.contains(server.uri(path).resolve(way).getPath()));
    }
    assertThat(modules).contains("lib/api.js", "modules/lit-html/lit-html.js");
    assertThat(modules).as("a module runs once").doesNotHaveDuplicates();
  }

  private static List<String> found(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(m -> m.group(1)).toList();
  }

  @Test
  void a_browser_keeps_the_files_of_a_version_and_asks_for_those_of_another() {
    Matcher m = Pattern.compile("/assets/(v-[0-9a-f]+)/").matcher(server.get("/").body());
    assertThat(m.find()).isTrue();
    assertThat(cacheControl("/assets/" + m.group(1) + "/pane/app.js")).contains("immutable");
    assertThat(cacheControl("/assets/v-0/pane/app.js")).isEqualTo("no-cache");
    assertThat(cacheControl("/assets/pane/app.js")).isEqualTo("no-cache");
    assertThat(server.get("/stats").body()).as("one version for all").contains(m.group(1));
  }

  private static String cacheControl(String path) {
    HttpResponse<String> file = server.get(path);
    assertThat(file.statusCode()).isEqualTo(200);
    return String.join(" ", file.headers().allValues("Cache-Control"));
  }

  @ParameterizedTest
  @CsvSource({
    "/assets/nothing.js, nothing.js",
    "/assets/pane/nothing.js, pane/nothing.js",
    "/assets/app.js, app.js",
    "/assets/pane, pane",
    "/assets/pane/, pane",
    "/assets/pane/app, pane/app",
    "/assets/pane//app.js, pane//app.js",
    "/assets/PANE/app.js, PANE/app.js",
    "/assets/modules/lit/package.json, modules/lit/package.json",
    "/assets/modules/other/index.js, modules/other/index.js"
  })
  void a_name_that_is_not_there_is_a_problem(String path, String name) {
    assertProblem(server.get(path), 404, "The page has no file '" + name + "'.");
  }

  /** Files that exist on the class path, outside the folder. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/../web/icon.svg",
        "/assets/../db/migration/V1__trails.sql",
        "/assets/pane/../icon.svg",
        "/assets/pane/./app.js",
        "/assets/%2e%2e/web/icon.svg",
        "/assets/pane/%2e%2e/icon.svg",
        "/assets/pane/..%2ficon.svg",
        "/assets/%2e%2e%2fweb%2ficon.svg",
        "/assets/..%5cweb%5cicon.svg",
        "/assets/%252e%252e/web/icon.svg",
        "/assets/pane/app.js%00.svg",
        "/assets//web/icon.svg",
        "/assets/%2fweb/icon.svg",
        "/assets/modules/lit/../../icon.svg",
        "/assets/modules/lit/%2e%2e/%2e%2e/icon.svg"
      })
  void no_path_leads_out_of_the_folder(String path) {
    HttpResponse<String> answer = server.get(path);
    assertThat(answer.statusCode()).isIn(400, 404);
    assertThat(answer.body()).doesNotContain("<svg").doesNotContainIgnoringCase("create table");
  }

  @Test
  void a_module_imports_by_address_where_its_library_imports_by_name() {
    String lit = server.get("/assets/modules/lit/index.js").body();
    assertThat(lit).contains("\"../../modules/lit-element/lit-element.js\"");
    assertThat(lit).doesNotContain("\"lit-element\"").doesNotContain("sourceMappingURL");
  }
}
