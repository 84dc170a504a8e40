package dev.logtrail.api.trails;

import static dev.logtrail.api.kit.ProblemAssert.assertProblem;
import static dev.logtrail.api.kit.Samples.T0;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.logtrail.api.kit.Samples;
import dev.logtrail.api.kit.Server;
import dev.logtrail.limit.ServerLimits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The fields of structured lines, as a filter box is offered them. */
class FieldsTest {
  private final Server server = new Server();

  @AfterEach
  void stop() {
    server.close();
  }

  private void put(String function, int number, String line) {
    server.store.put(
        Samples.key(function, "req-" + number),
        Samples.request("req-" + number, T0 - number * 1_000L, 40, "", 1, line + "\n"));
  }

  private JsonNode field(JsonNode answer, String name) {
    for (JsonNode field : answer.get("fields")) {
      if (field.get("name").asText().equals(name)) {
        return field;
      }
    }
    return null;
  }

  @Test
  void namesAndValuesOfMostLinesComeFirst() {
    for (int i = 0; i < 6; i++) {
      put(
          "orders",
          i,
          "{\"level\":\"INFO\",\"message\":\"m\",\"order\":{\"id\":%d,\"express\":%b},\"shop\":\"%s\"}"
              .formatted(i, i % 2 == 0, i == 0 ? "north" : "south"));
    }
    put(
        "billing",
        9,
        "{\"level\":\"INFO\",\"message\":\"m\",\"invoice\":\"i-1\",\"shop\":\"east\"}");
    put("billing", 8, "plain text");

    JsonNode all = server.json("/api/v1/fields");
    assertThat(all.get("trails").asInt()).isEqualTo(8);
    JsonNode shop = all.at("/fields/0");
    assertThat(shop.get("name").asText()).isEqualTo("shop");
    assertThat(shop.get("lines").asInt()).isEqualTo(7);
    assertThat(shop.at("/values/0/value").asText()).isEqualTo("south");
    assertThat(shop.at("/values/0/lines").asInt()).isEqualTo(5);
    assertThat(field(all, "order.express").at("/values/0/value").isBoolean()).isTrue();
    assertThat(field(all, "order.id").at("/values/0/value").isNumber()).isTrue();
    assertThat(field(all, "message")).as("a column of its own").isNull();

    JsonNode orders = server.json("/api/v1/fields?function=orders");
    assertThat(field(orders, "invoice")).isNull();
    assertThat(field(orders, "order.id").get("values")).hasSize(6);
    assertProblem(
        server.get("/api/v1/fields?limit=5"),
        400,
        "Unknown parameter 'limit': known are account, from, function, region, to.");
  }

  @Test
  void whatOneSenderWritesIsBounded() {
    StringBuilder wide = new StringBuilder("{\"message\":\"m\"");
    for (int i = 0; i < ServerLimits.FIELDS_NAMES + 50; i++) {
      wide.append(",\"f").append(i).append("\":\"").append("x".repeat(i)).append('"');
    }
    put("orders", 1, wide.append('}').toString());
    for (int i = 2; i < 30; i++) {
      put(
          "orders",
          i,
          "{\"message\":\"m\",\"f1\":\"v"
              + i
              + "\",\"deep\":"
              + "{\"a\":".repeat(40)
              + "1"
              + "}".repeat(40)
              + "}");
    }
    JsonNode answer = server.json("/api/v1/fields");
    assertThat(answer.get("fields")).hasSizeLessThanOrEqualTo(ServerLimits.FIELDS_NAMES);
    assertThat(field(answer, "f1").get("values")).hasSize(ServerLimits.FIELDS_VALUES);
    assertThat(field(answer, "f150").get("values")).as("too long to be offered").isEmpty();
  }
}
