package dev.logtrail.ingest.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.logtrail.payload.decoding.PayloadLimits;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.Source;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DoorsTest {
  private static final String EVENT = "{\"id\":\"1\",\"timestamp\":1,\"message\":\"a\"}";
  private static final DoorSettings SETTINGS = new DoorSettings("000000000000", "eu-west-1");

  private final MemoryHandover handover = new MemoryHandover();
  private final Door subscription = PlainDoor.ofSubscriptions(handover, SETTINGS);
  private final Door invocations = PlainDoor.ofInvocations(handover, SETTINGS);

  @Test
  void whatWasAcceptedIsToldAndTheBytesAreHandedOverAsTheyCame() throws Exception {
    String body = document("s1", EVENT + "," + EVENT) + "\n" + document("s2", EVENT);
    DoorAnswer answer = post(subscription, body, Map.of());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.contentType()).isEqualTo("application/json");
    assertThat(answer.text())
        .isEqualTo("{\"accepted\":{\"events\":3,\"streams\":2},\"dropped\":{},\"rejected\":[]}");
    Delivery delivery = handover.kept().get(0);
    assertThat(delivery.source()).isEqualTo(Source.SUBSCRIPTION);
    assertThat(delivery.body()).isEqualTo(body.getBytes(StandardCharsets.UTF_8));
    assertThat(delivery.account()).isEqualTo("000000000000");
    assertThat(delivery.region()).isEqualTo("eu-west-1");
  }

  @Test
  void theQueryTellsAccountAndRegion() throws Exception {
    Map<String, String> query = Map.of("account", "111111111111", "region", "us-east-2");
    post(subscription, document("s", EVENT), query);
    post(invocations, "{\"functionName\":\"f\",\"requestId\":\"r\"}", query);
    assertThat(handover.kept()).extracting(Delivery::account).containsOnly("111111111111");
    assertThat(handover.kept()).extracting(Delivery::region).containsOnly("us-east-2");
  }

  @Test
  void whatIsDroppedAndWhatIsRejectedIsTold() throws Exception {
    String control = "{\"messageType\":\"CONTROL_MESSAGE\",\"logEvents\":[" + EVENT + "]}";
    DoorAnswer answer =
        post(subscription, document("s", EVENT + ",{\"id\":\"2\"}") + control, Map.of());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text())
        .startsWith(
            "{\"accepted\":{\"events\":1,\"streams\":1},\"dropped\":{\"control_message\":1},"
                + "\"rejected\":[{\"reason\":\"an event without timestamp; right is");
  }

  @Test
  void manyRejectedRecordsAreSummedUp() throws Exception {
    String bad = String.join(",", Collections.nCopies(50, "{\"id\":\"2\"}"));
    DoorAnswer answer = post(subscription, document("s", EVENT + "," + bad), Map.of());
    assertThat(answer.text()).endsWith("{\"reason\":\"and 30 more\"}]}");
  }

  @Test
  void invocationsAreCounted() throws Exception {
    DoorAnswer answer =
        post(invocations, "[{\"functionName\":\"f\",\"requestId\":\"r\"},{}]", Map.of());
    assertThat(answer.text())
        .startsWith(
            "{\"accepted\":{\"invocations\":1,\"regions\":[\"eu-west-1\"]},\"dropped\":{},\"rejected\":[{\"reason\":")
        .contains("functionName is missing; right is {");
    assertThat(handover.kept()).extracting(Delivery::source).containsExactly(Source.LOG_RESULT);
  }

  @Test
  void statusChangesOfDurableExecutionsAreTakenAndOtherEventsRefused() throws Exception {
    Door events = PlainDoor.ofEventBridge(handover, SETTINGS);
    String change =
        "{\"detail-type\":\"Durable Execution Status"
            + " Change\",\"id\":\"e\",\"detail\":{\"status\":\"STOPPED\","
            + "\"durableExecutionArn\":\"arn:aws:lambda:eu-west-1:1:function:f:1/durable-execution/n/i\"}}";
    assertThat(post(events, change, Map.of()).text())
        .isEqualTo("{\"accepted\":{\"events\":1,\"streams\":1},\"dropped\":{},\"rejected\":[]}");
    assertThat(handover.kept()).extracting(Delivery::source).containsExactly(Source.EVENTBRIDGE);

    DeliveryRefusedException other = refused(events, "{\"detail-type\":\"Scheduled Event\"}");
    assertThat(other.status()).isEqualTo(400);
    assertThat(other)
        .hasMessageStartingWith(
            "an event of detail-type 'Scheduled Event'; right is EventBridge's {\"detail-type\":");
    assertThat(refused(events, "").getMessage()).startsWith("the body is empty; right is EventB");
    assertThat(handover.kept()).hasSize(1);
  }

  @Test
  void logEntriesThatPubSubPushesAreTakenAndOtherMessagesRefused() throws Exception {
    Door pushes = PlainDoor.ofPubSub(handover, SETTINGS);
    String entry =
        "{\"insertId\":\"i\",\"logName\":\"projects/p/logs/stdout\",\"textPayload\":\"hello\","
            + "\"timestamp\":\"2026-11-20T10:00:00.123Z\",\"resource\":{\"labels\":"
            + "{\"project_id\":\"p\",\"region\":\"r\",\"function_name\":\"f\"}}}";
    assertThat(post(pushes, push(entry), Map.of()).text())
        .isEqualTo("{\"accepted\":{\"events\":1,\"streams\":1},\"dropped\":{},\"rejected\":[]}");
    assertThat(handover.kept()).extracting(Delivery::source).containsExactly(Source.PUBSUB);

    DeliveryRefusedException other = refused(pushes, push("{\"order\":7}"));
    assertThat(other.status()).isEqualTo(400);
    assertThat(other).hasMessageStartingWith("a push without a LogEntry; right is Pub/Sub's {");
    assertThat(refused(pushes, "{\"message\":{\"data\":\"-\"}}").status()).isEqualTo(400);
    assertThat(refused(pushes, entry).status()).isEqualTo(400);
    assertThat(handover.kept()).hasSize(1);
  }

  private static String push(String data) {
    byte[] bytes = data.getBytes(StandardCharsets.UTF_8);
    return "{\"message\":{\"data\":\""
        + Base64.getEncoder().encodeToString(bytes)
        + "\",\"messageId\":\"1\"},\"subscription\":\"projects/p/subscriptions/s\"}";
  }

  @Test
  void theUnreadableIsRefusedAndStoresNothing() {
    DeliveryRefusedException refused = refused(subscription, "hello");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.headers()).isEmpty();
    assertThat(refused.getMessage())
        .startsWith("not readable as JSON (Unrecognized token 'hello'")
        .contains("right is a CloudWatch Logs subscription payload");
    assertThat(handover.kept()).isEmpty();
  }

  @Test
  void overALimitIsRefusedByItsName() {
    DoorSettings small = new DoorSettings("a", "r", 200, new PayloadLimits(120, 1000, 100));
    Door door = PlainDoor.ofSubscriptions(handover, small);

    DeliveryRefusedException body = refused(door, "x".repeat(201));
    assertThat(body.status()).isEqualTo(413);
    assertThat(body).hasMessageContaining("the body is larger than the limit of 200 bytes");

    DeliveryRefusedException payload = refused(door, document("s", EVENT));
    assertThat(payload.status()).isEqualTo(413);
    assertThat(payload).hasMessageContaining("larger than the limit of 120 bytes decompressed");

    DeliveryRefusedException told = refused(door, "", Map.of("Content-Length", "201"));
    assertThat(told.status()).isEqualTo(413);
    assertThat(handover.kept()).isEmpty();
  }

  @Test
  void otherEncodingsThanGzipAreRefused() {
    DeliveryRefusedException refused = refused(subscription, "", Map.of("Content-Encoding", "br"));
    assertThat(refused.status()).isEqualTo(415);
    assertThat(refused).hasMessage("Content-Encoding is 'br'; right is gzip or none");
  }

  @Test
  void whenFullTheSenderIsToldWhenToComeBack() throws Exception {
    handover.limitTo(1);
    assertThat(post(subscription, document("s", EVENT), Map.of()).status()).isEqualTo(200);
    DeliveryRefusedException refused = refused(subscription, document("s", EVENT));
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.headers()).containsEntry("Retry-After", "7");
    assertThat(refused)
        .hasMessageContaining("the inbox holds its limit of 1 deliveries; nothing was taken");
  }

  @Test
  void aFailedHandoverIsNoSuccess() throws Exception {
    handover.failOnCall(1);
    DeliveryRefusedException lost = refused(subscription, document("s", EVENT));
    assertThat(lost.status()).isEqualTo(503);
    assertThat(lost.headers()).containsKey("Retry-After");
    assertThat(lost.getMessage()).contains("send it again").doesNotContain("as asked");

    handover.failAfterKeepingCall(2);
    assertThat(refused(subscription, document("s", EVENT)).status()).isEqualTo(503);
    assertThat(post(subscription, document("s", EVENT), Map.of()).status()).isEqualTo(200);
    assertThat(handover.kept()).hasSize(2);
  }

  private static DeliveryRefusedException refused(Door door, String body) {
    return refused(door, body, Map.of());
  }

  private static DeliveryRefusedException refused(
      Door door, String body, Map<String, String> headers) {
    InputStream bytes = new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
    return catchThrowableOfType(
        DeliveryRefusedException.class, () -> door.handle(headers::get, q -> null, bytes));
  }

  static DoorAnswer post(Door door, String body, Map<String, String> query) throws Exception {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return door.handle(name -> null, query::get, new ByteArrayInputStream(bytes));
  }

  static String document(String stream, String events) {
    return "{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"123456789012\",\"logGroup\":\"g\","
        + "\"logStream\":\""
        + stream
        + "\",\"logEvents\":["
        + events
        + "]}";
  }
}
