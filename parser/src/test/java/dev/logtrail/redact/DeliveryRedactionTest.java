package dev.logtrail.redact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.payload.PayloadDecoder;
import dev.logtrail.payload.bytes.DecodingRoom;
import dev.logtrail.payload.bytes.Gunzip;
import dev.logtrail.payload.decoding.Decoded;
import dev.logtrail.payload.subscription.PayloadJson;
import dev.logtrail.redact.rule.BuiltInRules;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What is made of a delivery reads as the delivery does, but for its secrets. */
class DeliveryRedactionTest {
  private static final Redaction ALL = Redaction.of(BuiltInRules.names(), Map.of());
  private static final LogStream STREAM = new LogStream("1", "eu-west-1", "/aws/lambda/f", "s");
  private static final String SECRET = "bob@example.com";

  private static final String CONTROL =
      "{\"messageType\":\"CONTROL_MESSAGE\",\"owner\":\"CloudwatchLogs\",\"logGroup\":\"\","
          + "\"logStream\":\"\",\"logEvents\":[{\"id\":\"\",\"timestamp\":1,\"message\":\"x\"}]}";

  private static String events(int from, int n, boolean ids) {
    List<String> events = new ArrayList<>();
    for (int i = from; i < from + n; i++) {
      String id = ids ? "\"id\":\"" + i + "\"," : "";
      events.add(
          "{%s\"timestamp\":%d,\"message\":\"{\\\"mail\\\":\\\"%s\\\",\\\"n\\\":%d}\"}"
              .formatted(id, 1_763_632_800_000L + i % 3, SECRET, i % 5));
    }
    events.add("{\"id\":\"x\",\"message\":\"no time, but " + SECRET + "\"}");
    return "{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"1\",\"logGroup\":\"/aws/lambda/f\","
        + "\"logStream\":\"s\",\"logEvents\":["
        + String.join(",", events)
        + "]}";
  }

  @Test
  void aSubscriptionPayloadReadsAsBefore() throws Exception {
    String elsewhere =
        "{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"1\",\"logGroup\":\"g\",\"logStream\":\"s\","
            + "\"logEvents\":[{\"id\":\"9\",\"timestamp\":1763632800000,\"message\":\"m\","
            + "\"extractedFields\":{\"@aws.account\":\"2\",\"@aws.region\":\"us-west-2\"}}]}";
    String body =
        events(0, 7, true)
            + CONTROL
            + events(7, 40, false)
            + elsewhere
            + "{\"x\": broken "
            + SECRET;
    check(Source.SUBSCRIPTION, body.getBytes(StandardCharsets.UTF_8));
    check(Source.KINESIS, gzip(body));
  }

  @Test
  void aFirehoseBodyReadsAsBefore() throws Exception {
    List<String> records = new ArrayList<>();
    for (byte[] data :
        List.of(
            gzip(events(0, 3, true)),
            CONTROL.getBytes(StandardCharsets.UTF_8),
            new byte[0],
            ("not JSON but " + SECRET).getBytes(StandardCharsets.UTF_8),
            "{}".getBytes(StandardCharsets.UTF_8))) {
      records.add("{\"data\":\"" + Base64.getEncoder().encodeToString(data) + "\"}");
    }
    String body =
        "{\"requestId\":\"r\",\"timestamp\":1,\"records\":[" + String.join(",", records) + "]}";
    check(Source.FIREHOSE, body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void postedInvocationsReadAsBefore() throws Exception {
    String log = "START RequestId: r-1 Version: $LATEST\nmail " + SECRET + "\n";
    String body =
        "{\"functionName\":\"f\",\"requestId\":\"r-1\",\"statusCode\":200,\"logResult\":\""
            + Base64.getEncoder().encodeToString(log.getBytes(StandardCharsets.UTF_8))
            + "\",\"payload\":{\"mail\":\""
            + SECRET
            + "\",\"card\":4111111111111111}}\n{\"functionName\":\"f\",\"requestId\":\"r-2\","
            + "\"payload\":4111111111111111}\n{\"requestId\":\""
            + SECRET
            + "\"}";
    Decoded read = check(Source.LOG_RESULT, body.getBytes(StandardCharsets.UTF_8));

    assertThat(read.invocations().get(0).log()).endsWith("mail [masked:email]\n");
    assertThat(read.invocations().get(0).payload())
        .isEqualTo("{\"mail\":\"[masked:email]\",\"card\":\"[masked:card]\"}");
    assertThat(read.invocations().get(1).payload()).isEqualTo("\"[masked:card]\"");
  }

  @Test
  void ofALogResultThatIsCutTheFirstLineGoes() {
    RecordRedaction records = new RecordRedaction(ALL);
    assertThat(records.invocation(invocation("b@example.com x\nline " + SECRET, true)).log())
        .isEqualTo("line [masked:email]");
    assertThat(records.invocation(invocation("b@example.com x", true)).log()).isEmpty();
    assertThat(records.invocation(invocation("a\nb\n", false)).log()).isEqualTo("a\nb\n");
    String pem = "k:\n-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\nend";
    assertThat(records.invocation(invocation(pem, false)).log())
        .isEqualTo("k:\n[masked:private_key]\nend");
  }

  @Test
  void bytesThatCannotBeReadAsTextAreNotKept() throws Exception {
    BytesRedaction bytes = new BytesRedaction(ALL);
    byte[] packed = gzip("mail " + SECRET);
    assertThat(bytes.bytes(packed)).asString().isEqualTo("mail [masked:email]");
    assertThat(bytes.bytes(java.util.Arrays.copyOf(packed, packed.length - 4))).isNull();
    assertThat(bytes.bytes(new byte[] {0, 1})).isNull();
    String inner = Base64.getEncoder().encodeToString(gzip(events(0, 2, true)));
    String outer = "{\"awslogs\":{\"data\":\"" + inner + "\"";
    String masked =
        new String(bytes.bytes(outer.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    String data = masked.substring(masked.lastIndexOf(':') + 2, masked.length() - 1);
    assertThat(new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8))
        .contains("[masked:email]")
        .doesNotContain(SECRET);
    String cut = outer.substring(0, outer.length() - 7);
    assertThat(bytes.bytes(cut.getBytes(StandardCharsets.UTF_8)))
        .asString()
        .isEqualTo("{\"awslogs\":{\"data\":\"[masked:unreadable]");
  }

  @Test
  void withoutRulesNothingIsTouched() throws Exception {
    Delivery delivery = new Delivery(Source.KINESIS, "1", "r", new byte[] {1});
    assertThat(new DeliveryRedaction(Redaction.none()).delivery(delivery, DecodingRoom.unlimited()))
        .isSameAs(delivery);
  }

  private static Invocation invocation(String log, boolean cut) {
    return new Invocation("1", "r", "f", null, "id", log, cut, null, null, null, null);
  }

  private static Decoded check(Source source, byte[] body) throws Exception {
    Delivery delivery = new Delivery(source, "1", "eu-west-1", body);
    Delivery masked = new DeliveryRedaction(ALL).delivery(delivery, DecodingRoom.unlimited());
    assertNoSecret(masked.body());
    try (PayloadDecoder decoder = new PayloadDecoder()) {
      Decoded before = decoder.decode(delivery);
      Decoded after = decoder.decode(masked);
      RecordRedaction records = new RecordRedaction(ALL);
      assertThat(after.batches().stream().flatMap(b -> events(b).stream()))
          .containsExactlyElementsOf(
              before.batches().stream().flatMap(b -> events(records.batch(b)).stream()).toList());
      assertThat(after.invocations())
          .containsExactlyElementsOf(
              before.invocations().stream().map(records::invocation).toList());
      assertThat(after.dropped()).isEqualTo(before.dropped());
      assertThat(after.rejected()).hasSameSizeAs(before.rejected());
      for (int i = 0; i < after.rejected().size(); i++) {
        assertNoSecret(after.rejected().get(i).body());
      }
      Delivery twice = new DeliveryRedaction(ALL).delivery(masked, DecodingRoom.unlimited());
      assertThat(decoder.decode(twice).batches()).isEqualTo(after.batches());
      return after;
    }
  }

  private static List<String> events(LogBatch batch) {
    return batch.events().stream()
        .map((LogEvent e) -> batch.stream() + e.id() + " " + e.timestamp() + " " + e.message())
        .toList();
  }

  private static void assertNoSecret(byte[] body) throws Exception {
    try (Gunzip gunzip = new Gunzip(1 << 20)) {
      String text = new String(gunzip.gunzip(body), StandardCharsets.UTF_8);
      assertThat(text).doesNotContain(SECRET);
      for (String run : text.split("[^A-Za-z0-9+/=]")) {
        if (run.length() > 40) {
          assertNoSecret(Base64.getDecoder().decode(run));
        }
      }
    }
  }

  private static byte[] gzip(String text) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void aPayloadThatNamesRegionsIsReadWithThem() throws Exception {
    byte[] body = PayloadJson.of(STREAM, List.of(new LogEvent("1", 1_763_632_800_000L, "m")), true);
    try (PayloadDecoder decoder = new PayloadDecoder()) {
      assertThat(
              decoder
                  .decode(new Delivery(Source.KINESIS, "9", "us-east-1", body))
                  .batches()
                  .get(0)
                  .stream())
          .isEqualTo(STREAM);
    }
  }
}
