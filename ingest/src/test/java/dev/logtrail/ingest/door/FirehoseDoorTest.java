package dev.logtrail.ingest.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.payload.decoding.PayloadLimits;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.Source;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FirehoseDoorTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);
  private static final String EVENT = "{\"id\":\"1\",\"timestamp\":1,\"message\":\"a\"}";
  private static final String ID = "ed4acda5-034f-9f42-bba1-f29aea6d7d8f";
  private static final String ARN = "arn:aws:firehose:us-east-1:111122223333:deliverystream/logs";

  private final MemoryHandover handover = new MemoryHandover();
  private final Door door =
      new FirehoseDoor(handover, new DoorSettings("000000000000", "eu-west-1"), NOON);

  @Test
  void successIsFirehosesOwnJson() throws Exception {
    DoorAnswer answer =
        post(body(DoorsTest.document("s", EVENT)), Map.of("x-amz-firehose-request-id", ID));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.contentType()).isEqualTo("application/json");
    assertThat(answer.headers()).isEmpty();
    assertThat(answer.text())
        .isEqualTo("{\"requestId\":\"" + ID + "\",\"timestamp\":1795176000000}");
    assertThat(handover.kept()).extracting(Delivery::source).containsExactly(Source.FIREHOSE);
  }

  @Test
  void withoutTheHeaderTheBodyNamesTheRequest() throws Exception {
    DoorAnswer answer = post(body(DoorsTest.document("s", EVENT)), Map.of());
    assertThat(answer.text()).startsWith("{\"requestId\":\"of the body\",");
    assertThat(post("{\"requestId\":\"r\",\"records\":[]}", Map.of()).status()).isEqualTo(200);
    DoorAnswer nameless = post("{\"records\":[]}", Map.of());
    assertThat(nameless.status()).isEqualTo(400);
    assertThat(nameless.text()).contains("X-Amz-Firehose-Request-Id");
  }

  @Test
  void accountAndRegionComeFromAttributesThenFromTheArn() throws Exception {
    String body = body(DoorsTest.document("s", EVENT));
    post(body, Map.of("X-Amz-Firehose-Source-Arn", ARN));
    post(
        body,
        Map.of(
            "X-Amz-Firehose-Source-Arn",
            ARN,
            "X-Amz-Firehose-Common-Attributes",
            "{\"commonAttributes\":{\"region\":\"eu-north-1\"}}"));
    post(body, Map.of());
    assertThat(handover.kept())
        .extracting(d -> d.account() + " " + d.region())
        .containsExactly(
            "111122223333 us-east-1", "111122223333 eu-north-1", "000000000000 eu-west-1");
  }

  @Test
  void messageExtractionIsRefusedWithTheSwitchToTurnOff() throws Exception {
    DoorAnswer answer = post(body("START RequestId: a"), Map.of("X-Amz-Firehose-Request-Id", ID));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text())
        .startsWith("{\"requestId\":\"" + ID + "\",\"timestamp\":1795176000000,\"errorMessage\":")
        .contains("DataMessageExtraction off");
    assertThat(handover.kept()).isEmpty();
  }

  @Test
  void overALimitIsNever413BecauseFirehoseWouldThrowTheBatchAway() throws Exception {
    DoorSettings small = new DoorSettings("a", "r", 50, PayloadLimits.DEFAULT);
    Door narrow = new FirehoseDoor(handover, small, NOON);
    byte[] bytes = body(DoorsTest.document("s", EVENT)).getBytes(StandardCharsets.UTF_8);
    DoorAnswer answer =
        narrow.handle(
            Map.of("X-Amz-Firehose-Request-Id", ID)::get,
            q -> null,
            new ByteArrayInputStream(bytes));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("larger than the limit of 50 bytes");
  }

  @Test
  void whenFullFirehoseIsToldToComeBack() throws Exception {
    handover.limitTo(0);
    DoorAnswer answer =
        post(body(DoorsTest.document("s", EVENT)), Map.of("X-Amz-Firehose-Request-Id", ID));
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.contentType()).isEqualTo("application/json");
    assertThat(answer.headers()).containsEntry("Retry-After", "7");
    assertThat(answer.text()).contains("\"errorMessage\":\"the inbox holds its limit");
  }

  @Test
  void whatTheServerRefusesIsToldInFirehosesOwnJson() {
    DoorAnswer answer =
        door.refusal(Map.of("X-Amz-Firehose-Request-Id", ID)::get, 401, "a token is needed");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.contentType()).isEqualTo("application/json");
    assertThat(answer.text())
        .isEqualTo(
            "{\"requestId\":\""
                + ID
                + "\",\"timestamp\":1795176000000,\"errorMessage\":\"a token is needed\"}");
  }

  private DoorAnswer post(String body, Map<String, String> headers) throws Exception {
    Map<String, String> any = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    any.putAll(headers);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return door.handle(any::get, q -> null, new ByteArrayInputStream(bytes));
  }

  private static String body(String record) {
    byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
    return "{\"requestId\":\"of the body\",\"timestamp\":1,\"records\":[{\"data\":\""
        + Base64.getEncoder().encodeToString(bytes)
        + "\"}]}";
  }
}
