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
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page tells when a stream cannot be read, and how far the past of log groups has been. */
class FeedsPageIT {
  private static final FeedState FAILING =
      new FeedState(
          "kinesis",
          "logs",
          null,
          null,
          null,
          "AWS refuses kinesis:GetRecords",
          1_795_168_800_000L,
          1_795_168_801_000L,
          Map.of(),
          List.of(),
          null);
  private static final FeedState READING =
      new FeedState(
          "api",
          "/aws/lambda/*",
          1L,
          1L,
          5L,
          null,
          null,
          null,
          Map.of(),
          List.of(),
          new FeedState.Backfill(300, 1_000, 90_000L));

  @Test
  void showsWhatFailsAndWhatIsStillRead() throws Exception {
    try (Browser browser = Browser.openOrSkip();
        ApiServer server = server()) {
      browser.watchFaults();
      browser.open(URI.create("http://127.0.0.1:" + server.port() + "/"));
      browser.await("document.querySelectorAll('.feed').length === 2");
      assertThat(browser.text(".bar"))
          .contains("logs: not connected")
          .contains("past of /aws/lambda/*: 30 %, 90 s left");
      assertThat(browser.eval("document.querySelector('.feed').title").asText())
          .contains("AWS refuses kinesis:GetRecords");
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
            return List.of(FAILING, READING);
          }
        };
    return ApiServer.start(
        new ApiSettings("127.0.0.1", 0, null, null, List.of()),
        ApiParts.over(store, store.changes(), Clock.systemUTC()).status(status).build());
  }
}
