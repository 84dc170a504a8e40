package dev.logtrail.ingest.door;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.Scope;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How a door hands over what takes long to work on: beside the others. */
class LargeHandoverTest {
  private static final int MB = 1_000_000;

  private final List<Delivery> large = new ArrayList<>();
  private final List<Delivery> ordinary = new ArrayList<>();
  private boolean full;

  private final Handover handover =
      new Handover() {
        @Override
        public CompletableFuture<Void> accept(Delivery delivery) {
          ordinary.add(delivery);
          return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<Void> acceptLarge(Delivery delivery) {
          if (full) {
            return CompletableFuture.failedFuture(
                new HandoverFullException("the inbox holds 1 byte and may hold 1", 7));
          }
          large.add(delivery);
          return CompletableFuture.completedFuture(null);
        }
      };

  private DoorAnswer post(String path, String body) throws Exception {
    Door door =
        Doors.all(handover, new DoorSettings("1", "r"), Clock.systemUTC()).stream()
            .filter(d -> d.path().equals(path))
            .findFirst()
            .orElseThrow();
    return door.handle(
        name -> null,
        name -> null,
        new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
        Scope.ALL);
  }

  private static String payload(int mb) {
    String event = "{\"id\":\"%d\",\"timestamp\":1,\"message\":\"" + "m".repeat(MB) + "\"}";
    return document(IntStream.range(0, mb).mapToObj(event::formatted));
  }

  private static String document(Stream<String> events) {
    return "{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"1\",\"logGroup\":\"g\",\"logStream\":\"s\",\"logEvents\":["
        + events.collect(joining(","))
        + "]}";
  }

  private static String firehose(int records, int mb) {
    byte[] payload = payload(mb).getBytes(StandardCharsets.UTF_8);
    String record = "{\"data\":\"" + Base64.getEncoder().encodeToString(payload) + "\"}";
    return "{\"requestId\":\"r\",\"timestamp\":1,\"records\":["
        + String.join(",", Collections.nCopies(records, record))
        + "]}";
  }

  @Test
  void aSmallDeliveryIsNotLarge() throws Exception {
    post("/ingest/subscription", payload(1));
    post("/ingest/firehose", firehose(2, 1));

    assertThat(ordinary).hasSize(2);
    assertThat(large).isEmpty();
  }

  @Test
  void aLargePayloadIsOneByItself() throws Exception {
    post("/ingest/subscription", payload(6));

    assertThat(ordinary).isEmpty();
    assertThat(large).hasSize(1);
  }

  @Test
  void aDeliveryOfManyRecordsIsLargeAsAWhole() throws Exception {
    assertThat(post("/ingest/firehose", firehose(4, 3)).status()).isEqualTo(200);

    assertThat(ordinary).isEmpty();
    assertThat(large).hasSize(1);
  }

  @Test
  void manySmallEventsAreLargeTooForEachTakesMemory() throws Exception {
    String event = "{\"id\":\"%d\",\"timestamp\":1,\"message\":\"\"}";
    post("/ingest/subscription", document(IntStream.range(0, 70_000).mapToObj(event::formatted)));

    assertThat(large).hasSize(1);
  }

  @Test
  void aFullInboxIsSaid() {
    full = true;

    assertThatThrownBy(() -> post("/ingest/subscription", payload(6)))
        .isInstanceOf(DeliveryRefusedException.class)
        .hasMessageContaining("the inbox holds 1 byte")
        .hasMessageContaining("nothing was taken");
  }
}
