package dev.logtrail.bench.data;

import dev.logtrail.demo.SubscriptionPayloads;
import dev.logtrail.demo.lambda.FailureOdds;
import dev.logtrail.demo.lambda.LabelledStream;
import dev.logtrail.demo.lambda.platform.LambdaFunction;
import dev.logtrail.demo.shop.Shop;
import dev.logtrail.trail.LogEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Subscription payloads to measure with, from a seed.
 *
 * @param payloads gzip, in the order of delivery, streams taking turns
 * @param lines events in all of them
 * @param textBytes bytes of their messages
 */
public record BenchData(List<byte[]> payloads, long lines, long textBytes) {
  private static final long START = 1_795_000_000_000L;
  private static final int REQUESTS_A_STREAM = 150;
  private static final int LINES_A_REQUEST = 11;
  private static final int SPREAD_EVENTS = 200;
  private static final long APART_MS = 1_000;

  /**
   * Makes payloads; the streams begin a second apart.
   *
   * @param functions which of the demo's functions take part
   * @param eventsAPayload events in each payload, but for the last of a stream
   * @param lines about how many events in all
   */
  public static BenchData make(
      Predicate<LambdaFunction> functions, int eventsAPayload, long lines, long seed) {
    List<LambdaFunction> chosen = Shop.functions().stream().filter(functions).toList();
    return of(chosen, eventsAPayload, lines, seed, START, APART_MS);
  }

  /**
   * Many functions, copies of the demo's, over a long time.
   *
   * @param start epoch ms of the first stream's beginning
   * @param spreadMs how much later the last begins
   */
  public static BenchData spread(int functions, long lines, long seed, long start, long spreadMs) {
    List<LambdaFunction> originals =
        Shop.functions().stream().filter(f -> f.logGroup().endsWith("/" + f.name())).toList();
    List<LambdaFunction> copies = new ArrayList<>();
    for (int i = 0; i < functions; i++) {
      copies.add(copy(originals.get(i % originals.size()), i));
    }
    long streams = Math.max(1, lines / (REQUESTS_A_STREAM * LINES_A_REQUEST));
    return of(copies, SPREAD_EVENTS, lines, seed, start, spreadMs / streams);
  }

  static LambdaFunction copy(LambdaFunction f, int number) {
    String name = f.name() + "-" + number;
    return new LambdaFunction(
        name,
        "/aws/lambda/" + name,
        f.version(),
        f.runtime(),
        f.script(),
        f.size(),
        f.share(),
        f.traits());
  }

  private static BenchData of(
      List<LambdaFunction> chosen,
      int eventsAPayload,
      long lines,
      long seed,
      long start,
      long apart) {
    List<List<byte[]>> streams = new ArrayList<>();
    long count = 0;
    long bytes = 0;
    for (int s = 0; count < lines; s++) {
      LambdaFunction function = chosen.get(s % chosen.size());
      LabelledStream stream =
          LabelledStream.simulate(
              function, seed + s, start + s * apart, REQUESTS_A_STREAM, FailureOdds.usual());
      List<LogEvent> events =
          stream.batches().stream().flatMap(b -> b.events().stream()).map(e -> e.event()).toList();
      streams.add(payloads(stream, events, eventsAPayload));
      count += events.size();
      bytes += events.stream().mapToLong(e -> e.message().length()).sum();
    }
    return new BenchData(interleave(streams), count, bytes);
  }

  private static List<byte[]> payloads(LabelledStream stream, List<LogEvent> events, int size) {
    List<byte[]> payloads = new ArrayList<>();
    List<LogEvent> sorted = events.stream().sorted(LogEvent.ORDER).toList();
    for (int i = 0; i < sorted.size(); i += size) {
      payloads.add(
          SubscriptionPayloads.data(
              stream.stream(), sorted.subList(i, Math.min(sorted.size(), i + size))));
    }
    return payloads;
  }

  private static List<byte[]> interleave(List<List<byte[]>> streams) {
    List<byte[]> all = new ArrayList<>();
    for (int i = 0; ; i++) {
      int before = all.size();
      for (List<byte[]> stream : streams) {
        if (i < stream.size()) {
          all.add(stream.get(i));
        }
      }
      if (all.size() == before) {
        return all;
      }
    }
  }
}
