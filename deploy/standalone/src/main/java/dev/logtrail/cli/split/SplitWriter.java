package dev.logtrail.cli.split;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import dev.logtrail.api.render.TrailJson;
import dev.logtrail.attribution.AttributedTrail;
import dev.logtrail.attribution.StreamSplit;
import dev.logtrail.cost.CostEstimator;
import dev.logtrail.reading.TrailReading;
import dev.logtrail.reading.header.Headers;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.trail.CloseReason;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.Trail;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailKey;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the trails of gathered streams as JSON lines: stream by stream, requests by start, then
 * what belongs to none; log results without a stream come last.
 */
public final class SplitWriter implements AutoCloseable {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final Conventions conventions;
  private final CostEstimator costs;
  private final JsonGenerator out;
  private final AttemptRanks ranks = new AttemptRanks();
  private final Map<LogStream, List<AttributedTrail>> kept = new HashMap<>();

  public SplitWriter(OutputStream target, Conventions conventions, CostEstimator costs)
      throws IOException {
    this.conventions = conventions;
    this.costs = costs;
    out = FACTORY.createGenerator(target);
    out.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    out.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
  }

  /** Writes everything of an input. */
  public void write(SplitInput input) throws IOException {
    StreamSpill spill = input.spill();
    List<LogStream> streams = spill.streams();
    for (LogStream stream : streams) {
      trails(spill, stream).forEach(t -> see(t.key()));
    }
    if (ranks.hasRepeats()) {
      for (LogStream stream : streams) {
        rank(trails(spill, stream));
      }
      ranks.rank();
    }
    Map<AttemptRanks.Request, Invocation> invocations = byRequest(input.invocations());
    for (LogStream stream : streams) {
      stream(stream, trails(spill, stream), invocations);
    }
    for (Invocation alone : invocations.values()) {
      TrailJson.write(out, TrailReading.ofLogResult(alone, conventions), 1, costs);
    }
  }

  /** Writes the trail of one log result. */
  public void write(Invocation invocation) throws IOException {
    TrailJson.write(out, TrailReading.ofLogResult(invocation, conventions), 1, costs);
  }

  /** A stream's trails: kept if all events are in memory anyway, else split again each time. */
  private List<AttributedTrail> trails(StreamSpill spill, LogStream stream) throws IOException {
    List<AttributedTrail> before = kept.get(stream);
    if (before != null) {
      return before;
    }
    List<AttributedTrail> trails = StreamSplit.split(stream, Source.FILE, spill.events(stream));
    if (!spill.hasSpilled()) {
      kept.put(stream, trails);
    }
    return trails;
  }

  private void see(TrailKey key) {
    if (!key.isEnvironment()) {
      ranks.see(key);
    }
  }

  private void rank(List<AttributedTrail> trails) {
    for (AttributedTrail t : trails) {
      if (!t.key().isEnvironment() && ranks.isRepeated(t.key())) {
        ranks.started(t.key(), read(t, null).header().startedAt());
      }
    }
  }

  private void stream(
      LogStream stream,
      List<AttributedTrail> trails,
      Map<AttemptRanks.Request, Invocation> invocations)
      throws IOException {
    List<TrailEvent> unattributed = new ArrayList<>();
    for (AttributedTrail t : trails) {
      if (t.key().isEnvironment()) {
        unattributed.addAll(t.events());
      } else {
        // An id is invoked synchronously once; if it has several attempts, the answer is the
        // last's.
        Invocation own =
            ranks.isLast(t.key()) ? invocations.remove(AttemptRanks.Request.of(t.key())) : null;
        TrailJson.write(out, read(t, own), ranks.attempt(t.key()), costs);
      }
    }
    if (!unattributed.isEmpty()) {
      TrailKey key = TrailKey.environmentAt(stream, unattributed.get(0).event().timestamp());
      TrailJson.writeUnattributed(out, TrailReading.read(key, unattributed, null, conventions));
    }
  }

  private Trail read(AttributedTrail t, Invocation invocation) {
    return t.interrupted()
        ? TrailReading.read(
            Headers.of(t.key(), t.events(), CloseReason.NEXT_START, false, conventions),
            t.events(),
            invocation,
            conventions)
        : TrailReading.read(t.key(), t.events(), invocation, conventions);
  }

  private static Map<AttemptRanks.Request, Invocation> byRequest(List<Invocation> invocations) {
    Map<AttemptRanks.Request, Invocation> byRequest = new LinkedHashMap<>();
    for (Invocation i : invocations) {
      byRequest.put(
          new AttemptRanks.Request(i.account(), i.region(), i.functionName(), i.requestId()), i);
    }
    return byRequest;
  }

  /** Ends the last line. */
  @Override
  public void close() throws IOException {
    if (out.getOutputContext().hasCurrentIndex()) {
      out.writeRaw('\n');
    }
    out.close();
  }
}
