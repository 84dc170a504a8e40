package dev.logtrail.api.kit;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A page in a real Chromium, without a window, driven through its DevTools protocol. A library for
 * this brings 200 MB of browsers' drivers along; a page test needs to open, look, type and
 * photograph.
 */
public final class Browser implements AutoCloseable {
  private static final int DEADLINE_S = DevTools.DEADLINE_S;

  private final Chromium chromium;
  private final String context;
  private final DevTools devTools;

  /** Opens a page in Chromium; where it is not installed the test is skipped, but fails in CI. */
  public static Browser openOrSkip() throws Exception {
    return new Browser(Chromium.startedOrSkip());
  }

  /**
   * From the next page on, collects what a page does wrong: errors, what its policy blocks, and
   * whatever it says on the console.
   */
  public void watchFaults() throws Exception {
    String watch =
        "window.faults = [];"
            + "addEventListener('securitypolicyviolation', (e) => faults.push(e.blockedURI));"
            + "addEventListener('error', (e) => faults.push(e.message));"
            + "addEventListener('unhandledrejection', (e) => faults.push(String(e.reason)));"
            + "for (const name of ['debug', 'log', 'info', 'warn', 'error', 'trace', 'assert'])"
            + " console[name] = (...said) => faults.push(`console.${name}: ${said.join(' ')}`);";
    call("Page.addScriptToEvaluateOnNewDocument", Map.of("source", watch));
  }

  /** What the shown page did wrong, as a JSON array. */
  public String faults() throws Exception {
    return eval("JSON.stringify(window.faults ?? [])").asText();
  }

  private Browser(Chromium chromium) throws Exception {
    this.chromium = chromium;
    this.context = chromium.newContext();
    this.devTools = chromium.newPage(context);
    call("Page.enable", Map.of());
    call("Runtime.enable", Map.of());
    // Several pages may be open, of which a window shows one: each is used as if it were in front.
    call("Emulation.setFocusEmulationEnabled", Map.of("enabled", true));
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
    while (!isTrue(condition)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "not within " + DEADLINE_S + " s: " + condition + "\npage: " + text("body"));
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /** False while a page gives way to another: what was asked of it has no answer then. */
  private boolean isTrue(String condition) throws Exception {
    try {
      return eval("!!(" + condition + ")").asBoolean();
    } catch (AssertionError e) {
      if (e.getMessage().contains("navigated or closed")) {
        return false;
      }
      throw e;
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
    appear(width, height, 1, dark);
  }

  /**
   * The same where each pixel of the page is {@code zoom} pixels of the screen wide and high: a
   * window of 1440 by 900 at 200 % is 720 by 450 at 2.
   */
  public void appear(int width, int height, int zoom, boolean dark) throws Exception {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", zoom, "mobile", false));
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
    return devTools.call(method, params);
  }

  @Override
  public void close() throws Exception {
    devTools.close();
    chromium.dispose(context);
  }
}
