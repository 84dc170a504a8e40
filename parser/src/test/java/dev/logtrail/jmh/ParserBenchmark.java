package dev.logtrail.jmh;

import dev.logtrail.attribution.AttributedTrail;
import dev.logtrail.attribution.AttributionChanges;
import dev.logtrail.attribution.ScannedEvent;
import dev.logtrail.attribution.StreamSplit;
import dev.logtrail.attribution.StreamTracker;
import dev.logtrail.line.LineFacts;
import dev.logtrail.line.LineScanner;
import dev.logtrail.reading.TrailReading;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.Trail;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** What the steps between a decoded payload and a readable trail cost, a hundred requests each. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ParserBenchmark {
  private static final LogStream STREAM = new LogStream("1", "eu-west-1", "/aws/lambda/f", "s");

  /** The log format. */
  @Param({"text", "json"})
  public String format;

  private List<LogEvent> events;
  private List<ScannedEvent> scanned;
  private List<AttributedTrail> trails;

  /** Makes the lines, and what the later steps begin with. */
  @Setup
  public void prepare() {
    events = format.equals("text") ? SampleLines.text() : SampleLines.json();
    scanned = new ArrayList<>();
    events.forEach(e -> scanned.add(ScannedEvent.of(e, Source.SUBSCRIPTION)));
    trails = StreamSplit.split(STREAM, Source.SUBSCRIPTION, events);
  }

  /** Each message on its own: the line grammar. */
  @Benchmark
  public void scan(Blackhole sink) {
    for (LogEvent event : events) {
      LineFacts facts = LineScanner.scan(event.message());
      sink.consume(facts);
    }
  }

  /** The stream's state machine, in deliveries of 20 events. */
  @Benchmark
  public void attribute(Blackhole sink) {
    StreamTracker tracker = StreamTracker.ofNewStream(STREAM);
    for (int from = 0; from < scanned.size(); from += 20) {
      AttributionChanges changes =
          tracker.append(scanned.subList(from, Math.min(from + 20, scanned.size())));
      sink.consume(changes);
    }
  }

  /** Entries, levels, fields and header of every trail, as a reader of the API pays for them. */
  @Benchmark
  public void read(Blackhole sink) {
    for (AttributedTrail trail : trails) {
      Trail read = TrailReading.read(trail.key(), trail.events(), null);
      sink.consume(read);
    }
  }
}
