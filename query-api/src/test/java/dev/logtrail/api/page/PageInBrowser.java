package dev.logtrail.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.api.ApiSettings;
import dev.logtrail.api.kit.Browser;
import dev.logtrail.api.kit.SampleFleet;
import dev.logtrail.api.kit.Server;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A server with sample requests, and a browser to show its page. No test may leave a fault. */
abstract class PageInBrowser {
  static final String ROW = "document.querySelectorAll('article.trail').length";

  Server server;
  SampleFleet fleet;
  Browser browser;

  @BeforeEach
  void start() throws Exception {
    browser = Browser.openOrSkip();
    serve(ApiSettings.loopback(0));
    browser.appear(1280, 800, false);
    browser.watchFaults();
  }

  /** Serves the sample requests, in place of a server that ran before. */
  final void serve(ApiSettings settings) {
    if (server != null) {
      server.close();
    }
    server = new Server(settings, null, null, Clock.systemUTC());
    fleet = new SampleFleet(server.store, System.currentTimeMillis());
    fleet.seed();
  }

  @AfterEach
  void stop() throws Exception {
    if (browser != null) {
      try {
        assertThat(browser.faults()).isEqualTo("[]");
      } finally {
        browser.close();
        server.close();
      }
    }
  }

  final void openPage(String path) throws Exception {
    browser.open(server.uri(path));
    browser.await("document.querySelector('.tail.live, .tail.behind')");
  }
}
