package dev.logtrail.demo.lambda.durable;

import dev.logtrail.attribution.AttributedTrail;
import dev.logtrail.attribution.StreamSplit;
import dev.logtrail.demo.lambda.LabelledEvent;
import dev.logtrail.demo.lambda.durable.Handler.Print;
import dev.logtrail.demo.lambda.durable.Handler.Step;
import dev.logtrail.demo.lambda.durable.Handler.Suspend;
import dev.logtrail.payload.PayloadDecoder;
import dev.logtrail.reading.TrailReading;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.Trail;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Durable executions for tests, and what the parser makes of them without a store. */
public final class Executions {
  public static final long START = 1_795_168_800_123L;
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;

  private Executions() {}

  /** Five operations over two days, three suspensions, one retry, and stopped in the last one. */
  public static DurableRun stopped(SdkStyle style) {
    Handler handler =
        new Handler(
            List.of(
                new Print("order received"),
                new Step("reserve", 0, 0),
                new Print("reserved, cooling off"),
                new Suspend(23 * HOUR),
                new Print("cooled off"),
                new Step("charge", 1, 5 * MINUTE),
                new Print("charged"),
                new Step("pack", 0, 0),
                new Step("ship", 0, 0),
                new Print("shipped"),
                new Step("notify", 0, 0),
                new Suspend(72 * HOUR),
                new Print("delivered")));
    long stop = START + 48 * HOUR;
    return new DurableRun(
            "123456789012", "eu-west-1", "shop", "order-123", handler, style, 7, START, stop)
        .end("STOPPED", stop);
  }

  /** Any handler, run to its end. */
  public static DurableRun random(SdkStyle style, long seed) {
    Random random = new Random(seed);
    List<Handler.Item> items = new ArrayList<>();
    for (int i = 0; i < 4 + random.nextInt(12); i++) {
      items.add(new Print(random.nextInt(3) == 0 ? "tick" : "line " + i));
      if (random.nextBoolean()) {
        items.add(new Step("step-" + i, random.nextInt(3) / 2, MINUTE));
      }
      if (random.nextInt(3) == 0) {
        items.add(new Step("before-" + i, 0, 0)); // Only the SDK's lines tell of the execution.
        items.add(new Suspend(1 + random.nextLong(30 * HOUR)));
        items.add(new Step("after-" + i, 0, 0));
      }
    }
    items.add(new Step("last", random.nextInt(2), HOUR));
    DurableRun run =
        new DurableRun(
            "123456789012",
            "eu-west-1",
            "shop",
            "run-" + seed,
            new Handler(items),
            style,
            seed,
            START,
            Long.MAX_VALUE);
    return run.end("SUCCEEDED", run.ranUntil() + 3);
  }

  /** Its trails, from events in any order and some of them twice. */
  static List<Trail> trails(DurableRun run, long seed) throws Exception {
    Map<LogStream, List<LogEvent>> events = new HashMap<>();
    run.events()
        .forEach(
            (stream, of) ->
                of.stream()
                    .map(LabelledEvent::event)
                    .forEach(e -> events.computeIfAbsent(stream, s -> new ArrayList<>()).add(e)));
    for (String change : run.statusChanges()) {
      byte[] body = change.getBytes(StandardCharsets.UTF_8);
      try (PayloadDecoder decoder = new PayloadDecoder()) {
        Delivery delivery = new Delivery(Source.EVENTBRIDGE, "0", "us-east-1", body);
        for (LogBatch batch : decoder.decode(delivery).batches()) {
          events.computeIfAbsent(batch.stream(), s -> new ArrayList<>()).addAll(batch.events());
        }
      }
    }
    Random random = new Random(seed);
    List<Trail> trails = new ArrayList<>();
    events.forEach(
        (stream, of) -> {
          of.addAll(List.copyOf(of.subList(0, of.size() / 2)));
          Collections.shuffle(of, random);
          for (AttributedTrail t : StreamSplit.split(stream, Source.SUBSCRIPTION, of)) {
            trails.add(TrailReading.read(t.key(), t.events(), null));
          }
        });
    Collections.shuffle(trails, random);
    return trails;
  }
}
