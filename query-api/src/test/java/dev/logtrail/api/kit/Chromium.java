package dev.logtrail.api.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The Chromium that all tests of this process share: it starts with the first and ends with the
 * process. Each test has a context of its own in it, which shares nothing with others, as private
 * windows do.
 */
final class Chromium {
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

  private static Chromium shared;

  private final Process process;
  private final Path profile;
  private final int port;
  private final DevTools devTools;

  private Chromium(Path executable) throws Exception {
    profile = Files.createTempDirectory("logtrail-browser");
    List<String> command =
        Stream.of(List.of(executable.toString(), "--user-data-dir=" + profile), FLAGS)
            .flatMap(List::stream)
            .toList();
    process = new ProcessBuilder(command).redirectErrorStream(true).start();
    Runtime.getRuntime().addShutdownHook(new Thread(this::end, "browser-end"));
    URI uri = devToolsUri();
    port = uri.getPort();
    devTools = new DevTools(uri);
  }

  /** The shared one; where none is installed the test is skipped, but fails in CI. */
  static synchronized Chromium startedOrSkip() throws Exception {
    if (shared == null || !shared.process.isAlive()) {
      Path chromium = installed();
      if (chromium == null) {
        String reason =
            "Chromium is not installed: 'apt-get install chromium', or name it in"
                + " LOGTRAIL_CHROMIUM";
        assertThat(System.getenv("CI")).as(reason).isNotEqualTo("true");
        assumeTrue(false, reason);
      }
      shared = new Chromium(chromium);
    }
    return shared;
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

  /** Makes a context that shares nothing with others; the answer is its id. */
  String newContext() throws Exception {
    return devTools.call("Target.createBrowserContext", Map.of()).get("browserContextId").asText();
  }

  /** Opens an empty page in a context. */
  DevTools newPage(String context) throws Exception {
    String target =
        devTools
            .call("Target.createTarget", Map.of("url", "about:blank", "browserContextId", context))
            .get("targetId")
            .asText();
    return new DevTools(URI.create("ws://127.0.0.1:" + port + "/devtools/page/" + target));
  }

  /** Closes all pages of a context, and forgets what they have stored. */
  void dispose(String context) throws Exception {
    devTools.call("Target.disposeBrowserContext", Map.of("browserContextId", context));
  }

  private URI devToolsUri() throws IOException {
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
        return URI.create(line.substring(at).strip());
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

  private void end() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      process.waitFor(DevTools.DEADLINE_S, TimeUnit.SECONDS);
      try (Stream<Path> files = Files.walk(profile)) {
        files.sorted(Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
      }
    } catch (InterruptedException | IOException e) {
      System.err.println("The browser's profile is left in " + profile + ": " + e);
    }
  }
}
