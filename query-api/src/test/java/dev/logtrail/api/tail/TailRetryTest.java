package dev.logtrail.api.tail;

import static dev.logtrail.api.kit.Samples.T0;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.logtrail.api.ApiSettings;
import dev.logtrail.api.kit.HookedReader;
import dev.logtrail.api.kit.Samples;
import dev.logtrail.api.kit.Server;
import dev.logtrail.api.kit.SseReader;
import dev.logtrail.store.fake.FakeTrailStore;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A live tail whose store fails between two trails of one flush. */
class TailRetryTest {
  private final FakeTrailStore store = new FakeTrailStore();
  private final HookedReader hooked = new HookedReader(store);

  @Test
  void trailsReadBeforeTheFaultAreSentWholeAfterIt() throws Exception {
    Clock clock = Clock.fixed(Instant.ofEpochMilli(T0 + 60_000), ZoneOffset.UTC);
    try (Server server =
            new Server(ApiSettings.loopback(0), hooked.reader(), store.changes(), clock);
        SseReader tail = new SseReader(server, "/api/v1/tail")) {
      tail.next("start");
      Map<TrailKey, List<TrailEvent>> both = new LinkedHashMap<>();
      both.put(Samples.key("orders", "first"), Samples.open("first", T0, 1, "one\n"));
      both.put(Samples.key("orders", "second"), Samples.open("second", T0, 1, "one\n"));
      hooked.failRequest(2);
      store.put(both);

      assertThat(tail.next("stalled").json().get("reason").asText()).contains("went down");
      tail.next("resumed");
      for (String requestId : List.of("first", "second")) {
        JsonNode sent = tail.next("trail").json();
        assertThat(sent.get("requestId").asText()).isEqualTo(requestId);
        assertThat(sent.get("from").asInt()).isZero();
        assertThat(sent.get("entries")).hasSize(2);
      }
    }
  }
}
