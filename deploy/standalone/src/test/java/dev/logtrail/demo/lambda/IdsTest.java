package dev.logtrail.demo.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.demo.lambda.platform.Ids;
import dev.logtrail.demo.lambda.platform.LambdaFunction;
import dev.logtrail.demo.shop.Shop;
import dev.logtrail.trail.EventId;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdsTest {
  private static final long TIMESTAMP = 1_560_948_335_625L;
  private static final long INGESTION = 1_560_948_350_684L;

  /** An id that CloudWatch once gave, whose two times are known. */
  @Test
  void buildsAnIdAsCloudWatchDoes() {
    String real = "34810311100843586390261359008406652003083034459645739009";
    assertThat(EventId.ingestionTime(real, TIMESTAMP)).isEqualTo(INGESTION);

    String built = Ids.eventId(TIMESTAMP, INGESTION, -1L, 0xffff);

    assertThat(built).hasSize(56).startsWith("348103111008435863902613590084");
    assertThat(EventId.ingestionTime(built, TIMESTAMP)).isEqualTo(INGESTION);
  }

  @Test
  void ordersByTimestampThenIngestionThenPlaceInTheBatch() {
    String first = Ids.eventId(TIMESTAMP, INGESTION, 7, 0);
    assertThat(first)
        .isLessThan(Ids.eventId(TIMESTAMP, INGESTION, 7, 1))
        .isLessThan(Ids.eventId(TIMESTAMP, INGESTION + 1, 3, 0))
        .isLessThan(Ids.eventId(TIMESTAMP + 1, INGESTION, 3, 0));
  }

  @Test
  void refusesAPlaceThatDoesNotFitItsBits() {
    assertThatThrownBy(() -> Ids.eventId(TIMESTAMP, INGESTION, 1, 0x10000))
        .hasMessage("seq must fit 16 bits, was 65536");
  }

  @Test
  void drawsRequestIdsOfTwoVersions() {
    Random random = new Random(1);
    assertThat(UUID.fromString(Ids.requestId(random)).version()).isEqualTo(4);
    assertThat(UUID.fromString(Ids.queueRequestId(random)).version()).isEqualTo(5);
    assertThat(UUID.fromString(Ids.requestId(random)).variant()).isEqualTo(2);
  }

  @Test
  void namesStreamsByGroup() {
    long at = 1_795_168_800_123L;
    for (LambdaFunction function : Shop.functions()) {
      String name = function.logGroup().equals("/shop/warehouse") ? "inventory-sync" : "";
      assertThat(Ids.streamName(function, new Random(1), at))
          .startsWith("2026/11/20/" + name + "[" + function.version() + "]")
          .matches(".*][0-9a-f]{32}");
    }
  }
}
