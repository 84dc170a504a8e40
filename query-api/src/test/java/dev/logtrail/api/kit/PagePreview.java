package dev.logtrail.api.kit;

import dev.logtrail.api.ApiParts;
import dev.logtrail.api.ApiServer;
import dev.logtrail.api.ApiSettings;
import dev.logtrail.api.status.EventCounts;
import dev.logtrail.api.status.SourceStatus;
import dev.logtrail.api.status.StatusSource;
import dev.logtrail.store.fake.FakeTrailStore;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Serves the page over sample data, for looking at it. Arguments: port (8099), seconds between new
 * requests (5; 0 for none). Properties: {@code preview.lines}, a request with so many lines; {@code
 * preview.requests}, so many short ones.
 */
public final class PagePreview {
  private PagePreview() {}

  public static void main(String[] args) throws InterruptedException {
    int port = args.length > 0 ? Integer.parseInt(args[0]) : 8099;
    int everySeconds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    FakeTrailStore store = new FakeTrailStore();
    SampleFleet fleet = new SampleFleet(store, System.currentTimeMillis());
    fleet.seed();
    fleet.traced();
    fleet.large(Integer.getInteger("preview.lines", 0), Integer.getInteger("preview.requests", 0));
    StatusSource status =
        () ->
            List.of(
                new SourceStatus(
                    "subscription", null, null, null, new EventCounts(0, 0, 0, Map.of()), null));
    ApiServer.start(
        ApiSettings.loopback(port),
        ApiParts.over(store, store.changes(), Clock.systemUTC()).status(status).build());
    if (everySeconds > 0) {
      Executors.newSingleThreadScheduledExecutor()
          .scheduleAtFixedRate(
              () -> fleet.warm(UUID.randomUUID().toString(), System.currentTimeMillis(), 3),
              everySeconds,
              everySeconds,
              TimeUnit.SECONDS);
    }
    System.out.println("http://127.0.0.1:" + port);
    new CountDownLatch(1).await();
  }
}
