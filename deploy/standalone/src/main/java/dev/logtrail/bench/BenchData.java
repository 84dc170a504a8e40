package dev.logtrail.bench;

import dev.logtrail.demo.SubscriptionPayloads;
import dev.logtrail.demo.lambda.LabelledStream;
import dev.logtrail.demo.lambda.LambdaFunction;
import dev.logtrail.demo.lambda.Odds;
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
record BenchData(List<byte[]> payloads, long lines, long textBytes) {
  static final long START = 1_795_000_000_000L;
  private static final int REQUESTS_A_STREAM = 150;
  private static final int LINES_A_REQUEST = 11;
  private static final int MONTH_EVENTS = 200;

  /**
   * Makes payloads.
   *
   * @param functions which of the demo's functions take part
   * @param eventsAPayload events in each payload, but for the last of a stream
   * @param lines about how many events in all
   */
  static BenchData make(
      Predicate<LambdaFunction> functions, int eventsAPayload, long lines, long seed) {
    return spread(functions, eventsAPayload, lines, seed, 0);
  }

  /** The same, the streams' beginnings spread over {@code spreadMs}; 0: a second apart. */
  static BenchData spread(
      Predicate<LambdaFunction> functions,
      int eventsAPayload,
      long lines,
      long seed,
      long spreadMs) {
    return of(
        Shop.functions().stream().filter(functions).toList(),
        eventsAPayload,
        lines,
        seed,
        spreadMs);
  }

  /** A month of many functions, copies of the demo's. */
  static BenchData month(int functions, long lines, long seed, long spreadMs) {
    List<LambdaFunction> originals =
        Shop.functions().stream().filter(f -> f.logGroup().endsWith("/" + f.name())).toList();
    List<LambdaFunction> copies = new ArrayList<>();
    for (int i = 0; i < functions; i++) {
      copies.add(copy(originals.get(i % originals.size()), i));
    }
    return of(copies, MONTH_EVENTS, lines, seed, spreadMs);
  }

  private static LambdaFunction copy(LambdaFunction f, int number) {
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
      List<LambdaFunction> chosen, int eventsAPayload, long lines, long seed, long spreadMs) {
    List<List<byte[]>> streams = new ArrayList<>();
    long about = Math.max(1, lines / (REQUESTS_A_STREAM * LINES_A_REQUEST));
    long apart = spreadMs == 0 ? 1_000 : spreadMs / about;
    long count = 0;
    long bytes = 0;
    for (int s = 0; count < lines; s++) {
      LambdaFunction function = chosen.get(s % chosen.size());
      LabelledStream stream =
          LabelledStream.simulate(
              function, seed + s, START + s * apart, REQUESTS_A_STREAM, Odds.calm());
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
