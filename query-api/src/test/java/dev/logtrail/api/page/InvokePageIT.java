package dev.logtrail.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.api.ApiParts;
import dev.logtrail.api.ApiServer;
import dev.logtrail.api.ApiSettings;
import dev.logtrail.api.access.AccessSettings;
import dev.logtrail.api.kit.Browser;
import dev.logtrail.api.kit.FakeInvoker;
import dev.logtrail.api.kit.SampleFleet;
import dev.logtrail.ingest.door.DoorSettings;
import dev.logtrail.ingest.door.Doors;
import dev.logtrail.ingest.door.MemoryHandover;
import dev.logtrail.store.SampleTrails;
import dev.logtrail.store.fake.FakeTrailStore;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page's button that invokes a function: there where it may be, and what its dialog shows. */
class InvokePageIT {
  private static final String BUTTON = "document.querySelector('.bar invoke-button button')";

  private final FakeInvoker invoker = new FakeInvoker("orders-*");
  private Browser browser;
  private ApiServer server;

  @BeforeEach
  void start() throws Exception {
    browser = Browser.openOrSkip();
    browser.appear(1100, 760, false);
  }

  @AfterEach
  void stop() throws Exception {
    browser.close();
    server.close();
  }

  private void serve(AccessSettings access, FakeInvoker given) throws Exception {
    FakeTrailStore store = new FakeTrailStore();
    new SampleFleet(store, System.currentTimeMillis()).seed();
    store.put(
        SampleTrails.invocation(
            "invoked-1", "START RequestId: invoked-1\n", null, System.currentTimeMillis()));
    Clock clock = Clock.systemUTC();
    DoorSettings doors = new DoorSettings("000000000000", "eu-west-1");
    server =
        ApiServer.start(
            new ApiSettings("127.0.0.1", 0, access, null),
            ApiParts.over(store, store.changes(), clock)
                .doors(Doors.all(new MemoryHandover(), doors, clock))
                .invoker(given)
                .build());
  }

  private void open(String path) throws Exception {
    browser.open(URI.create("http://127.0.0.1:" + server.port() + path));
    browser.await("document.querySelector('.tail.live, .tail.behind')");
  }

  private void picture(String name) throws Exception {
    String folder = System.getProperty("pictures");
    if (folder != null) {
      Files.write(Path.of(folder, name + ".png"), browser.screenshot());
    }
  }

  private void fill(String selector, String value) throws Exception {
    browser.eval(
        "(() => { const e = document.querySelector('%s'); e.value = '%s'; })()"
            .formatted(selector, value));
  }

  private void invoke() throws Exception {
    browser.eval("document.querySelector('dialog.invoke form button').click()");
  }

  @Test
  void theChosenFunctionIsInvokedAndItsTrailIsShown() throws Exception {
    serve(AccessSettings.open(), invoker);
    open("/?function=orders-api");
    browser.await(BUTTON);
    browser.eval(BUTTON + ".click()");
    browser.await("document.querySelector('dialog.invoke[open]')");
    fill("dialog.invoke textarea", "{\"id\": 7");
    invoke();
    browser.await("document.querySelector('dialog.invoke .outcome .fault')");
    assertThat(browser.text("dialog.invoke .outcome")).contains("The payload is no JSON");
    assertThat(invoker.invoked).isEmpty();

    fill("dialog.invoke textarea", "{\"id\": 7}");
    fill("dialog.invoke input[name=qualifier]", "live");
    invoke();
    browser.await("document.querySelector('dialog.invoke .outcome a')");
    assertThat(invoker.invoked).hasSize(1);
    assertThat(invoker.invoked.get(0)).startsWith("orders-api live ").endsWith("{\"id\": 7}");
    assertThat(browser.text("dialog.invoke .outcome")).contains("It has answered after");
    assertThat(browser.eval("document.querySelector('dialog.invoke .outcome a').href").asText())
        .endsWith("/r/invoked-1");
    browser.await("document.querySelector('dialog.invoke json-tree')");
    picture("invoke-answered");
  }

  @Test
  void inALowPaneItsButtonsAreInSight() throws Exception {
    serve(AccessSettings.open(), invoker);
    browser.appear(900, 180, false);
    open("/pane?function=orders-api");
    browser.await(BUTTON);
    browser.eval(BUTTON + ".click()");
    browser.await("document.querySelector('dialog.invoke[open]')");
    assertThat(
            browser
                .eval(
                    "document.querySelector('dialog.invoke .ways button').getBoundingClientRect()"
                        + ".bottom")
                .asDouble())
        .isLessThan(180);
    Axe.findsNothing(browser, "the dialog that invokes, 180 px");
  }

  @Test
  void whatFailsIsToldInTheDialog() throws Exception {
    serve(AccessSettings.open(), invoker);
    invoker.failure = "AWS refuses lambda:InvokeFunction on orders-api";
    open("/pane?function=orders-api");
    browser.await(BUTTON);
    browser.eval(BUTTON + ".click()");
    browser.await("document.querySelector('dialog.invoke[open]')");
    invoke();
    browser.await("document.querySelector('dialog.invoke .outcome .fault')");
    assertThat(browser.text("dialog.invoke .outcome")).contains("AWS refuses");
    picture("invoke-refused");
  }

  @Test
  void aTokenIsAskedForWhereOneIsNeeded() throws Exception {
    serve(AccessSettings.ofSecrets(null, "take-me", List.of()).invoking("run-me"), invoker);
    open("/?function=orders-api");
    browser.await(BUTTON);
    browser.eval(BUTTON + ".click()");
    browser.await("document.querySelector('dialog.invoke[open]')");
    invoke();
    browser.await("document.querySelector('dialog.invoke input[name=token]')");
    fill("dialog.invoke input[name=token]", "run-me");
    invoke();
    browser.await("document.querySelector('dialog.invoke .outcome a')");
    assertThat(invoker.invoked).hasSize(1);
  }

  @Test
  void noButtonIsWhereNothingMayBeInvoked() throws Exception {
    serve(AccessSettings.open(), null);
    open("/?function=orders-api");
    browser.await("document.querySelector('.bar invoke-button')?.state");
    assertThat(browser.eval(BUTTON + " === null").asBoolean()).isTrue();
  }
}
