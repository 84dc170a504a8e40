package dev.logtrail.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.logtrail.attribution.AttributedTrail;
import dev.logtrail.attribution.AttributionChanges;
import dev.logtrail.attribution.ScannedEvent;
import dev.logtrail.attribution.StreamTracker;
import dev.logtrail.bench.data.BenchData;
import dev.logtrail.bench.measure.CpuMeter;
import dev.logtrail.bench.measure.Figures;
import dev.logtrail.bench.measure.Percentiles;
import dev.logtrail.line.LineScanner;
import dev.logtrail.payload.PayloadDecoder;
import dev.logtrail.payload.bytes.UnreadableException;
import dev.logtrail.payload.decoding.Decoded;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.TrailKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * {@code parser}: gzip payload to closed trails, in one thread; its floor is gunzip and Jackson
 * over the same bytes.
 */
final class ParserBench {
  private static final JsonFactory JSON = new JsonFactory();

  private final Map<LogStream, StreamTracker> trackers = new HashMap<>();
  private final Map<TrailKey, OpenTrail> open = new HashMap<>();
  private final Map<LogStream, List<ScannedEvent>> seen = new HashMap<>();
  private final Set<TrailKey> closed = new HashSet<>();
  private long entries;

  /** Reads every token and text of the payloads; the number of texts. */
  static long floor(BenchData data) throws IOException {
    long texts = 0;
    for (byte[] payload : data.payloads()) {
      try (JsonParser p =
          JSON.createParser(new GZIPInputStream(new ByteArrayInputStream(payload), 8192))) {
        JsonToken token;
        while ((token = p.nextToken()) != null) {
          if (token == JsonToken.VALUE_STRING) {
            texts += p.getText().isEmpty() ? 0 : 1;
          }
        }
      }
    }
    return texts;
  }

  /** Decodes, attributes and assembles; the number of closed trails. */
  static long product(BenchData data) throws UnreadableException {
    ParserBench bench = new ParserBench();
    try (PayloadDecoder decoder = new PayloadDecoder()) {
      for (byte[] payload : data.payloads()) {
        Decoded decoded =
            decoder.decode(new Delivery(Source.SUBSCRIPTION, "000000000000", "us-east-1", payload));
        for (LogBatch batch : decoded.batches()) {
          bench.take(batch);
        }
      }
    }
    return bench.closed.size();
  }

  private void take(LogBatch batch) {
    StreamTracker tracker = trackers.computeIfAbsent(batch.stream(), StreamTracker::ofNewStream);
    List<ScannedEvent> events = new ArrayList<>(batch.events().size());
    for (LogEvent event : batch.events()) {
      events.add(ScannedEvent.of(event, batch.source()));
    }
    events.sort(ScannedEvent.ORDER);
    seen.computeIfAbsent(batch.stream(), s -> new ArrayList<>()).addAll(events);
    AttributionChanges changes = tracker.append(events);
    if (changes == null) {
      repair(batch.stream());
      return;
    }
    for (AttributionChanges.Move move : changes.moves()) {
      if (move.from() != null) {
        open.get(move.from()).remove(move.event());
      }
      open.computeIfAbsent(move.to(), k -> new OpenTrail()).add(move.event(), move.facts());
    }
    changes.interrupted().keySet().forEach(this::close);
  }

  /** What the job does with the store's help: attributes all of the stream anew. */
  private void repair(LogStream stream) {
    StreamTracker.Rebuilt rebuilt =
        StreamTracker.rebuild(stream, seen.get(stream), false, Map.of(), Set.of());
    trackers.put(stream, rebuilt.tracker());
    open.keySet().removeIf(key -> key.stream().equals(stream));
    for (AttributedTrail trail : rebuilt.trails()) {
      OpenTrail again = new OpenTrail();
      trail.events().forEach(e -> again.add(e, LineScanner.scan(e.event().message())));
      open.put(trail.key(), again);
      close(trail.key());
    }
  }

  private void close(TrailKey key) {
    OpenTrail trail = open.get(key);
    if (trail != null && trail.isReported()) {
      entries += trail.header(key).entryCount();
      closed.add(key);
      open.remove(key);
    }
  }

  /** Measures floor and product in turn; the first third of the rounds only warms up. */
  static Figures measure(boolean json, int eventsAPayload, long lines, int rounds, long seed)
      throws Exception {
    BenchData data = BenchData.make(f -> f.runtime().json() == json, eventsAPayload, lines, seed);
    List<CpuMeter.Cost> floors = new ArrayList<>();
    List<CpuMeter.Cost> products = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      CpuMeter.Cost floor = CpuMeter.of(() -> floor(data));
      CpuMeter.Cost product = CpuMeter.of(() -> product(data));
      if (round >= rounds / 3) {
        floors.add(floor);
        products.add(product);
        ratios.add((double) floor.cpuNanos() / product.cpuNanos());
      }
    }
    return new Figures("parser")
        .with("format", json ? "json" : "text")
        .with("events/payload", eventsAPayload)
        .with("lines", data.lines())
        .with("text B/line", data.textBytes() / data.lines())
        .with(
            "floor lines/CPU s", Percentiles.median(floors, c -> c.linesPerCpuSecond(data.lines())))
        .with("lines/CPU s", Percentiles.median(products, c -> c.linesPerCpuSecond(data.lines())))
        .with("ratio", Percentiles.median(ratios, r -> r))
        .with("allocated B/line", products.get(0).allocatedBytes() / data.lines());
  }
}
