package dev.logtrail.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.api.ApiSettings;
import dev.logtrail.api.kit.HostPage;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The log pane, in a real browser. Needs Chromium; without it these tests are skipped, but not in
 * CI.
 */
class PaneIT extends PageInBrowser {

  @Test
  void thePaneShowsOneFunctionAndNoColumn() throws Exception {
    openPage("/pane?function=orders-api");
    browser.await(ROW + " === 15");
    assertThat(browser.eval("document.querySelector('nav.functions')").isNull()).isTrue();
    String shown = "getComputedStyle(document.querySelector('.function-select')).display";
    assertThat(browser.eval(shown).asText()).isEqualTo("block");
    browser.eval(
        "document.querySelector('.function-select').value = ''; "
            + "document.querySelector('.function-select').dispatchEvent(new Event('change'))");
    browser.await("location.pathname + location.search === '/pane'");
    browser.await(ROW + " === 21");
  }

  @Test
  void aLowPaneHasOneLineAboveTheListAndNamesAFunctionThatNothingIsStoredOf() throws Exception {
    browser.appear(900, 180, false);
    openPage("/pane?function=not-yet");
    browser.await("document.querySelector('.empty h2')?.innerText.includes('not-yet')");
    assertThat(browser.eval("document.querySelector('.function-select').value").asText())
        .isEqualTo("not-yet");
    assertThat(browser.eval("document.querySelector('.bar').offsetHeight").asInt())
        .isLessThanOrEqualTo(42);
    openPage("/"); // So has the page itself in a low window.
    browser.await(ROW + " > 0");
    assertThat(browser.eval("document.querySelector('.bar').offsetHeight").asInt())
        .isLessThanOrEqualTo(42);
  }

  @Test
  void inALowPaneWhatIsOpenedHasAllTheRoom() throws Exception {
    browser.appear(900, 180, false);
    openPage("/pane?function=orders-api");
    browser.await(ROW + " === 15");
    for (String key : "j j j Enter".split(" ")) {
      browser.press(key);
    }
    browser.await("document.querySelector('.entry')");
    browser.await(
        "document.querySelector('.is-open').getBoundingClientRect().top"
            + " - document.querySelector('.list').getBoundingClientRect().top < 3");
  }

  @Test
  void noLinkLeadsThePaneItselfAway() throws Exception {
    openPage("/pane?function=orders-api");
    browser.await(ROW + " > 0");
    browser.press("j");
    browser.press("Enter");
    browser.await("document.querySelector('.entry')");
    assertThat(browser.eval("document.querySelector('base').target").asText()).isEqualTo("_blank");
    assertThat(
            browser
                .eval("[...document.links].filter((a) => a.target && a.target !== '_blank').length")
                .asInt())
        .isZero();
    browser.eval("document.querySelector('a.brand').click()");
    assertThat(browser.eval("location.pathname").asText()).isEqualTo("/pane");
  }

  @Test
  void aPageOfSomebodyElseEmbedsThePane() throws Exception {
    try (HostPage host = new HostPage()) {
      serve(new ApiSettings("127.0.0.1", 0, null, null, List.of(host.origin())));
      host.embed(server.uri("/pane.js"));
      browser.open(URI.create(host.origin() + "/"));
      browser.await("document.body.dataset.ready === 'yes'");
      String frame = browser.eval("document.querySelector('logtrail-pane iframe').src").asText();
      assertThat(frame).isEqualTo(server.uri("/pane?function=orders-api").toString());
    }
  }

  @Test
  void aPageThatTheServerForbidsIsToldWhatIsMissing() throws Exception {
    try (HostPage host = new HostPage()) {
      host.embed(server.uri("/pane.js"));
      browser.open(URI.create(host.origin() + "/"));
      browser.await("document.querySelector('logtrail-pane [role=alert]')");
      assertThat(browser.text("logtrail-pane [role=alert]"))
          .endsWith("Start it with --allow-origin " + host.origin());
    }
  }

  @Test
  void aClickedLineOfAStackIsToldToThePageAroundThatAsksForIt() throws Exception {
    String line =
        "[...document.querySelectorAll('.exception .frames > div, .exception .printed')]"
            + ".find((e) => e.textContent.includes('app.py'))";
    openFailure("/pane?q=KeyError&frames=true", line);
    browser.eval(
        "addEventListener('message', (e) => e.data.logtrail?.frame &&"
            + " (document.body.dataset.frame = e.data.logtrail.frame))");
    browser.eval(line + ".click()");
    browser.await("document.body.dataset.frame");
    assertThat(browser.eval("document.body.dataset.frame").asText().strip())
        .isEqualTo("File \"/var/task/app.py\", line 42, in handler");

    openFailure("/pane?q=KeyError", line);
    assertThat(browser.eval("document.querySelector('.opens-frames')").isNull()).isTrue();
  }

  private void openFailure(String path, String line) throws Exception {
    openPage(path);
    browser.await(ROW + " === 1");
    browser.press("j");
    browser.press("Enter");
    browser.await(line);
  }

  @Test
  void aTokenOfThePageAroundIsUsed() throws Exception {
    serve(new ApiSettings("127.0.0.1", 0, "read-me", null, List.of()));
    browser.open(server.uri("/pane"));
    browser.await("document.querySelector('#token')?.open");
    browser.eval("postMessage({ logtrail: { token: 'read-me' } })");
    browser.await("document.querySelector('.tail.live, .tail.behind')");
    assertThat(browser.eval("!!document.querySelector('#token')?.open").asBoolean()).isFalse();
  }

  @Test
  void thePageAroundIsToldThatATokenIsWantedAndHandsItOver() throws Exception {
    try (HostPage host = new HostPage()) {
      serve(new ApiSettings("127.0.0.1", 0, "read-me", null, List.of(host.origin())));
      host.embed(server.uri("/pane.js"));
      browser.open(URI.create(host.origin() + "/"));
      browser.await("document.body.dataset.handed === 'yes'");
    }
  }
}
