package dev.logtrail.payload;

import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;

/**
 * Turns deliveries into events: picks the decoder by the way something came, or by what it looks
 * like.
 *
 * <p>Keeps an inflater and buffers; close it after use, and do not share it between threads.
 */
public final class PayloadDecoder implements AutoCloseable {
  private static final int BINARY_CHECK_BYTES = 1024;

  private final PayloadLimits limits;
  private final Gunzip gunzip;

  /** With the usual limits. */
  public PayloadDecoder() {
    this(PayloadLimits.DEFAULT);
  }

  /** With other limits. */
  public PayloadDecoder(PayloadLimits limits) {
    this.limits = limits;
    this.gunzip = new Gunzip(limits.payloadBytes());
  }

  /**
   * Decodes a whole delivery.
   *
   * @throws UnreadableException if nothing in it is readable, or it is over a limit
   */
  public Decoded decode(Delivery delivery) throws UnreadableException {
    DecodedCollector collector = new DecodedCollector();
    decode(delivery, collector);
    return collector.decoded();
  }

  /**
   * Decodes a delivery piece by piece. If it throws, what {@code sink} got before does not count.
   *
   * @throws UnreadableException if nothing in it is readable, or it is over a limit
   */
  public void decode(Delivery delivery, DecodedSink sink) throws UnreadableException {
    LogStream defaults = new LogStream(delivery.account(), delivery.region(), "", "");
    Bytes body = Bytes.of(delivery.body());
    Decoding decoding = new Decoding(delivery.source(), defaults, limits, sink);
    switch (delivery.source()) {
      case SUBSCRIPTION, KINESIS -> read(Shape.SUBSCRIPTION, body, decoding, gunzip);
      case FIREHOSE -> read(Shape.FIREHOSE, body, decoding, gunzip);
      case LOG_RESULT -> read(Shape.INVOCATIONS, body, decoding, gunzip);
      case API, FILE -> readAny(body, decoding);
    }
  }

  /**
   * Decodes bytes of any form this package knows, told by what they look like.
   *
   * @param defaults names for what the bytes leave out; empty text where nothing is known
   * @throws UnreadableException if nothing in it is readable, or it is over a limit
   */
  public Decoded decodeAny(byte[] bytes, LogStream defaults, Source source)
      throws UnreadableException {
    DecodedCollector collector = new DecodedCollector();
    readAny(Bytes.of(bytes), new Decoding(source, defaults, limits, collector));
    return collector.decoded();
  }

  /** A Firehose body's own {@code requestId}, or null if it has none or cannot be read. */
  public String firehoseRequestId(byte[] body) {
    return FirehoseBody.requestId(Bytes.of(body), gunzip);
  }

  @Override
  public void close() {
    gunzip.close();
  }

  private void readAny(Bytes bytes, Decoding decoding) throws UnreadableException {
    Bytes whole = gunzip.unwrap(bytes).utf8().withoutMark();
    Bytes text = whole.trimmed();
    if (text.slice(0, Math.min(text.length(), BINARY_CHECK_BYTES)).indexOf(0, 0) >= 0) {
      throw new UnreadableException(
          "neither text, JSON nor gzip, but binary; right is " + SubscriptionPayload.EXPECTED);
    }
    Shape shape = Shape.of(text);
    boolean lines = shape == Shape.PLAIN_TEXT && !text.isEmpty();
    read(shape, lines ? whole : text, decoding, gunzip.nested());
  }

  private static void read(Shape shape, Bytes in, Decoding decoding, Gunzip gunzip)
      throws UnreadableException {
    switch (shape) {
      case SUBSCRIPTION -> SubscriptionPayload.read(in, decoding, gunzip);
      case FIREHOSE -> FirehoseBody.read(in, decoding, gunzip);
      case INVOCATIONS -> Invocations.read(in, decoding, gunzip);
      case API_PAGES -> LogsApiJson.readPages(in, decoding);
      case RECORDS -> LogsApiJson.readRecords(in, decoding);
      case PLAIN_TEXT -> PlainText.read(in, decoding);
    }
    decoding.finish(expected(shape));
  }

  private static String expected(Shape shape) {
    return switch (shape) {
      case SUBSCRIPTION -> SubscriptionPayload.EXPECTED;
      case FIREHOSE -> FirehoseBody.EXPECTED;
      case INVOCATIONS -> Invocations.EXPECTED;
      case API_PAGES, RECORDS -> LogsApiJson.EXPECTED;
      case PLAIN_TEXT -> "a subscription payload, JSON of the Logs API, or lines of text";
    };
  }
}
