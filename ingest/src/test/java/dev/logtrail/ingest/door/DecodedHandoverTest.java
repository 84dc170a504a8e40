package dev.logtrail.ingest.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.limit.DeliveryLimits;
import dev.logtrail.payload.decoding.Decoded;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.Scope;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a door hands over beside the bytes. */
class DecodedHandoverTest {
  private final List<Decoded> handedOver = new ArrayList<>();

  private final Handover handover =
      new Handover() {
        @Override
        public CompletableFuture<Void> accept(Delivery delivery) {
          throw new AssertionError("a door tells what it has decoded, or that it kept nothing");
        }

        @Override
        public CompletableFuture<Void> accept(Delivery delivery, Decoded decoded) {
          handedOver.add(decoded);
          return CompletableFuture.completedFuture(null);
        }
      };

  private void post(String events) throws Exception {
    String body =
        "{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"1\",\"logGroup\":\"g\",\"logStream\":\"s\",\"logEvents\":["
            + events
            + "]}";
    Door door =
        Doors.all(handover, new DoorSettings("1", "r"), Clock.systemUTC()).stream()
            .filter(d -> d.path().equals("/ingest/subscription"))
            .findFirst()
            .orElseThrow();
    door.handle(
        name -> null,
        name -> null,
        new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
        Scope.ALL);
  }

  @Test
  void tellsAllEventsOfASmallDelivery() throws Exception {
    post("{\"id\":\"1\",\"timestamp\":1,\"message\":\"m\"}");

    assertThat(handedOver.get(0).batches().get(0).events()).hasSize(1);
  }

  @Test
  void tellsNothingOfALargeOneOrOneThatIsReadInPart() throws Exception {
    int half = (int) DeliveryLimits.DECODED_AHEAD_BYTES / 2;
    post("{\"id\":\"1\",\"timestamp\":1,\"message\":\"%s\"}".formatted("m".repeat(half)));
    post("{\"id\":\"1\",\"timestamp\":1,\"message\":\"m\"},{\"id\":\"2\"}");

    assertThat(handedOver).containsExactly(null, null);
  }
}
