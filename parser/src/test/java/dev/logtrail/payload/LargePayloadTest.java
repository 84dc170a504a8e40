package dev.logtrail.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.limit.ByteBudget;
import dev.logtrail.limit.DeliveryLimits;
import dev.logtrail.limit.MemoryBudgets;
import dev.logtrail.payload.bytes.DecodingBusyException;
import dev.logtrail.payload.bytes.DecodingRoom;
import dev.logtrail.payload.bytes.PayloadTooLargeException;
import dev.logtrail.payload.bytes.UnreadableException;
import dev.logtrail.payload.decoding.DecodedSink;
import dev.logtrail.payload.decoding.PayloadLimits;
import dev.logtrail.payload.decoding.Rejected;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.Source;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Payloads that are a thousand times larger than what was sent, and how little of them is held. */
class LargePayloadTest {
  private static final String NAMES =
      "\"messageType\":\"DATA_MESSAGE\",\"owner\":\"1\",\"logGroup\":\"/aws/lambda/f\",\"logStream\":\"s\"";

  /** What the usual heap of 512 MB has for it. */
  private static final long BUDGET = MemoryBudgets.ofHeap(512L << 20).decoding().limitBytes();

  private static final int EVENTS = 60_000;
  private static final int MESSAGE = 400;
  private final ByteBudget budget = new ByteBudget("decoding", BUDGET);
  private final Seen seen = new Seen();

  /** Notes how much came at once, and keeps nothing but ids. */
  private static final class Seen implements DecodedSink {
    private final Set<String> ids = new HashSet<>();
    private int largestBatch;
    private long dropped;
    private int letters;
    private int largestLetter;
    private String reason;

    @Override
    public void batch(LogBatch batch) {
      largestBatch = Math.max(largestBatch, batch.events().size());
      batch.events().stream().map(LogEvent::id).forEach(ids::add);
    }

    @Override
    public void invocation(Invocation invocation) {
      throw new AssertionError(invocation);
    }

    @Override
    public void rejected(Rejected rejected) {
      letters++;
      largestLetter = Math.max(largestLetter, rejected.body().length);
      reason = rejected.reason();
    }

    @Override
    public void dropped(String reason, long events) {
      dropped += events;
    }
  }

  private static String events(int count) {
    StringBuilder events = new StringBuilder("\"logEvents\":[");
    for (int i = 0; i < count; i++) {
      events.append(i == 0 ? "" : ",").append("{\"id\":\"").append(i);
      events.append("\",\"timestamp\":1795168800000,\"message\":\"").append("x".repeat(MESSAGE));
      events.append("\"}");
    }
    return events.append("]").toString();
  }

  private static byte[] gzip(String... parts) {
    return Samples.gzip(Samples.utf8("{" + String.join(",", parts) + "}"));
  }

  private void decode(Source source, byte[] body) throws UnreadableException {
    decode(source, body, budget);
  }

  private void decode(Source source, byte[] body, ByteBudget budget) throws UnreadableException {
    try (PayloadDecoder decoder =
        new PayloadDecoder(PayloadLimits.DEFAULT, new DecodingRoom(budget, Duration.ZERO))) {
      decoder.decode(new Delivery(source, "1", "r", body), seen);
    } finally {
      assertThat(budget.usedBytes()).isZero();
    }
  }

  @Test
  void aLongDocumentComesInPartsWhereverItsNamesStand() throws UnreadableException {
    for (byte[] body : new byte[][] {gzip(NAMES, events(EVENTS)), gzip(events(EVENTS), NAMES)}) {
      seen.ids.clear();
      decode(Source.SUBSCRIPTION, body);
      assertThat(seen.ids).hasSize(EVENTS);
      assertThat(seen.largestBatch).isEqualTo(DeliveryLimits.BATCH_EVENTS);
      assertThat(budget.peakBytes()).isBetween(20L << 20, 40L << 20);
    }
  }

  @Test
  void recordsOfOneDeliveryTakeTheRoomOneAfterTheOther() throws UnreadableException {
    String data = Base64.getEncoder().encodeToString(gzip(NAMES, events(EVENTS)));
    String record = "{\"data\":\"" + data + "\"}";
    String body = "{\"requestId\":\"r\",\"timestamp\":1,\"records\":[%s,%s,%s]}";
    decode(Source.FIREHOSE, Samples.utf8(body.formatted(record, record, record)));
    assertThat(seen.ids).hasSize(EVENTS);
    assertThat(seen.letters).isZero();
    assertThat(budget.peakBytes()).isLessThan(40L << 20);
  }

  @Test
  void aRecordThatCanNeverFitIsALetterAsItCameAndTheRestIsTaken() throws UnreadableException {
    byte[] large = gzip(NAMES, events(140_000));
    String records =
        "{\"data\":\"%s\"},{\"data\":\"%s\"}"
            .formatted(
                Base64.getEncoder().encodeToString(large),
                Base64.getEncoder().encodeToString(gzip(NAMES, events(3))));
    byte[] body =
        Samples.utf8("{\"requestId\":\"r\",\"timestamp\":1,\"records\":[" + records + "]}");
    decode(Source.FIREHOSE, body, new ByteBudget("decoding", 40 << 20));
    assertThat(seen.ids).hasSize(3);
    assertThat(seen.letters).isEqualTo(1);
    assertThat(seen.reason).contains("bytes of memory to be decoded, more than the ");
    assertThat(seen.largestLetter).isLessThan(large.length * 2);
  }

  @Test
  void aBombIsMeasuredAndTakesNoMemory() {
    byte[] bomb = Samples.gzip(Samples.gzip(Samples.gzip(new byte[200 << 20])));
    for (Source source : new Source[] {Source.SUBSCRIPTION, Source.FIREHOSE, Source.LOG_RESULT}) {
      assertThatThrownBy(() -> decode(source, bomb))
          .isInstanceOf(PayloadTooLargeException.class)
          .hasMessageContaining("limit of " + DeliveryLimits.PAYLOAD_BYTES + " bytes decompressed");
    }
    assertThat(budget.peakBytes()).isLessThan(8L << 20);
  }

  @Test
  void whoFindsOthersDecodingIsToldSo() {
    assertThat(budget.tryTake(60 << 20)).isTrue();
    byte[] body = gzip(NAMES, events(EVENTS));
    try (PayloadDecoder decoder =
        new PayloadDecoder(PayloadLimits.DEFAULT, new DecodingRoom(budget, Duration.ZERO))) {
      assertThatThrownBy(
              () -> decoder.decode(new Delivery(Source.SUBSCRIPTION, "1", "r", body), seen))
          .isInstanceOf(DecodingBusyException.class);
    }
    assertThat(budget.usedBytes()).isEqualTo(60 << 20);
  }

  @Test
  void aLongControlMessageIsCountedAndNotHeld() throws UnreadableException {
    String control = "\"messageType\":\"CONTROL_MESSAGE\"";
    decode(Source.SUBSCRIPTION, gzip(events(EVENTS), control));
    assertThat(seen.dropped).isEqualTo(EVENTS);
    assertThat(seen.ids).isEmpty();
  }

  @Test
  void aLongDamagedDocumentIsKeptAsItCame() throws UnreadableException {
    byte[] body = Samples.gzip(Samples.utf8("{" + NAMES + "," + events(EVENTS) + "? }"));
    decode(Source.SUBSCRIPTION, body);
    assertThat(seen.letters).isEqualTo(1);
    assertThat(seen.reason).startsWith("not readable as JSON");
    assertThat(seen.largestLetter).isEqualTo(body.length);
  }

  @Test
  void theLargestPayloadFitsIntoTheUsualHeap() throws UnreadableException {
    StringBuilder events = new StringBuilder("{" + NAMES + ",\"logEvents\":[");
    int count = 0;
    while (events.length() < DeliveryLimits.PAYLOAD_BYTES - MESSAGE - 200) {
      events.append(count == 0 ? "" : ",").append("{\"id\":\"").append(count++);
      events.append("\",\"timestamp\":1795168800000,\"message\":\"").append("x".repeat(MESSAGE));
      events.append("\"}");
    }
    byte[] text = Samples.utf8(events.append("]}").toString());
    for (boolean broken : new boolean[] {false, true}) {
      for (int i = text.length / 2; broken && i < text.length; i++) {
        text[i] = text[i] == 'x' ? (byte) 0xFF : text[i];
      }
      seen.ids.clear();
      decode(Source.SUBSCRIPTION, Samples.gzip(Samples.gzip(text)));
      assertThat(seen.ids).hasSize(count);
      assertThat(seen.letters).isZero();
      assertThat(budget.peakBytes()).isBetween((long) text.length, text.length + (12L << 20));
    }
  }

  @Test
  void anEventOfAnyLengthCostsOnlyItself() throws UnreadableException {
    String huge = "\\u0000".repeat(10 << 20);
    for (String value : new String[] {'"' + huge + '"', "{\"a\":[\"" + huge + "\"]}"}) {
      seen.ids.clear();
      seen.letters = 0;
      String event = "\"logEvents\":[{\"id\":\"1\",\"timestamp\":1,\"message\":" + value + "},";
      byte[] body = gzip(NAMES, event + "{\"id\":\"2\",\"timestamp\":1,\"message\":\"m\"}]");
      decode(Source.SUBSCRIPTION, body);
      assertThat(seen.ids).containsExactly("2");
      assertThat(seen.letters).isEqualTo(1);
      assertThat(seen.reason).startsWith("the event is larger than the limit of 1048576 bytes");
      assertThat(seen.largestLetter).isEqualTo(DeliveryLimits.DEAD_LETTER_BYTES + 1);
    }
  }

  @Test
  void aNameOfAnyLengthIsSaidToBeTooLong() {
    String owner = "\"owner\":\"" + "9".repeat(17 << 20) + "\"";
    byte[] body = gzip(NAMES.replace("\"owner\":\"1\"", owner), events(1));
    assertThatThrownBy(() -> decode(Source.SUBSCRIPTION, body))
        .isInstanceOf(UnreadableException.class)
        .hasMessage("the account is longer than the limit of 512 bytes");
  }

  @Test
  void theRequestIdOfALargeDeliveryHoldsNoMemory() {
    byte[] body = gzip("\"requestId\":\"r\"", "\"records\":[],\"more\":[{" + events(EVENTS) + "}]");
    try (PayloadDecoder decoder =
        new PayloadDecoder(PayloadLimits.DEFAULT, new DecodingRoom(budget, Duration.ZERO))) {
      assertThat(decoder.firehoseRequestId(body)).isEqualTo("r");
      assertThat(budget.usedBytes()).isZero();
      assertThat(budget.peakBytes()).isGreaterThan(20L << 20);
    }
  }
}
