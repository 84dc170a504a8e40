package dev.logtrail.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.payload.bytes.PayloadTooLargeException;
import dev.logtrail.payload.bytes.UnreadableException;
import dev.logtrail.payload.decoding.Decoded;
import dev.logtrail.payload.decoding.PayloadLimits;
import dev.logtrail.payload.decoding.Rejected;
import dev.logtrail.payload.invocation.LogResultText;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Malicious payloads, and damaged ones. */
class HostilePayloadTest {
  private static final String GOOD = Samples.event(Samples.ID, 1, "good");

  @Test
  void anEventOverTheLimitIsRejectedAndTheRestTaken() throws UnreadableException {
    String big = "x".repeat(1 << 20);
    String wide = "é".repeat((1 << 19) + 1);
    Decoded decoded =
        subscription(
            Samples.document(
                GOOD
                    + ","
                    + Samples.event("2", 2, big)
                    + ","
                    + Samples.event("3", 3, big + "x")
                    + ","
                    + Samples.event("4", 4, wide)));
    assertThat(Samples.events(decoded)).extracting(e -> e.id()).containsExactly(Samples.ID, "2");
    assertThat(decoded.rejected())
        .extracting(Rejected::reason)
        .containsOnly("the event is larger than the limit of 1048576 bytes an event")
        .hasSize(2);
  }

  @Test
  void aRejectedEventIsKeptAsAPayloadThatCanBeTriedAgain() throws UnreadableException {
    String late = "{\"id\":\"7\",\"timestamp\":{},\"message\":\"m\"}";
    Decoded decoded = subscription(Samples.document(GOOD + ", " + late));
    assertThat(decoded.rejected()).hasSize(1);
    assertThat(new String(decoded.rejected().get(0).body(), StandardCharsets.UTF_8))
        .isEqualTo(Samples.document(late).replace("[\"all\"]", "[]"));
  }

  @Test
  void deepNestingCostsItsDocumentOnly() throws UnreadableException {
    String deep = "{\"a\":".repeat(100_000);
    Decoded decoded =
        subscription(Samples.document(GOOD) + "\n" + deep + "\n" + Samples.document(GOOD));
    assertThat(decoded.batches()).hasSize(2);
    assertThat(decoded.rejected()).hasSize(1);
    assertThat(decoded.rejected().get(0).reason()).contains("nesting depth");
  }

  @Test
  void manyDamagedLinesAreReadInOneGo() throws UnreadableException {
    String lines = String.join("\n", Collections.nCopies(200_000, "{\"a\":"));
    Decoded decoded = subscription(lines + "\n" + Samples.document(GOOD));
    assertThat(Samples.messages(decoded)).containsExactly("good");
  }

  @Test
  void endlessNumbersAndNamesAreRefused() {
    String number = "9".repeat(100_000);
    String name = "n".repeat(100_000);
    assertThatThrownBy(() -> subscription("{\"a\":" + number + "}"))
        .isInstanceOf(UnreadableException.class);
    assertThatThrownBy(() -> subscription("{\"" + name + "\":1}"))
        .isInstanceOf(UnreadableException.class);
  }

  @Test
  void bytesThatAreNotUtf8BecomeReplacementCharacters() throws UnreadableException {
    byte[] body = Samples.utf8(Samples.document(Samples.event("1", 1, "a?b") + "," + GOOD));
    for (int i = 0; i < body.length; i++) {
      body[i] = body[i] == '?' ? (byte) 0xFF : body[i];
    }
    Decoded decoded = Samples.decode(Source.SUBSCRIPTION, body);
    assertThat(Samples.messages(decoded)).containsExactly("a\uFFFDb", "good");
    assertThat(decoded.rejected()).isEmpty();
  }

  @Test
  void badBytesAfterADeliveredElementDeliverNothingTwice() throws UnreadableException {
    String events =
        "[{\"timestamp\":1,\"message\":\"a\"},{\"timestamp\":2,\"message\":\"b?\"},{\"timestamp\":3,\"message\":\"c\"}]";
    byte[] body = Samples.utf8(events);
    body[events.indexOf('?')] = (byte) 0xC0;
    assertThat(Samples.messages(Samples.decodeAny(body))).containsExactly("a", "b\uFFFD", "c");
  }

  @Test
  void utf16OfAWindowsShellIsRead() throws UnreadableException {
    String text = "\uFEFF" + Samples.document(GOOD);
    assertThat(Samples.messages(Samples.decodeAny(text.getBytes(StandardCharsets.UTF_16LE))))
        .containsExactly("good");
    assertThat(Samples.messages(Samples.decodeAny(text.getBytes(StandardCharsets.UTF_16BE))))
        .containsExactly("good");
  }

  @Test
  void binaryIsRefused() {
    assertThatThrownBy(() -> Samples.decodeAny(new byte[] {'P', 'N', 'G', 0, 1, 2}))
        .hasMessageContaining("binary");
  }

  @Test
  void anyTruncationAndAnyDamageIsAnswered() {
    byte[] whole = Samples.utf8(Samples.document(GOOD + "," + Samples.event("2", 2, "é")) + "\n{}");
    Random random = new Random(11);
    for (int i = 0; i < whole.length; i++) {
      decodeEveryWay(Arrays.copyOf(whole, i));
      byte[] damaged = whole.clone();
      damaged[i] = (byte) random.nextInt(256);
      decodeEveryWay(damaged);
    }
  }

  private static void decodeEveryWay(byte[] body) {
    for (Source source : Source.values()) {
      try (PayloadDecoder decoder = new PayloadDecoder()) {
        decoder.decode(new Delivery(source, "a", "r", body));
      } catch (UnreadableException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
  }

  @Test
  void allRecordsTogetherHaveALimit() {
    String record = "{\"data\":\"" + Samples.base64(Samples.gzip(new byte[900])) + "\"}";
    String body =
        "{\"requestId\":\"r\",\"records\":["
            + String.join(",", Collections.nCopies(9, record))
            + "]}";
    PayloadLimits limits = new PayloadLimits(1000, 5000, 1000);
    try (PayloadDecoder decoder = new PayloadDecoder(limits)) {
      Delivery delivery = new Delivery(Source.FIREHOSE, "a", "r", Samples.gzip(Samples.utf8(body)));
      assertThatThrownBy(() -> decoder.decode(delivery))
          .isInstanceOf(PayloadTooLargeException.class)
          .hasMessageContaining("all payloads together are larger than the limit of 5000 bytes");
    }
  }

  @Test
  void aDecoderReadsOnAfterFailures() throws UnreadableException {
    try (PayloadDecoder decoder = new PayloadDecoder()) {
      byte[] good = Samples.gzip(Samples.utf8(Samples.document(GOOD)));
      for (int i = 0; i < 3; i++) {
        byte[] cut = Arrays.copyOf(good, good.length / 2);
        assertThatThrownBy(() -> decoder.decode(new Delivery(Source.KINESIS, "a", "r", cut)))
            .isInstanceOf(UnreadableException.class);
        Decoded decoded = decoder.decode(new Delivery(Source.KINESIS, "a", "r", good));
        assertThat(Samples.messages(decoded)).containsExactly("good");
      }
    }
  }

  @Test
  void logResultsCutInsideACharacterAreFlagged() {
    byte[] bytes = Samples.utf8("é" + "x".repeat(4094));
    LogResultText text = LogResultText.of(Arrays.copyOfRange(bytes, 1, bytes.length));
    assertThat(text.text()).isEqualTo("x".repeat(4094));
    assertThat(text.cut()).isTrue();
    LogResultText whole =
        LogResultText.of(Samples.utf8("START RequestId: a Version: 1\nEND RequestId: a\n"));
    assertThat(whole.cut()).isFalse();
    assertThat(whole.requestId()).isEqualTo("a");
  }

  @Test
  void linesOfOneStreamArriveInOrder() throws UnreadableException {
    Decoded decoded = Samples.decodeAny("a\nb\r\na\n");
    assertThat(Samples.events(decoded)).extracting(e -> e.arrival()).containsExactly(0, 1, 2);
    assertThat(decoded.batches().get(0).stream())
        .isEqualTo(new LogStream("000000000000", "eu-west-1", "/aws/lambda/f", "stream"));
  }

  private static Decoded subscription(String text) throws UnreadableException {
    return Samples.decode(Source.SUBSCRIPTION, Samples.utf8(text));
  }
}
