package dev.logtrail.payload;

import dev.logtrail.payload.bytes.Bytes;
import dev.logtrail.payload.bytes.DecodingRoom;
import dev.logtrail.payload.bytes.Gunzip;
import dev.logtrail.payload.bytes.UnreadableException;
import dev.logtrail.payload.bytes.Utf16;
import dev.logtrail.payload.carrier.text.Carrier;
import dev.logtrail.payload.decoding.Decoded;
import dev.logtrail.payload.decoding.DecodedCollector;
import dev.logtrail.payload.decoding.DecodedSink;
import dev.logtrail.payload.decoding.Decoding;
import dev.logtrail.payload.decoding.PayloadLimits;
import dev.logtrail.payload.subscription.FirehoseBody;
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
  /** What a decoder keeps in buffers, and holds of events before they are handed on. */
  private static final long BUFFER_BYTES = 6 << 20;

  private final PayloadLimits limits;
  private final DecodingRoom room;
  private final Gunzip gunzip;

  /** With the usual limits. */
  public PayloadDecoder() {
    this(PayloadLimits.DEFAULT);
  }

  /** With other limits. */
  public PayloadDecoder(PayloadLimits limits) {
    this(limits, DecodingRoom.unlimited());
  }

  /**
   * With other limits, and memory that is shared.
   *
   * @param room what large payloads are decoded in; closed with the decoder
   */
  public PayloadDecoder(PayloadLimits limits, DecodingRoom room) {
    this.limits = limits;
    this.room = room;
    this.gunzip = new Gunzip(limits.payloadBytes(), room);
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
   * Decodes a delivery piece by piece; what {@code sink} does not keep is not kept. If it throws,
   * what {@code sink} got before is part of what cannot be read.
   *
   * @throws UnreadableException if nothing in it is readable, or it is over a limit
   * @throws dev.logtrail.payload.bytes.DecodingBusyException if there was no memory in time
   */
  public void decode(Delivery delivery, DecodedSink sink) throws UnreadableException {
    room.take(BUFFER_BYTES);
    try {
      read(delivery, sink);
    } finally {
      gunzip.release();
      room.close();
    }
  }

  private void read(Delivery delivery, DecodedSink sink) throws UnreadableException {
    LogStream defaults = new LogStream(delivery.account(), delivery.region(), "", "");
    Bytes body = Bytes.of(delivery.body());
    Decoding decoding = new Decoding(delivery.source(), defaults, limits, sink);
    Shape shape = delivery.deadLetter() == null ? shape(delivery.source()) : shape(delivery);
    PieceDecoder pieces = new PieceDecoder(decoding, gunzip, shape, null);
    pieces.accept(body);
    pieces.finish();
  }

  /** What comes this way; null if it may be anything. */
  private static Shape shape(Source source) {
    return switch (source) {
      case SUBSCRIPTION, KINESIS -> Shape.SUBSCRIPTION;
      case FIREHOSE -> Shape.FIREHOSE;
      case LOG_RESULT -> Shape.INVOCATIONS;
      case EVENTBRIDGE -> Shape.EVENTBRIDGE;
      case PUBSUB -> Shape.PUSHES;
      case API, FILE -> null;
    };
  }

  /** A dead letter may be a part of what came, or a payload made of what was read of it. */
  private Shape shape(Delivery retried) {
    try {
      Bytes unpacked = gunzip.unwrap(Bytes.of(retried.body()));
      Bytes text = Utf16.toUtf8(unpacked, room).withoutMark().trimmed();
      Shape looks = Shape.of(text);
      return switch (looks) {
        case SUBSCRIPTION, FIREHOSE, INVOCATIONS, EVENTBRIDGE -> looks;
        case FIREHOSE_RECORD, API_PAGES, PUSHES, RECORDS, PLAIN_TEXT -> shapeOfPart(retried);
      };
    } catch (UnreadableException e) {
      return shapeOfPart(retried); // Reading it says what is wrong.
    } finally {
      gunzip.release();
    }
  }

  /** Of what does not look like a delivery: of Firehose it is the data of one record. */
  private static Shape shapeOfPart(Delivery retried) {
    Shape whole = shape(retried.source());
    return whole == Shape.FIREHOSE ? Shape.FIREHOSE_RECORD : whole;
  }

  /**
   * Decodes bytes of any form this package knows, known by what they look like.
   *
   * @param defaults names for what the bytes leave out; empty text where nothing is known
   * @throws UnreadableException if nothing in it is readable, or it is over a limit
   */
  public Decoded decodeAny(byte[] bytes, LogStream defaults, Source source)
      throws UnreadableException {
    DecodedCollector collector = new DecodedCollector();
    PieceDecoder pieces = pieces(defaults, source, collector);
    pieces.accept(Bytes.of(bytes));
    pieces.finish();
    return collector.decoded();
  }

  /**
   * Decodes bytes of any form, like {@link #decodeAny}, but piece by piece. Uses this decoder's
   * buffers: one at a time.
   */
  public PieceDecoder pieces(LogStream defaults, Source source, DecodedSink sink) {
    return pieces(defaults, source, sink, null);
  }

  /**
   * The same.
   *
   * @param carrier what a text was carried by; null to find out
   */
  public PieceDecoder pieces(LogStream defaults, Source source, DecodedSink sink, Carrier carrier) {
    return new PieceDecoder(new Decoding(source, defaults, limits, sink), gunzip, null, carrier);
  }

  /** A Firehose body's own {@code requestId}, or null if it has none or cannot be read. */
  public String firehoseRequestId(byte[] body) {
    return FirehoseBody.requestId(Bytes.of(body), gunzip);
  }

  @Override
  public void close() {
    gunzip.close();
    room.close();
  }
}
