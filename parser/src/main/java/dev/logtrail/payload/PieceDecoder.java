package dev.logtrail.payload;

import dev.logtrail.payload.bytes.Bytes;
import dev.logtrail.payload.bytes.Gunzip;
import dev.logtrail.payload.bytes.UnreadableException;
import dev.logtrail.payload.bytes.Utf16;
import dev.logtrail.payload.carrier.LogsApiJson;
import dev.logtrail.payload.carrier.MessageArray;
import dev.logtrail.payload.carrier.PubSubPush;
import dev.logtrail.payload.carrier.ToolRecords;
import dev.logtrail.payload.carrier.notation.Notations;
import dev.logtrail.payload.carrier.text.CarriedText;
import dev.logtrail.payload.carrier.text.Carrier;
import dev.logtrail.payload.decoding.Decoding;
import dev.logtrail.payload.decoding.EventLists;
import dev.logtrail.payload.invocation.Invocations;
import dev.logtrail.payload.subscription.FirehoseBody;
import dev.logtrail.payload.subscription.StatusChange;
import dev.logtrail.payload.subscription.SubscriptionPayload;
import java.nio.charset.StandardCharsets;

/**
 * Decodes one input that may be too long for memory, piece by piece: what the first piece looks
 * like decides for all. Events without ids, times or streams are counted and carried on over the
 * pieces as if they were one.
 */
public final class PieceDecoder {
  private static final int BINARY_CHECK_BYTES = 1024;

  private final Decoding decoding;
  private final Gunzip gunzip;
  private final EventLists events;
  private final CarriedText text;
  private final ToolRecords tools = new ToolRecords();
  private final Carrier told;
  private Shape shape;

  /**
   * @param shape what the input is; null to find out
   * @param carrier what a text was carried by; null to find out
   */
  PieceDecoder(Decoding decoding, Gunzip gunzip, Shape shape, Carrier carrier) {
    this.decoding = decoding;
    this.gunzip = gunzip;
    this.shape = shape;
    this.told = carrier;
    this.events = new EventLists(decoding);
    this.text = new CarriedText(decoding, events, carrier);
  }

  /**
   * How many of the bytes from index 0 up to {@code length} are whole records for sure, so that
   * they can be a piece.
   *
   * @return 0 if no record surely ends there: more is needed
   */
  public int wholeRecords(byte[] bytes, int length) {
    if (shape == null && Bytes.of(bytes).isUtf16()) {
      return 0; // such a text is converted whole
    }
    Shape looksLike = shape != null ? shape : Shape.of(bytes, length);
    return looksLike.wholeRecords(bytes, length);
  }

  /**
   * Decodes one piece.
   *
   * @throws UnreadableException if it is over a limit, damaged gzip, or binary
   */
  public void accept(byte[] bytes, int from, int to) throws UnreadableException {
    accept(new Bytes(bytes, from, to));
  }

  void accept(Bytes piece) throws UnreadableException {
    if (shape == null) {
      any(piece);
    } else {
      read(piece, gunzip);
    }
    events.deliver();
  }

  /**
   * Ends the input.
   *
   * @throws UnreadableException if nothing in it was readable, or it is over a limit
   */
  public void finish() throws UnreadableException {
    text.end();
    events.deliver();
    decoding.finish(expected());
  }

  /** What a text was taken for; null if the input is none. */
  public Carrier carrier() {
    return shape == Shape.PLAIN_TEXT ? text.carrier() : null;
  }

  private void any(Bytes piece) throws UnreadableException {
    Bytes whole = Utf16.toUtf8(gunzip.unwrap(piece), gunzip.room()).withoutMark();
    Bytes trimmed = whole.trimmed();
    if (trimmed.slice(0, Math.min(trimmed.length(), BINARY_CHECK_BYTES)).indexOf(0, 0) >= 0) {
      throw new UnreadableException(
          "neither text, JSON nor gzip, but binary; right is " + SubscriptionPayload.EXPECTED);
    }
    if (isCutByReturns(whole)) {
      whole = Bytes.of(whole.text().replace('\r', '\n').getBytes(StandardCharsets.UTF_8));
      trimmed = whole.trimmed();
    }
    Bytes rewritten = told == null || told == Carrier.PLAIN ? Notations.rewritten(trimmed) : null;
    if (rewritten != null) {
      whole = rewritten;
      trimmed = rewritten;
    }
    if (!trimmed.isEmpty()) {
      shape = Shape.of(trimmed);
      boolean array = shape == Shape.PLAIN_TEXT && trimmed.at(0) == '[';
      if (array && MessageArray.read(trimmed, decoding.defaults(), events)) {
        return;
      }
      read(shape == Shape.PLAIN_TEXT ? whole : trimmed, gunzip.nested());
    }
  }

  /** Whether lines end as they did on old machines. */
  private static boolean isCutByReturns(Bytes whole) {
    return whole.indexOf('\n', 0) < 0 && whole.trimmed().indexOf('\r', 0) >= 0;
  }

  private void read(Bytes in, Gunzip inner) throws UnreadableException {
    switch (shape) {
      case SUBSCRIPTION -> SubscriptionPayload.read(in, decoding, inner);
      case EVENTBRIDGE ->
          SubscriptionPayload.read(in, decoding, inner, "right is " + StatusChange.EXPECTED);
      case FIREHOSE -> FirehoseBody.read(in, decoding, inner);
      case FIREHOSE_RECORD -> FirehoseBody.readData(in, decoding, inner);
      case INVOCATIONS -> Invocations.read(in, decoding, inner);
      case API_PAGES -> LogsApiJson.readPages(in, decoding, events, text);
      case PUSHES -> PubSubPush.read(in, decoding, events);
      case RECORDS -> LogsApiJson.readRecords(in, decoding, events, text, tools, inner);
      case PLAIN_TEXT -> text.lines(in);
    }
  }

  private String expected() {
    return switch (shape == null ? Shape.PLAIN_TEXT : shape) {
      case SUBSCRIPTION -> SubscriptionPayload.EXPECTED;
      case EVENTBRIDGE -> StatusChange.EXPECTED;
      case FIREHOSE -> FirehoseBody.EXPECTED;
      case FIREHOSE_RECORD -> SubscriptionPayload.EXPECTED;
      case INVOCATIONS -> Invocations.EXPECTED;
      case PUSHES -> PubSubPush.EXPECTED;
      case API_PAGES, RECORDS -> LogsApiJson.EXPECTED;
      case PLAIN_TEXT -> "a subscription payload, JSON of the Logs API, or lines of text";
    };
  }
}
