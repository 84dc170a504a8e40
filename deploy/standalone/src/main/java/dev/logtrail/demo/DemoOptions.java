package dev.logtrail.demo;

import dev.logtrail.demo.lambda.FailureOdds;
import dev.logtrail.demo.lambda.IngestionDelay;
import dev.logtrail.demo.lambda.platform.LambdaFunction;
import dev.logtrail.demo.shop.Shop;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What a simulated fleet is like, and where its logs go.
 *
 * @param server the server's address, such as {@code http://127.0.0.1:8080}
 * @param token the ingest token, or null if the server wants none
 * @param account the account the functions are in
 * @param region the region they run in
 * @param seed decides everything, together with the time of the start
 * @param backfill how far back the logs begin
 * @param requestsPerSecond over the whole fleet
 * @param functions the fleet
 * @param odds what goes wrong, and how often
 * @param delay from writing to ingestion
 * @param delivery what the subscription does to batches
 */
public record DemoOptions(
    URI server,
    String token,
    String account,
    String region,
    long seed,
    Duration backfill,
    double requestsPerSecond,
    List<LambdaFunction> functions,
    FailureOdds odds,
    IngestionDelay delay,
    DeliveryOdds delivery) {
  public DemoOptions {
    Objects.requireNonNull(server, "server");
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(backfill, "backfill");
    Objects.requireNonNull(odds, "odds");
    Objects.requireNonNull(delay, "delay");
    Objects.requireNonNull(delivery, "delivery");
    functions = List.copyOf(functions);
    if (functions.isEmpty()) {
      throw new IllegalArgumentException("a fleet has at least one function");
    }
    if (backfill.isNegative()) {
      throw new IllegalArgumentException("the back-fill must not be negative, was " + backfill);
    }
    if (!(requestsPerSecond > 0 && requestsPerSecond <= 1_000)) {
      throw new IllegalArgumentException(
          "requests per second must be above 0 and at most 1000, was " + requestsPerSecond);
    }
  }

  /** A calm shop: half an hour of past, then two requests a second. */
  public static DemoOptions usual(URI server, String token, String account, String region) {
    return new DemoOptions(
        server,
        token,
        account,
        region,
        1,
        Duration.ofMinutes(30),
        2,
        Shop.functions(),
        FailureOdds.usual(),
        IngestionDelay.brief(),
        DeliveryOdds.usual());
  }
}
