package dev.logtrail.bench.data;

import dev.logtrail.demo.SubscriptionPayloads;
import dev.logtrail.demo.lambda.FailureOdds;
import dev.logtrail.demo.lambda.LabelledStream;
import dev.logtrail.demo.lambda.platform.LambdaFunction;
import dev.logtrail.demo.shop.Shop;
import dev.logtrail.trail.LogEvent;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * A day of many functions, as real accounts have it: most environments live for a few requests,
 * payloads hold few events, all streams are interleaved by ingestion time, and some payloads
 * overtake others.
 *
 * @param payloads gzip, in the order of delivery
 * @param events in all of them
 * @param streams environments
 * @param functions how many functions they belong to
 * @param requestIds of some requests, to look up
 */
public record WideFleet(
    List<byte[]> payloads, long events, int streams, int functions, List<String> requestIds) {
  private static final long START = 1_795_000_000_000L;
  private static final long DAY_MS = 86_400_000;
  private static final int EVENTS_A_STREAM = 142;
  private static final int STREAMS_A_FUNCTION = 8;
  private static final int REQUESTS_A_STREAM = 13;
  private static final double EVENTS_A_PAYLOAD = 15.5;
  private static final int MOST_EVENTS_A_PAYLOAD = 100;
  private static final int LATEST_MS = 4_000;
  private static final int LOOKED_UP = 1_000;

  private record Sent(long at, byte[] body) {}

  /**
   * Makes one.
   *
   * @param events about how many
   * @param seed decides everything
   */
  public static WideFleet make(long events, long seed) {
    int streams = (int) Math.max(1, events / EVENTS_A_STREAM);
    return day(events, Math.max(1, streams / STREAMS_A_FUNCTION), START, seed);
  }

  /**
   * Makes one of many days, each of which has the same functions and environments of its own.
   *
   * @param events about how many
   * @param functions how many functions there are
   * @param dayStart epoch ms
   * @param seed decides everything; another for each day
   */
  public static WideFleet day(long events, int functions, long dayStart, long seed) {
    int streams = (int) Math.max(1, events / EVENTS_A_STREAM);
    List<LambdaFunction> originals =
        Shop.functions().stream().filter(f -> f.logGroup().endsWith("/" + f.name())).toList();
    Random random = new Random(seed);
    List<Sent> sent = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    long count = 0;
    for (int s = 0; s < streams; s++) {
      int number = random.nextInt(functions);
      LambdaFunction function = BenchData.copy(originals.get(number % originals.size()), number);
      long start = dayStart + (long) (random.nextDouble() * DAY_MS);
      LabelledStream stream =
          LabelledStream.simulate(
              function, seed * 1_000_003 + s, start, requests(random), FailureOdds.usual());
      List<LogEvent> all =
          stream.batches().stream()
              .flatMap(b -> b.events().stream())
              .map(e -> e.event())
              .sorted(LogEvent.ORDER)
              .toList();
      count += all.size();
      send(stream, all, random, sent);
      if (ids.size() < LOOKED_UP && !stream.invoked().isEmpty()) {
        ids.add(stream.invoked().get(0).requestId());
      }
    }
    sent.sort(Comparator.comparingLong(Sent::at));
    return new WideFleet(sent.stream().map(Sent::body).toList(), count, streams, functions, ids);
  }

  /** Many environments see one request or two, a few see many. */
  private static int requests(Random random) {
    return 1 + (int) Math.min(200, -Math.log(1 - random.nextDouble()) * (REQUESTS_A_STREAM - 1));
  }

  private static void send(
      LabelledStream stream, List<LogEvent> events, Random random, List<Sent> sent) {
    int from = 0;
    while (from < events.size()) {
      double drawn = -Math.log(1 - random.nextDouble()) * EVENTS_A_PAYLOAD;
      int size = 1 + (int) Math.min(MOST_EVENTS_A_PAYLOAD - 1, drawn);
      int to = Math.min(events.size(), from + size);
      List<LogEvent> part = events.subList(from, to);
      long at = part.get(part.size() - 1).timestamp() + random.nextInt(LATEST_MS);
      sent.add(new Sent(at, SubscriptionPayloads.data(stream.stream(), part)));
      from = to;
    }
  }

  /** The payloads in requests of several, one after the other as gzip allows. */
  public List<byte[]> requests(int payloadsEach) {
    List<byte[]> requests = new ArrayList<>();
    for (int i = 0; i < payloads.size(); i += payloadsEach) {
      ByteArrayOutputStream request = new ByteArrayOutputStream();
      payloads.subList(i, Math.min(payloads.size(), i + payloadsEach)).forEach(request::writeBytes);
      requests.add(request.toByteArray());
    }
    return requests;
  }
}
