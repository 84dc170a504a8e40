package dev.logtrail.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubscriptionPayloadsTest {

  @Test
  void dataIsGzipOfTheDocumentedJson() {
    LogStream stream =
        new LogStream("123456789012", "eu-west-1", "/aws/lambda/orders", "2026/11/20/[$LATEST]ab");
    LogEvent event = new LogEvent("5", 1_795_168_800_123L, "tab\there, \u00a0 and \"quotes\"\n");

    byte[] payload = SubscriptionPayloads.data(stream, List.of(event));

    assertThat(payload).startsWith(0x1f, 0x8b);
    assertThat(new String(TestJson.gunzip(payload), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"123456789012\","
                + "\"logGroup\":\"/aws/lambda/orders\",\"logStream\":\"2026/11/20/[$LATEST]ab\","
                + "\"subscriptionFilters\":[\"logtrail\"],\"logEvents\":[{\"id\":\"5\","
                + "\"timestamp\":1795168800123,"
                + "\"message\":\"tab\\there, \u00a0 and \\\"quotes\\\"\\n\"}]}");
  }

  @Test
  void controlNamesNoStream() {
    String json =
        new String(TestJson.gunzip(SubscriptionPayloads.control(5)), StandardCharsets.UTF_8);
    assertThat(json)
        .contains("\"messageType\":\"CONTROL_MESSAGE\"", "\"logStream\":\"\"", "\"id\":\"\"")
        .contains("CWL CONTROL MESSAGE: Checking health of destination Firehose.");
  }

  @Test
  void thePathTellsWhatThePayloadDoesNot() {
    assertThat(SubscriptionPayloads.path("1&2", "eu-west-1"))
        .isEqualTo("/ingest/subscription?region=eu-west-1&account=1%262");
  }
}
