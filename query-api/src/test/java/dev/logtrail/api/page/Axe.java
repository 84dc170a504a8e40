package dev.logtrail.api.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.logtrail.api.kit.Browser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** What axe finds on a page to keep people out. */
final class Axe {
  private static final String VIOLATIONS =
      "axe.run(document, {resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a',"
          + " 'wcag21aa', 'wcag22aa', 'best-practice']}).then((r) => r.violations.map((v) => v.id +"
          + " ': ' + v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160) + ' ' +"
          + " n.failureSummary).join(' | ')).join('\\n"
          + "'))";

  private Axe() {}

  private static String axe() throws IOException {
    Properties pom = new Properties();
    try (InputStream in =
        Axe.class.getResourceAsStream("/META-INF/maven/org.webjars.npm/axe-core/pom.properties")) {
      assumeTrue(in != null, "axe-core is not on the class path");
      pom.load(in);
    }
    String file =
        "/META-INF/resources/webjars/axe-core/" + pom.getProperty("version") + "/axe.min.js";
    try (InputStream in = Axe.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Fails if it finds anything on the page that the browser shows. */
  static void findsNothing(Browser browser, String view) throws Exception {
    browser.eval(axe() + "; 'loaded'");
    assertThat(browser.eval(VIOLATIONS).asText()).as(view).isEmpty();
  }
}
