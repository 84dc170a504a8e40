package dev.logtrail.payload.decoding;

import dev.logtrail.payload.bytes.Bytes;
import dev.logtrail.payload.bytes.PayloadTooLargeException;
import dev.logtrail.payload.bytes.UnreadableException;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One delivery while it is decoded: what is known beside it, its limits, and what was found. */
public final class Decoding {
  private final Source source;
  private final LogStream defaults;
  private final PayloadLimits limits;
  private final DecodedSink sink;
  private long bytes;
  private boolean readable;
  private String firstReason;

  public Decoding(Source source, LogStream defaults, PayloadLimits limits, DecodedSink sink) {
    this.source = source;
    this.defaults = defaults;
    this.limits = limits;
    this.sink = sink;
  }

  public Source source() {
    return source;
  }

  /** Names for what a payload leaves out; empty text where nothing is known. */
  public LogStream defaults() {
    return defaults;
  }

  public PayloadLimits limits() {
    return limits;
  }

  /** Counts a decompressed payload against the delivery's limit. */
  public void count(Bytes payload) throws PayloadTooLargeException {
    bytes += payload.length();
    if (isExhausted()) {
      throw overTotal();
    }
  }

  /** Whether the delivery is over its limit, so that inflating more is of no use. */
  public boolean isExhausted() {
    return bytes > limits.totalBytes();
  }

  private PayloadTooLargeException overTotal() {
    return new PayloadTooLargeException(
        "all payloads together are larger than the limit of "
            + limits.totalBytes()
            + " bytes decompressed; send fewer at a time");
  }

  /** Something was understood, even if it held no event. */
  public void understood() {
    readable = true;
  }

  public void batch(LogBatch batch) {
    readable = true;
    sink.batch(batch);
  }

  public void invocation(Invocation invocation) {
    readable = true;
    sink.invocation(invocation);
  }

  public void dropped(String reason, long events) {
    readable = true;
    sink.dropped(reason, events);
  }

  public void rejected(String reason, Bytes body) {
    rejected(reason, List.of(body));
  }

  /** The same where the record's bytes are made of several parts. */
  public void rejected(String reason, List<Bytes> parts) {
    if (firstReason == null) {
      firstReason = reason;
    }
    sink.rejected(new Rejected(reason, parts));
  }

  /** Refuses a delivery that is too large, or in which nothing at all was readable. */
  public void finish(String expected) throws UnreadableException {
    if (isExhausted()) {
      throw overTotal();
    }
    if (!readable) {
      throw new UnreadableException(
          firstReason != null ? firstReason : "the body is empty; right is " + expected);
    }
  }

  /** What is wrong with a message's size, or null. */
  public String overEventLimit(String message) {
    int limit = limits.eventBytes();
    if (message.length() * 3L <= limit) {
      return null;
    }
    int size =
        message.length() > limit
            ? message.length()
            : message.getBytes(StandardCharsets.UTF_8).length;
    return size <= limit
        ? null
        : "the event is larger than the limit of " + limit + " bytes an event";
  }
}
