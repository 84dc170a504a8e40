package dev.logtrail.api.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.logtrail.api.ApiSettings;
import dev.logtrail.api.access.AccessLine;
import dev.logtrail.api.access.AccessSettings;
import dev.logtrail.api.kit.HostPage;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * The page with which the extension for VS Code shows the pane, in a browser in place of the
 * editor: its own policy lets in what it needs, and it and the pane understand each other.
 */
class VscodePaneIT extends PageInBrowser {
  private static final Path EXTENSION =
      Path.of("../deploy/vscode/lib/pane-html.js").toAbsolutePath().normalize();
  private static final String EDITOR =
      """
      <script nonce="abc">
        const sent = [];
        const acquireVsCodeApi = () => ({ postMessage: (message) => sent.push(message) });
        const refused = [];
        addEventListener('securitypolicyviolation', (e) => refused.push(e.violatedDirective + ' ' + e.blockedURI));
      </script>
      """;

  private final Queue<AccessLine> log = new ConcurrentLinkedQueue<>();

  @Test
  void thePaneIsLetInAndGetsTheToken() throws Exception {
    try (HostPage host = new HostPage()) {
      AccessSettings access = AccessSettings.ofSecrets("read-me", null, List.of(host.origin()));
      serve(new ApiSettings("127.0.0.1", 0, access.log(log::add), null));
      host.show(page().replaceFirst("(<meta http-equiv=[^\n]*\n)", "$1" + EDITOR));
      browser.open(URI.create(host.origin() + "/"));
      browser.await("sent.some((m) => m.unauthorized)");
      assertThat(browser.eval("document.querySelector('logtrail-pane iframe').src").asText())
          .contains("function=orders-api", "frames=true", "theme=dark");
      browser.eval("document.body.className = 'vscode-light'");
      browser.await("document.querySelector('logtrail-pane').getAttribute('theme') === 'light'");
      assertThat(answers(a -> a.path().equals("/api/v1/trails"))).doesNotContain(200);

      browser.eval("postMessage({ token: 'read-me' })");
      awaitAnswer(a -> a.path().equals("/api/v1/trails") && a.status() == 200);
      browser.eval("postMessage({ show: { function: 'other', q: null } })");
      browser.await("document.querySelector('logtrail-pane').getAttribute('function') === 'other'");
      browser.eval("postMessage({ show: { function: null, q: null } })");
      browser.await("!document.querySelector('logtrail-pane').hasAttribute('function')");
      assertThat(browser.eval("refused.join()").asText()).isEmpty();
      assertThat(
              browser.eval("document.querySelector('logtrail-pane iframe').offsetHeight").asInt())
          .as("fills the view")
          .isGreaterThan(700);
    }
  }

  @Test
  void thePaneHasTheThemeOfTheEditorWhateverTheSystemHas() throws Exception {
    serve(new ApiSettings("127.0.0.1", 0, AccessSettings.ofSecrets(null, null, List.of()), null));
    for (boolean systemIsDark : List.of(true, false)) {
      browser.appear(900, 300, systemIsDark);
      assertThat(background("theme=dark")).isEqualTo("rgb(22, 26, 25)");
      assertThat(background("theme=light")).isEqualTo("rgb(255, 255, 255)");
      assertThat(background("theme"))
          .isEqualTo(systemIsDark ? "rgb(22, 26, 25)" : "rgb(255, 255, 255)");
    }
  }

  /** The editor's shortcuts work where the pane has the focus; what is typed there stays there. */
  @Test
  void shortcutsOfTheEditorAreHandedToIt() throws Exception {
    serve(new ApiSettings("127.0.0.1", 0, AccessSettings.ofSecrets(null, null, List.of()), null));
    browser.open(server.uri("/pane?keys=true"));
    browser.await("document.querySelector('.bar')");
    browser.eval(
        "window.told = []; addEventListener('message', (e) => e.data?.logtrail?.key &&"
            + " told.push(e.data.logtrail.key.key))");
    browser.eval(
        """
        for (const init of [{ key: 'F1' }, { key: 'p', ctrlKey: true }, { key: 'x' }, { key: 'c', ctrlKey: true },
          { key: 'C', ctrlKey: true, shiftKey: true }, { key: 'b', metaKey: true }, { key: 'Enter' }]) {
          document.querySelector('input').dispatchEvent(new KeyboardEvent('keydown', { ...init, bubbles: true, cancelable: true }));
        }
        """);
    browser.await("told.length >= 4");
    assertThat(browser.eval("told.join()").asText()).isEqualTo("F1,p,C,b");
  }

  private String background(String query) throws Exception {
    browser.open(server.uri("/pane?" + query));
    browser.await("document.querySelector('.bar')");
    return browser.eval("getComputedStyle(document.body).backgroundColor").asText();
  }

  private List<Integer> answers(Predicate<AccessLine> which) {
    return log.stream().filter(which).map(AccessLine::status).toList();
  }

  private void awaitAnswer(Predicate<AccessLine> which) throws Exception {
    for (int i = 0; answers(which).isEmpty(); i++) {
      assertThat(i).as("answers until now: %s", log).isLessThan(1_000);
      browser.eval("new Promise((done) => setTimeout(done, 20))");
    }
  }

  /** The page as the extension makes it. */
  private String page() throws Exception {
    String script =
        "process.stdout.write(require(process.argv[1]).paneHtml(process.argv[2],"
            + " { function: 'orders-api', q: null }, 'abc'))";
    Process node;
    try {
      node =
          new ProcessBuilder("node", "-e", script, EXTENSION.toString(), server.uri("/").toString())
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      assertThat(System.getenv("CI")).as("Node is missing").isNotEqualTo("true");
      System.out.println("VscodePaneIT: no Node; the page of the extension is not tested");
      assumeTrue(false, "no Node on the path (Debian: nodejs)");
      throw e;
    }
    String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(node.waitFor()).as(said).isZero();
    return said;
  }
}
