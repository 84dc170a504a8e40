package dev.logtrail.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.api.kit.Samples;
import dev.logtrail.trail.Invocation;
import org.junit.jupiter.api.Test;

/** Lines are shown in the colours in which they were printed. */
class PageColoursIT extends PageInBrowser {
  @Test
  void aLineIsShownInTheColoursInWhichItWasPrinted() throws Exception {
    String id = "colours-1";
    String line =
        "[INFO]\t2026-11-28T10:00:00.000Z\t"
            + id
            + "\tall \u001b[32mgreen\u001b[0m \u001b[2Khere\n";
    openRequestOf(id, line);
    browser.await("document.querySelector('.sgr-fg-green')");
    assertThat(browser.text(".sgr-fg-green")).isEqualTo("green");
    assertThat(browser.text(".entry .message")).isEqualTo("all green here");
  }

  @Test
  void aLineThatOnlyALogResultHasIsInItsColoursToo() throws Exception {
    String log = "plain\n\u001b[33mslow\u001b[0m query\n";
    server.store.put(
        new Invocation(
            "123456789012",
            "eu-west-1",
            "orders-api",
            "$LATEST",
            "told-1",
            log,
            false,
            200,
            null,
            null,
            System.currentTimeMillis()));
    openPage("/r/told-1");
    browser.await("document.querySelector('.sgr-fg-yellow')");
    assertThat(browser.text(".sgr-fg-yellow")).isEqualTo("slow");
    assertThat(browser.text(".entry:nth-child(2) .message")).isEqualTo("slow query");
  }

  @Test
  void anExceptionIsInTheColoursInWhichItWasPrinted() throws Exception {
    String id = "colours-2";
    String line =
        "[ERROR]\t2026-11-28T10:00:00.000Z\t"
            + id
            + "\tno \u001b[36morder\u001b[0m\nTraceback (most recent call last):\n"
            + "\u001b[35m  File \"/var/task/app.py\", line 7, in handler\n"
            + "    find(order)\u001b[0m\n"
            + "\u001b[1;31mKeyError\u001b[0m: '4711'\n";
    openRequestOf(id, line);
    browser.await("document.querySelector('.exception')");
    assertThat(browser.text(".message .sgr-fg-cyan")).isEqualTo("order");
    assertThat(browser.text(".exception .sgr-fg-magenta")).contains("File \"/var/task/app.py\"");
    assertThat(
            browser
                .eval(
                    "[...document.querySelectorAll('.exception .sgr-fg-magenta')].map((e) =>"
                        + " e.innerText.trim()).join('|')")
                .asText())
        .as("a colour holds on in the next line")
        .endsWith("|find(order)");
    assertThat(browser.text(".exception .title .sgr-fg-red")).isEqualTo("KeyError");
    assertThat(browser.text(".exception")).doesNotContain("\u241b");
  }

  /** Opens the page of a request that wrote one line. */
  private void openRequestOf(String id, String line) throws Exception {
    server.store.put(
        Samples.key("orders-api", id),
        Samples.request(id, System.currentTimeMillis(), 9, "", 1, line));
    openPage("/r/" + id);
  }
}
