package dev.logtrail.ingest.source.s3;

import dev.logtrail.limit.FeedLimits;
import dev.logtrail.payload.decoding.DecodedSink;
import dev.logtrail.payload.decoding.Rejected;
import dev.logtrail.payload.subscription.PayloadJson;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes deliveries of about a megabyte of what an object holds. */
final class ObjectEvents implements DecodedSink {
  private final Target target;
  private final Map<String, Long> counts = new TreeMap<>();
  private final List<Delivery> unreadable = new ArrayList<>();
  private ByteArrayOutputStream body = new ByteArrayOutputStream();
  private LogStream first;
  private int waiting;
  private long events;

  /** Takes deliveries; may wait. */
  interface Target {
    void take(Delivery delivery, int events) throws InterruptedException;
  }

  ObjectEvents(Target target) {
    this.target = target;
  }

  @Override
  public void batch(LogBatch batch) {
    LogStream stream = batch.stream();
    if (stream.logGroup().isEmpty()) {
      count("events_without_log_group", batch.events().size());
      return;
    }
    boolean other =
        first != null
            && !(first.account().equals(stream.account())
                && first.region().equals(stream.region()));
    if (other || body.size() >= FeedLimits.S3_PIECE_BYTES) {
      handOn();
    }
    first = stream;
    body.writeBytes(PayloadJson.of(stream, batch.events()));
    waiting += batch.events().size();
    events += batch.events().size();
  }

  @Override
  public void invocation(Invocation invocation) {
    count("invocations_in_objects", 1);
  }

  @Override
  public void rejected(Rejected rejected) {
    // The job finds the same wrong with it, and keeps it as a dead letter.
    unreadable.add(new Delivery(Source.FILE, Invocation.UNKNOWN_ACCOUNT, "", rejected.body()));
  }

  @Override
  public void dropped(String reason, long n) {
    count(reason, n);
  }

  private void count(String what, long n) {
    counts.merge(what, n, Long::sum);
  }

  /** Hands on what there is. */
  void handOn() {
    try {
      if (first != null) {
        Delivery delivery =
            new Delivery(Source.FILE, first.account(), first.region(), body.toByteArray());
        int n = waiting;
        first = null;
        waiting = 0;
        body = new ByteArrayOutputStream();
        target.take(delivery, n);
      }
      for (Delivery one : unreadable) {
        target.take(one, 0);
      }
      unreadable.clear();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedReadingException();
    }
  }

  /** How many events it held that are handed on. */
  long events() {
    return events;
  }

  /** What was left out, by reason. */
  Map<String, Long> counts() {
    return counts;
  }

  /** The reader is being closed. */
  static final class InterruptedReadingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InterruptedReadingException() {
      super("interrupted while events were handed on");
    }
  }
}
