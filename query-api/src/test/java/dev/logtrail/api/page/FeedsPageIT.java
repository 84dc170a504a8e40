package dev.logtrail.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.api.ApiParts;
import dev.logtrail.api.ApiServer;
import dev.logtrail.api.ApiSettings;
import dev.logtrail.api.kit.Browser;
import dev.logtrail.api.status.SourceStatus;
import dev.logtrail.api.status.StatusSource;
import dev.logtrail.ingest.feed.FeedState;
import dev.logtrail.store.fake.FakeTrailStore;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page tells of each feed that does not work, is behind, or reads the past, and why. */
class FeedsPageIT {
  private static final long ERROR_AT = 1_795_168_800_000L;
  private static final FeedState.Backfill NONE = null;

  private static FeedState feed(
      String name,
      Long connectedSince,
      Long lastReadAt,
      Long lagMs,
      String error,
      Map<String, Long> counts,
      FeedState.Backfill backfill) {
    Long errorAt = error == null ? null : (Long) ERROR_AT;
    Long next = error == null || connectedSince != null ? null : (Long) (ERROR_AT + 1_000);
    return new FeedState(
        "kinesis",
        name,
        connectedSince,
        lastReadAt,
        lagMs,
        error,
        errorAt,
        next,
        counts,
        List.of(),
        backfill,
        name.equals("ended") ? ERROR_AT : null);
  }

  private static final List<FeedState> FEEDS =
      List.of(
          feed("fresh", null, null, null, null, Map.of(), NONE),
          feed("denied", null, null, null, "AWS refuses kinesis:GetRecords <b>", Map.of(), NONE),
          feed("gone", null, 1L, 90_000L, "the stream does not exist", Map.of(), NONE),
          feed("slow", 1L, 1L, 600_000L, "called more slowly", Map.of("throttled", 7L), NONE),
          feed("well", 1L, 1L, 500L, "over by now", Map.of("throttled", 2L), NONE),
          feed(
              "past",
              1L,
              1L,
              9_000_000L,
              null,
              Map.of(),
              new FeedState.Backfill(FeedState.Backfill.Unit.BYTES, 300, 1_000, 90_000L)),
          feed("ended", 1L, 1L, null, null, Map.of(), NONE));

  @Test
  void eachStateIsTold() throws Exception {
    try (Browser browser = Browser.openOrSkip();
        ApiServer server = server()) {
      browser.appear(1280, 700, false);
      browser.watchFaults();
      browser.open(URI.create("http://127.0.0.1:" + server.port() + "/"));
      browser.await("document.querySelectorAll('.feed').length === 6");
      assertThat(browser.text(".bar"))
          .contains("fresh: connecting…")
          .contains("denied: never connected")
          .contains("gone: not connected")
          .contains("slow: 10 min behind, throttled")
          .contains("past of past: 30 %, 90 s left")
          .contains("ended: read to its end")
          .doesNotContain("well:");
      assertThat(browser.text(".empty"))
          .contains("well: connected, and nothing has been read from it yet.")
          .contains("denied: never connected. AWS refuses kinesis:GetRecords <b>")
          .contains("logtrail aws check");
      browser.eval("document.querySelectorAll('details.feed summary')[1].click()");
      Axe.findsNothing(browser, "why a feed does not work");
      browser.await("document.querySelector('details.feed[open]')");
      assertThat(browser.text("details.feed[open] .reason"))
          .contains("AWS refuses kinesis:GetRecords <b>", "Tried again at");
      String folder = System.getProperty("pictures");
      if (folder != null) {
        Files.write(Path.of(folder, "feeds.png"), browser.screenshot());
      }
      assertThat(browser.faults()).isEqualTo("[]");
    }
  }

  private static ApiServer server() {
    FakeTrailStore store = new FakeTrailStore();
    StatusSource status =
        new StatusSource() {
          @Override
          public List<SourceStatus> sources() {
            return List.of();
          }

          @Override
          public List<FeedState> feeds() {
            return FEEDS;
          }
        };
    return ApiServer.start(
        new ApiSettings("127.0.0.1", 0, null, null, List.of()),
        ApiParts.over(store, store.changes(), Clock.systemUTC()).status(status).build());
  }
}
