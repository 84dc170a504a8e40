package dev.logtrail.api.trails;

import static dev.logtrail.api.kit.Samples.T0;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.logtrail.api.kit.Samples;
import dev.logtrail.api.kit.Server;
import dev.logtrail.trail.TrailEvent;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The line that a list shows of each trail. */
class PreviewTest {
  private final Server server = new Server();

  @AfterEach
  void stop() {
    server.close();
  }

  private JsonNode preview(List<TrailEvent> events) {
    server.store.put(Samples.key("orders", "one"), events);
    return server.json("/api/v1/trails?preview=true").at("/trails/0/preview");
  }

  @Test
  void of_a_success_the_last_line() {
    JsonNode last =
        preview(Samples.request("one", T0, 40, "", 1, "first\n", 2, "the \t last\nof two rows\n"));
    assertThat(last.toString())
        .isEqualTo(
            "{\"kind\":\"last\",\"text\":\"the last of two rows\",\"level\":null,\"line\":2}");
  }

  @Test
  void of_a_failure_its_exception_and_not_what_was_printed_after() {
    JsonNode failure =
        preview(
            Samples.request(
                "one",
                T0,
                40,
                "",
                1,
                "[ERROR] KeyError: 'total'\nTraceback (most recent call last):\n"
                    + "  File \"/var/task/app.py\", line 42, in handler\n    return 1\n",
                5,
                "cleaning up\n"));
    assertThat(failure.get("kind").asText()).isEqualTo("failure");
    assertThat(failure.get("text").asText()).isEqualTo("KeyError: 'total'");
    assertThat(failure.get("level").asText()).isEqualTo("ERROR");
  }

  @Test
  void of_a_timeout_what_the_platform_says() {
    JsonNode timeout =
        preview(
            Samples.request(
                "one",
                T0,
                3000,
                "Status: timeout",
                1,
                "working\n",
                3000,
                "2026-11-21T10:00:03.000Z one Task timed out after 3.00 seconds\n\n"));
    assertThat(timeout.get("kind").asText()).isEqualTo("failure");
    assertThat(timeout.get("text").asText()).isEqualTo("Task timed out after 3.00 seconds");
  }

  @Test
  void is_null_where_nothing_was_written_or_there_is_too_much() {
    assertThat(preview(Samples.request("one", T0, 40, "")).isNull()).isTrue();
    Object[] lines = new Object[80];
    for (int i = 0; i < lines.length; i += 2) {
      lines[i] = i;
      lines[i + 1] = "x".repeat(30_000) + "\n";
    }
    assertThat(preview(Samples.request("one", T0, 400, "", lines)).isNull()).isTrue();
  }

  @Test
  void is_cut_where_it_is_long_and_never_within_a_character() {
    JsonNode preview =
        preview(Samples.request("one", T0, 40, "", 1, "x" + "😀".repeat(300) + "\n"));
    String text = preview.get("text").asText();
    assertThat(text).hasSizeLessThanOrEqualTo(240).endsWith("😀…");
  }

  @Test
  void is_left_out_unless_asked_for() {
    preview(Samples.request("one", T0, 40, "", 1, "first\n"));
    assertThat(server.json("/api/v1/trails").at("/trails/0").has("preview")).isFalse();
    assertThat(server.get("/api/v1/trails?preview=true&limit=101").statusCode()).isEqualTo(400);
  }
}
