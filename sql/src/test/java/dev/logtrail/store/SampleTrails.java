package dev.logtrail.store;

import dev.logtrail.store.logs.SyntheticLogs;
import dev.logtrail.trail.Basis;
import dev.logtrail.trail.CloseReason;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.Execution;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.Report;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailHeader;
import dev.logtrail.trail.TrailKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Small trails for tests of whatever stores or shows them. */
public final class SampleTrails {
  /** The start of most of them: 2026-11-20T10:00:00Z. */
  public static final long T0 = Instant.parse("2026-11-20T10:00:00Z").toEpochMilli();

  public static final LogStream STREAM = stream("orders", "aaaa");

  private SampleTrails() {}

  /** A log stream of a function. */
  public static LogStream stream(String function, String suffix) {
    return new LogStream(
        "123456789012", "eu-west-1", "/aws/lambda/" + function, "2026/11/20/[$LATEST]" + suffix);
  }

  /** A row's builder. */
  public static Builder trail(TrailWriter writer, String requestId) {
    return new Builder(writer, TrailKey.request(STREAM, requestId, 1));
  }

  /** A row's builder. */
  public static Builder trail(TrailWriter writer, TrailKey key) {
    return new Builder(writer, key);
  }

  /** Events of a request: START, lines, END, 10 ms apart. */
  public static List<TrailEvent> events(String requestId, long start, int lines) {
    List<TrailEvent> events = new ArrayList<>();
    events.add(event(start, "START RequestId: " + requestId + " Version: $LATEST\n", 0));
    for (int i = 1; i <= lines; i++) {
      events.add(event(start + i * 10L, "line " + i + " of " + requestId + "\n", i));
    }
    events.add(event(start + (lines + 1) * 10L, "END RequestId: " + requestId + "\n", lines + 1));
    return events;
  }

  /** One event with an id of CloudWatch's form. */
  public static TrailEvent event(long time, String message, int seq) {
    String id = SyntheticLogs.id(time, time + 1_000, message.hashCode(), seq);
    return new TrailEvent(
        new LogEvent(id, time, message), Basis.MARKERS, false, Source.SUBSCRIPTION);
  }

  /** A flush of trails only. */
  public static Flush flush(TrailWrite... writes) {
    return new Flush(List.of(writes), List.of(), List.of(), List.of(), Map.of());
  }

  /** A flush that deletes only. */
  public static Flush delete(TrailRow... rows) {
    return new Flush(List.of(), List.of(rows), List.of(), List.of(), Map.of());
  }

  /** A flush of dead letters only. */
  public static Flush deadLetters(DeadLetter... letters) {
    return new Flush(List.of(), List.of(), List.of(), List.of(letters), Map.of());
  }

  /** Bytes of one sender that could not be read. */
  public static DeadLetter deadLetter(Source source, String reason, int... bytes) {
    byte[] body = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      body[i] = (byte) bytes[i];
    }
    Delivery delivery = new Delivery(source, STREAM.account(), STREAM.region(), body);
    return DeadLetter.unreadable(delivery, reason, body);
  }

  /** A flush of log results only. */
  public static Flush flush(Invocation... invocations) {
    return new Flush(List.of(), List.of(), List.of(invocations), List.of(), Map.of());
  }

  /** A log result of function {@code orders}. */
  public static Invocation invocation(String requestId, String log, String error, Long invokedAt) {
    return new Invocation(
        STREAM.account(),
        STREAM.region(),
        "orders",
        "$LATEST",
        requestId,
        log,
        false,
        200,
        error,
        "{\"ok\":true}",
        invokedAt);
  }

  /** The same log result in another account. */
  public static Invocation ofAccount(String account, Invocation i) {
    return new Invocation(
        account,
        i.region(),
        i.functionName(),
        i.functionVersion(),
        i.requestId(),
        i.log(),
        i.logCut(),
        i.statusCode(),
        i.functionError(),
        i.payload(),
        i.invokedAt());
  }

  /** Builds one trail's part of a flush. Not thread-safe. */
  public static final class Builder {
    private final TrailKey key;
    private long trailId;
    private long epoch;
    private long revision = 1;
    private Long start = T0;
    private Long end;
    private LocalDate day;
    private CloseReason closeReason = CloseReason.REPORT;
    private final TrailHeader.Builder header;
    private boolean reportSeen = true;
    private int lines = 2;
    private List<TrailEvent> events;

    private Builder(TrailWriter writer, TrailKey key) {
      this.key = key;
      this.header =
          TrailHeader.builder(key, key.stream().functionName())
              .functionVersion(key.stream().functionVersion())
              .runtimeVersion("python:3.13.v50")
              .outcome(Outcome.SUCCESS)
              .coldStart(false)
              .report(new Report(46.43, 47L, 128, 35, null, null, null, null, null))
              .sources(Set.of(Source.SUBSCRIPTION));
      this.trailId = writer.nextTrailId();
      this.epoch = writer.epoch();
    }

    public Builder as(TrailRow row) {
      trailId = row.trailId();
      day = row.day();
      revision = row.revision() + 1;
      return this;
    }

    public Builder epoch(long value) {
      epoch = value;
      return this;
    }

    public Builder revision(long value) {
      revision = value;
      return this;
    }

    /** Epoch ms; null: no time is known. */
    public Builder start(Long value) {
      start = value;
      return this;
    }

    /** The end and last event; else they follow from the lines. */
    public Builder end(Long value) {
      end = value;
      return this;
    }

    public Builder day(LocalDate value) {
      day = value;
      return this;
    }

    public Builder open() {
      closeReason = null;
      return outcome(Outcome.RUNNING).report(null).coldStart(null);
    }

    public Builder outcome(Outcome value) {
      header.outcome(value);
      return this;
    }

    public Builder coldStart(Boolean value) {
      header.coldStart(value);
      return this;
    }

    public Builder report(Report value) {
      header.report(value);
      reportSeen = value != null;
      return this;
    }

    public Builder tenantId(String value) {
      header.tenantId(value);
      return this;
    }

    public Builder execution(String arn) {
      header.execution(Execution.ofArn(arn));
      return this;
    }

    public Builder traceId(String value) {
      header.traceId(value);
      return this;
    }

    public Builder sources(Source... values) {
      header.sources(Set.of(values));
      return this;
    }

    public Builder errors(int value) {
      header.errorCount(value);
      return this;
    }

    public Builder lines(int value) {
      lines = value;
      return this;
    }

    public Builder events(List<TrailEvent> value) {
      events = value;
      return this;
    }

    /** The row alone. */
    public TrailRow row() {
      return write().row();
    }

    /** The row and one segment with all its events. */
    public TrailWrite write() {
      long base = start == null ? 0 : start;
      List<TrailEvent> all =
          events != null
              ? events
              : SampleTrails.events(String.valueOf(key.requestId()), base, lines);
      long rawBytes = all.stream().mapToLong(e -> e.event().message().length()).sum();
      TrailRow row =
          new TrailRow(trailId, dayOr(base), epoch, revision, header(), all.size(), rawBytes, 1);
      return new TrailWrite(row, List.of(new TrailSegment(0, all)), List.of(), all);
    }

    private LocalDate dayOr(long base) {
      return day != null ? day : Instant.ofEpochMilli(base).atZone(ZoneOffset.UTC).toLocalDate();
    }

    private TrailHeader header() {
      Long last = end != null || start == null ? end : Long.valueOf(start + (lines + 1) * 10L);
      return header
          .startedAt(start)
          .endedAt(closeReason == null ? null : last)
          .lastEventAt(last)
          .closeReason(closeReason)
          .entryCount(lines)
          .startSeen(true)
          .endSeen(closeReason != null)
          .reportSeen(reportSeen)
          .build();
    }
  }
}
