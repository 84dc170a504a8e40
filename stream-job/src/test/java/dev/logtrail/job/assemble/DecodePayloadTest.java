package dev.logtrail.job.assemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.job.record.DecodedAhead;
import dev.logtrail.job.record.JobRecord;
import dev.logtrail.job.record.JobRecord.EventBatch;
import dev.logtrail.job.record.JobRecord.UnreadableRecord;
import dev.logtrail.limit.DeliveryLimits;
import dev.logtrail.payload.PayloadDecoder;
import dev.logtrail.payload.decoding.Decoded;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.Source;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;

/** How a delivery is handed on while it is read. */
class DecodePayloadTest {
  private final List<JobRecord> records = new ArrayList<>();

  private static byte[] gzip(String text) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  private static String document(int events, String tail) {
    StringBuilder json =
        new StringBuilder(
            "{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"1\",\"logGroup\":\"g\",\"logStream\":\"s\",\"logEvents\":[");
    for (int i = 0; i < events; i++) {
      json.append(i == 0 ? "" : ",");
      json.append("{\"id\":\"%d\",\"timestamp\":1,\"message\":\"m\"}".formatted(i));
    }
    return json.append(tail).toString();
  }

  private static List<LogEvent> events(JobRecord record) {
    return ((EventBatch) record).batch().events();
  }

  private void decode(byte[] body, Collector<JobRecord> out) {
    DecodePayload decode = new DecodePayload();
    decode.open(null);
    decode.flatMap(new Delivery(Source.SUBSCRIPTION, "1", "r", body), out);
    decode.close();
  }

  private final class Recorder implements Collector<JobRecord> {
    @Override
    public void collect(JobRecord record) {
      records.add(record);
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }

  @Test
  void aLargeDeliveryIsHandedOnInBoundedRecordsWhileItIsRead() throws Exception {
    decode(gzip(document(100_000, "]}")), new Recorder());
    assertThat(records).hasSize(100).allMatch(r -> events(r).size() == DeliveryLimits.BATCH_EVENTS);
    assertThat(events(records.get(99)).get(999).id()).isEqualTo("99999");
  }

  @Test
  void whatADoorHasDecodedIsNotDecodedAgain() throws Exception {
    Delivery delivery =
        new Delivery(Source.SUBSCRIPTION, "1", "r", gzip(document(3, "]},{\"messageType\":\"?\"")));
    Decoded decoded =
        new PayloadDecoder()
            .decode(new Delivery(delivery.source(), "1", "r", gzip(document(3, "]}"))));
    DecodePayload decode = new DecodePayload();
    decode.open(null);

    DecodedAhead.handOn(delivery, decoded, () -> decode.flatMap(delivery, new Recorder()));
    assertThat(records).hasSize(1);
    assertThat(events(records.get(0))).hasSize(3);
    records.clear();

    decode.flatMap(delivery, new Recorder());
    assertThat(records).as("alone, its bytes are read").hasSize(2);
    decode.close();
  }

  @Test
  void whatCannotBeReadAtAllIsOneLetterOfTheWholeDelivery() throws Exception {
    byte[] body = gzip("{\"a\":1}{\"b\":2}");
    decode(body, new Recorder());
    assertThat(records).hasSize(1);
    assertThat(((UnreadableRecord) records.get(0)).letter().body()).isEqualTo(body);
  }

  @Test
  void oneBadDocumentIsALetterBesideWhatIsReadable() throws Exception {
    decode(gzip(document(3, "]}") + "\n{\"a\":1}"), new Recorder());
    assertThat(events(records.get(0))).hasSize(3);
    assertThat(records.get(1)).isInstanceOf(UnreadableRecord.class);
    assertThat(records).hasSize(2);
  }

  @Test
  void aDeliveryAtWhichTheDecoderFailsIsALetter() {
    byte[] body = {1, 2, 3};
    Delivery delivery = new Delivery(Source.SUBSCRIPTION, "1", "r", body);
    boolean done =
        new DecodePayload()
            .tryDecode(
                (d, sink) -> {
                  throw new IllegalStateException("not prepared for this");
                },
                delivery,
                new Recorder());
    assertThat(done).isTrue();
    assertThat(records).hasSize(1);
    assertThat(((UnreadableRecord) records.get(0)).letter().body()).isEqualTo(body);
    assertThat(((UnreadableRecord) records.get(0)).letter().reason())
        .contains("not prepared for this");
  }

  @Test
  void aFaultOfWhatComesBehindIsNotTheDeliverys() throws Exception {
    byte[] body = gzip(document(3, "]}"));
    Collector<JobRecord> closed =
        new Collector<>() {
          @Override
          public void collect(JobRecord record) {
            throw new IllegalStateException("the task is closed");
          }

          @Override
          public void close() {
            // Nothing is held.
          }
        };
    assertThatThrownBy(() -> decode(body, closed)).hasMessageContaining("the task is closed");
  }
}
