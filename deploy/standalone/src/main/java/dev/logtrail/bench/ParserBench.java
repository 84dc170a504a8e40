package dev.logtrail.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.logtrail.attribution.ScannedEvent;
import dev.logtrail.attribution.Step;
import dev.logtrail.attribution.StreamTracker;
import dev.logtrail.line.LineKind;
import dev.logtrail.payload.Decoded;
import dev.logtrail.payload.PayloadDecoder;
import dev.logtrail.payload.UnreadableException;
import dev.logtrail.reading.Headers;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailHeader;
import dev.logtrail.trail.TrailKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * {@code parser}: gzip payload to closed trails, in one thread; its floor is gunzip and Jackson
 * over the same bytes.
 */
final class ParserBench {
  private static final JsonFactory JSON = new JsonFactory();

  private final Map<LogStream, StreamTracker> trackers = new HashMap<>();
  private final Map<TrailKey, List<TrailEvent>> open = new HashMap<>();
  private long closed;
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
    return bench.closed;
  }

  private void take(LogBatch batch) {
    StreamTracker tracker = trackers.computeIfAbsent(batch.stream(), StreamTracker::ofNewStream);
    List<ScannedEvent> events = new ArrayList<>(batch.events().size());
    for (LogEvent event : batch.events()) {
      events.add(ScannedEvent.of(event, batch.source()));
    }
    events.sort(ScannedEvent.ORDER);
    Step step = tracker.append(events);
    if (step == null) {
      return;
    }
    for (Step.Move move : step.moves()) {
      if (move.from() != null) {
        open.getOrDefault(move.from(), List.of()).remove(move.event());
      }
      open.computeIfAbsent(move.to(), k -> new ArrayList<>()).add(move.event());
    }
    for (TrailKey key : step.superseded().keySet()) {
      List<TrailEvent> trail = open.get(key);
      boolean reported = trail != null && isReport(trail.get(trail.size() - 1));
      if (reported) {
        TrailHeader header = Headers.of(key, trail, null, false);
        entries += header.entryCount();
        closed++;
        open.remove(key);
      }
    }
  }

  private static boolean isReport(TrailEvent event) {
    return ScannedEvent.of(event.event(), event.source()).facts().kind() == LineKind.REPORT;
  }

  public static void main(String[] arguments) throws Exception {
    for (boolean json : new boolean[] {false, true}) {
      for (int size : new int[] {200, 20, 1}) {
        BenchData data =
            BenchData.make(
                f -> f.runtime().getClass().getSimpleName().contains("Json") == json,
                size,
                200_000,
                1);
        double floor = 0;
        double product = 0;
        for (int round = 0; round < 6; round++) {
          long a = System.nanoTime();
          floor(data);
          long b = System.nanoTime();
          long closed = product(data);
          long c = System.nanoTime();
          floor = Math.max(floor, data.lines() * 1e9 / (b - a));
          product = Math.max(product, data.lines() * 1e9 / (c - b));
          if (round == 5) {
            System.out.printf(
                "json=%s size=%d lines=%d bytes/line=%d floor=%.0f/s product=%.0f/s ratio=%.2f closed=%d%n",
                json,
                size,
                data.lines(),
                data.textBytes() / data.lines(),
                floor,
                product,
                product / floor,
                closed);
          }
        }
      }
    }
  }
}
