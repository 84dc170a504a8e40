package dev.logtrail.api.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real Chromium, without a window, driven through its DevTools protocol. A library for this
 * brings 200 MB of browsers' drivers along; a page test needs to open, look, type and photograph.
 */
public final class Browser implements AutoCloseable {
  private static final int DEADLINE_S = 30;
  private static final List<String> PLACES =
      List.of(
          "/usr/bin/chromium",
          "/usr/bin/chromium-browser",
          "/usr/bin/google-chrome",
          "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
  private static final List<String> FLAGS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--remote-debugging-port=0",
          "--hide-scrollbars",
          "about:blank");

  private final Process process;
  private final Path profile;
  private final WebSocket socket;
  private final Map<Integer, CompletableFuture<JsonNode>> calls = new ConcurrentHashMap<>();
  private int lastCall;

  /** Starts Chromium; where it is not installed the test is skipped, but fails in CI. */
  public static Browser openOrSkip() throws Exception {
    Path chromium = installed();
    if (chromium == null) {
      String reason =
          "Chromium is not installed: 'apt-get install chromium', or name it in LOGTRAIL_CHROMIUM";
      assertThat(System.getenv("CI")).as(reason).isNotEqualTo("true");
      assumeTrue(false, reason);
    }
    return new Browser(chromium);
  }

  /** From the next page on, collects what a page does wrong: errors, and what its policy blocks. */
  public void watchFaults() throws Exception {
    String watch =
        "window.faults = [];"
            + "addEventListener('securitypolicyviolation', (e) => faults.push(e.blockedURI));"
            + "addEventListener('error', (e) => faults.push(e.message));"
            + "addEventListener('unhandledrejection', (e) => faults.push(String(e.reason)));";
    call("Page.addScriptToEvaluateOnNewDocument", Map.of("source", watch));
  }

  /** What the shown page did wrong, as a JSON array. */
  public String faults() throws Exception {
    return eval("JSON.stringify(window.faults ?? [])").asText();
  }

  /** Where Chromium is; null if it is not installed. */
  private static Path installed() {
    String named = System.getenv("LOGTRAIL_CHROMIUM");
    return Stream.concat(Stream.ofNullable(named), PLACES.stream())
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }

  private Browser(Path executable) throws Exception {
    profile = Files.createTempDirectory("logtrail-browser");
    List<String> command =
        Stream.of(List.of(executable.toString(), "--user-data-dir=" + profile), FLAGS)
            .flatMap(List::stream)
            .toList();
    process = new ProcessBuilder(command).redirectErrorStream(true).start();
    int port = devToolsPort();
    HttpClient http = HttpClient.newHttpClient();
    URI targets = URI.create("http://127.0.0.1:" + port + "/json/list");
    String list =
        http.send(HttpRequest.newBuilder(targets).build(), BodyHandlers.ofString()).body();
    String url = "";
    for (JsonNode target : Server.JSON.readTree(list)) {
      url =
          target.get("type").asText().equals("page")
              ? target.get("webSocketDebuggerUrl").asText()
              : url;
    }
    socket =
        http.newWebSocketBuilder()
            .buildAsync(URI.create(url), new Answers())
            .get(DEADLINE_S, TimeUnit.SECONDS);
    call("Page.enable", Map.of());
    call("Runtime.enable", Map.of());
  }

  /** Opens an address and waits until the page has loaded. */
  public void open(URI uri) throws Exception {
    call("Page.navigate", Map.of("url", uri.toString()));
    await("document.readyState === 'complete' && location.href !== 'about:blank'");
  }

  /** The value of an expression in the page. Promises are awaited. */
  public JsonNode eval(String expression) throws Exception {
    JsonNode answer =
        call(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(expression + " threw " + answer.get("exceptionDetails"));
    }
    return answer.at("/result/value");
  }

  /** Waits until an expression is true. */
  public void await(String condition) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_S);
    while (!eval("!!(" + condition + ")").asBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "not within " + DEADLINE_S + " s: " + condition + "\npage: " + text("body"));
      }
      eval("new Promise((done) => setTimeout(done, 20))");
    }
  }

  /**
   * The visible text of the first element that a selector finds, once the page has been drawn:
   * until then an element that is laid out only when it is seen has no text.
   */
  public String text(String selector) throws Exception {
    String quoted = Server.JSON.writeValueAsString(selector);
    eval("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
    return eval("document.querySelector(" + quoted + ")?.innerText ?? ''").asText();
  }

  /** Presses a key, such as {@code j}, {@code Enter}, {@code Escape}. */
  public void press(String key) throws Exception {
    boolean prints = key.length() == 1;
    Map<String, Object> down =
        prints
            ? Map.of("type", "keyDown", "key", key, "text", key)
            : Map.of(
                "type",
                key.equals("Enter") ? "keyDown" : "rawKeyDown",
                "key",
                key,
                "windowsVirtualKeyCode",
                key.equals("Enter") ? 13 : 27,
                "text",
                key.equals("Enter") ? "\r" : "");
    call("Input.dispatchKeyEvent", down);
    call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key));
  }

  /** Types text, key by key. */
  public void type(String text) throws Exception {
    for (String key : text.split("")) {
      press(key);
    }
  }

  /** Sets the size of the window and whether the person prefers dark colours. */
  public void appear(int width, int height, boolean dark) throws Exception {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    Map<String, String> scheme =
        Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
    call("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
  }

  /** A picture of what is visible, as PNG. */
  public byte[] screenshot() throws Exception {
    String data = call("Page.captureScreenshot", Map.of("format", "png")).get("data").asText();
    return Base64.getDecoder().decode(data);
  }

  public JsonNode call(String method, Map<String, ?> params) throws Exception {
    ObjectNode message = Server.JSON.createObjectNode();
    int id = ++lastCall;
    message.put("id", id).put("method", method).set("params", Server.JSON.valueToTree(params));
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    calls.put(id, answer);
    socket.sendText(message.toString(), true).get(DEADLINE_S, TimeUnit.SECONDS);
    JsonNode got = answer.get(DEADLINE_S, TimeUnit.SECONDS);
    if (got.has("error")) {
      throw new AssertionError(method + ": " + got.get("error"));
    }
    return got.get("result");
  }

  private int devToolsPort() throws IOException {
    StringBuilder said = new StringBuilder();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      said.append(line).append('\n');
      int at = line.indexOf("ws://127.0.0.1:");
      if (at >= 0) {
        Thread rest = new Thread(() -> drain(out), "browser-output");
        rest.setDaemon(true);
        rest.start();
        return URI.create(line.substring(at)).getPort();
      }
    }
    throw new IOException("Chromium did not start:\n" + said);
  }

  /** A full pipe would stop the browser. */
  private static void drain(BufferedReader out) {
    try {
      while (out.readLine() != null) {
        // What it says after its start tells nothing of the page.
      }
    } catch (IOException e) {
      // Its pipe is closed when it ends.
    }
  }

  @Override
  public void close() throws Exception {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    process.waitFor(DEADLINE_S, TimeUnit.SECONDS);
    try (Stream<Path> files = Files.walk(profile)) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
    }
  }

  /** Collects what comes, and completes the calls that it answers. */
  private final class Answers implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        try {
          JsonNode message = Server.JSON.readTree(text.toString());
          CompletableFuture<JsonNode> call = calls.remove(message.path("id").asInt());
          if (call != null) {
            call.complete(message);
          }
        } catch (IOException e) {
          calls.values().forEach(c -> c.completeExceptionally(e));
        }
        text.setLength(0);
      }
      from.request(1);
      return null;
    }
  }
}
