package dev.logtrail.payload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.payload.bytes.UnreadableException;
import dev.logtrail.payload.decoding.DecodedCollector;
import dev.logtrail.payload.decoding.KeptWhileSmall;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A Firehose delivery in parts: decoded one after the other, they are the delivery. */
class DividedDeliveryTest {
  private static final long PART_BYTES = 10_000;

  /** What one or several deliveries held. */
  private static final class Held {
    final List<LogEvent> events = new ArrayList<>();
    final List<String> rejected = new ArrayList<>();
    final Map<String, Long> dropped = new TreeMap<>();

    void add(Delivery delivery) {
      DecodedCollector collector = new DecodedCollector();
      try (PayloadDecoder decoder = new PayloadDecoder()) {
        decoder.decode(delivery, collector);
      } catch (UnreadableException e) {
        // Alone it is refused as a whole; with the others it is a record that cannot be read.
      }
      var decoded = collector.decoded();
      decoded.batches().forEach(batch -> events.addAll(batch.events()));
      // Of damaged JSON the parser tells where it failed, which is another place in a part.
      decoded.rejected().stream()
          .map(r -> r.reason().replaceAll("JSON \\(.*\\);", "JSON;"))
          .forEach(rejected::add);
      decoded.dropped().forEach((reason, n) -> dropped.merge(reason, n, Long::sum));
    }
  }

  private static Delivery firehose(String body) {
    return new Delivery(Source.FIREHOSE, "000000000000", "eu-west-1", Samples.utf8(body));
  }

  private static String data(String payload) {
    return "{\"data\":\"" + Samples.base64(Samples.gzip(Samples.utf8(payload))) + "\"}";
  }

  private static String record(String id, int chars) {
    return data(Samples.document(Samples.event(id, 1, "m".repeat(chars))));
  }

  private static String body(List<String> records) {
    return "{\"requestId\":\"r\",\"timestamp\":1,\"records\":[" + String.join(", ", records) + "]}";
  }

  private static long[] recordEnds(Delivery delivery) throws UnreadableException {
    KeptWhileSmall measured = new KeptWhileSmall(new DecodedCollector(), 0);
    try (PayloadDecoder decoder = new PayloadDecoder()) {
      decoder.decode(delivery, measured);
    }
    return measured.recordEnds();
  }

  private static List<Delivery> parts(Delivery delivery) throws UnreadableException {
    List<Delivery> parts = new ArrayList<>();
    try (PayloadDecoder decoder = new PayloadDecoder()) {
      decoder.divide(delivery, recordEnds(delivery), PART_BYTES, parts::add);
    }
    return parts;
  }

  private static void assertSame(Delivery delivery, List<Delivery> parts) {
    Held whole = new Held();
    whole.add(delivery);
    Held divided = new Held();
    parts.forEach(divided::add);
    assertThat(divided.events).containsExactlyElementsOf(whole.events);
    assertThat(divided.rejected).containsExactlyElementsOf(whole.rejected);
    assertThat(divided.dropped).isEqualTo(whole.dropped);
  }

  @Test
  void aLargeRecordIsAPartByItselfAndSmallOnesStayTogether() throws Exception {
    List<String> records = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      records.add(record("small" + i, 10));
    }
    records.add(record("large", 20_000));
    records.add(record("last", 10));
    Delivery delivery = firehose(body(records));

    List<Delivery> parts = parts(delivery);

    assertThat(parts).hasSize(3);
    assertSame(delivery, parts);
  }

  @Test
  void whatCannotBeReadIsStillRefusedByItsReason() throws Exception {
    Delivery delivery =
        firehose(
            body(
                    List.of(
                        record("1", 9_000),
                        "{\"data\":\"?\"}",
                        "7",
                        "{\"data\":\"\"}",
                        "{\"no\":\"data\"}",
                        record("2", 9_000),
                        data("{\"messageType\":\"CONTROL_MESSAGE\",\"logEvents\":[]}"),
                        data(Samples.document("{\"id\":\"3\"}")),
                        record("4", 9_000)))
                + "{\"other\":1}\n{\"records\":[{\"data\":\"\n"
                + body(List.of(record("5", 9_000), record("6", 9_000))));

    List<Delivery> parts = parts(delivery);

    assertThat(parts).hasSizeGreaterThan(4);
    assertSame(delivery, parts);
  }

  @Test
  void anyRecordsInAnyOrder() throws Exception {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      List<String> records = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        switch (random.nextInt(8)) {
          case 0 -> records.add("{\"data\":\"%%%\",\"x\":[{}]}");
          case 1 -> records.add(data("not JSON"));
          case 2 -> records.add(record("e" + i, 1 + random.nextInt(30_000)));
          default -> records.add(record("e" + i, 1 + random.nextInt(3_000)));
        }
      }
      records.add(record("readable", 1));
      Delivery delivery = firehose(body(records));
      List<Delivery> parts = parts(delivery);
      assertThat(parts).as("seed %d", seed).hasSizeGreaterThan(3);
      assertSame(delivery, parts);
    }
  }

  @Test
  void aPackedBodyIsDividedToo() throws Exception {
    String text = body(List.of(record("1", 9_000), record("2", 9_000), record("3", 9_000)));
    Delivery delivery =
        new Delivery(Source.FIREHOSE, "1", "r", Samples.gzip(Samples.gzip(Samples.utf8(text))));

    List<Delivery> parts = parts(delivery);

    assertThat(parts).hasSize(3);
    assertSame(delivery, parts);
  }

  @Test
  void whatIsNotMadeOfRecordsStaysWhole() throws Exception {
    String document = Samples.document(Samples.event("1", 1, "m".repeat(20_000)));
    Delivery delivery =
        new Delivery(Source.SUBSCRIPTION, "1", "r", Samples.utf8(document + document));

    assertThat(parts(delivery)).containsExactly(delivery);
  }
}
