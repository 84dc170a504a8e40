package dev.logtrail.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.demo.TestJson;
import dev.logtrail.service.kit.Await;
import dev.logtrail.service.kit.RunningLogtrail;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With redaction on, no secret that was sent is in any table, answer or line of log. */
@Timeout(180)
class RedactionIT {
  private static final Duration WITHIN = Duration.ofSeconds(60);
  private static final String ID = "1b0f3c6e-0f0c-4f6f-9a57-5d4f2f8f0a11";

  private static final List<String> SECRETS =
      List.of(
          "alice@example.com",
          "4111111111111111",
          "AKIAIOSFODNN7EXAMPLE",
          "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
          "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl",
          "s3cr3t-b34r3r-t0k3n-0f-m1n3",
          "KD-31415926");

  @TempDir private Path directory;

  @Test
  void noSecretIsStoredOrShown() throws Exception {
    Path rules = Files.writeString(directory.resolve("rules.yaml"), "customer: 'KD-\\d{8}'\n");
    try (RunningLogtrail server =
        RunningLogtrail.start(directory.resolve("data"), "--redact", "builtin," + rules)) {
      send(server);
      Await.until(
          WITHIN,
          () -> server.process().describe(),
          () ->
              server.get("/api/v1/trails/" + ID).body().contains("\"outcome\":\"success\"")
                  && letters(server).size() == 2);
      List<String> shown = new ArrayList<>();
      for (String path :
          List.of(
              "/api/v1/trails/" + ID,
              "/api/v1/trails?entries=true",
              "/api/v1/trails?entries=true&kind=environment",
              "/api/v1/trails?q=%22alice@example.com%22",
              "/api/v1/functions",
              "/api/v1/status",
              "/api/v1/dead-letters",
              "/metrics")) {
        shown.add(server.get(path).body().replace("\"pattern\":\"\\\"alice@example.com\\\"\"", ""));
      }
      shown.addAll(tables());
      shown.add(server.process().describe());

      for (String text : shown) {
        for (String secret : SECRETS) {
          assertThat(text).doesNotContain(secret);
          byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
          assertThat(text).doesNotContain(HexFormat.of().formatHex(bytes));
        }
      }
      assertThat(shown.get(0)).contains("[masked:email]", "\"masked\":{", "[masked:customer]");
      assertThat(shown.get(3)).contains("\"trails\":[]");
      assertThat(shown.get(7)).contains("logtrail_masked_total{kind=\"jwt\"}");
      assertThat(masked(server)).hasSize(7);
      retryKeepsOneLetter(server);
    }
  }

  private static void send(RunningLogtrail server) throws Exception {
    List<String> messages =
        List.of(
            "START RequestId: " + ID + " Version: $LATEST\\n",
            "alice@example.com paid with 4111111111111111 as KD-31415926\\n",
            "{\\\"mail\\\":\\\"alice@example.com\\\",\\\"card\\\":4111111111111111}",
            "AKIAIOSFODNN7EXAMPLE wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\\n",
            "{\\\"secretAccessKey\\\":\\\"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\\\"}",
            "token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl\\n",
            "Authorization: Bearer s3cr3t-b34r3r-t0k3n-0f-m1n3\\n",
            "END RequestId: " + ID + "\\n",
            "REPORT RequestId: "
                + ID
                + "\\tDuration: 1.00 ms\\tBilled Duration: 2 ms\\tMemory Size: 128 MB"
                + "\\tMax Memory Used: 35 MB\\t\\n");
    String payload = payload(messages);
    server.accepted(
        "/ingest/subscription?region=eu-west-1", payload.getBytes(StandardCharsets.UTF_8));
    String records =
        "{\"requestId\":\"r\",\"timestamp\":1,\"records\":[{\"data\":\"%s\"},{\"data\":\"%s\"}]}"
            .formatted(base64(payload), base64("no JSON: " + messages));
    server.accepted("/ingest/firehose?region=eu-west-1", records.getBytes(StandardCharsets.UTF_8));
    String faulty = payload(List.of("x")).replaceAll("\"timestamp\":\\d+,", "");
    server.accepted(
        "/ingest/subscription?region=eu-west-1",
        (payload + faulty.replace("\"x\"", "\"alice@example.com\""))
            .getBytes(StandardCharsets.UTF_8));
    String invocation =
        "{\"functionName\":\"f\",\"requestId\":\"%s\",\"logResult\":\"%s\",\"payload\":{\"a\":\"%s\"}}"
            .formatted(ID, base64("mail alice@example.com\nKD-31415926\n"), SECRETS.get(0));
    server.accepted("/ingest/invocations", invocation.getBytes(StandardCharsets.UTF_8));
  }

  private static String payload(List<String> messages) {
    List<String> events = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      events.add(
          "{\"id\":\"%056d\",\"timestamp\":%d,\"message\":\"%s\"}"
              .formatted(i, System.currentTimeMillis() - 10_000 + i, messages.get(i)));
    }
    return "{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"1\",\"logGroup\":\"/aws/lambda/f\","
        + "\"logStream\":\"2026/11/20/[$LATEST]ab\",\"logEvents\":["
        + String.join(",", events)
        + "]}";
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<?> letters(RunningLogtrail server) throws Exception {
    return (List<?>) json(server, "/api/v1/dead-letters").get("deadLetters");
  }

  private static Map<?, ?> masked(RunningLogtrail server) throws Exception {
    return (Map<?, ?>) json(server, "/api/v1/status").get("masked");
  }

  private static Map<String, Object> json(RunningLogtrail server, String path) throws Exception {
    return TestJson.object(server.get(path).body().getBytes(StandardCharsets.UTF_8));
  }

  /** What is masked is refused again as what it was, and stays one letter. */
  private static void retryKeepsOneLetter(RunningLogtrail server) throws Exception {
    assertThat(server.post("/api/v1/dead-letters/retry?all=true", "", new byte[0]).statusCode())
        .isEqualTo(202);
    Await.until(
        WITHIN,
        () -> server.process().describe(),
        () ->
            letters(server).stream()
                .allMatch(letter -> ((Map<?, ?>) letter).get("attempts").equals(2L)));
    assertThat(letters(server)).hasSize(2);
  }

  /** Every row of every table, as text. */
  private List<String> tables() throws Exception {
    List<String> rows = new ArrayList<>();
    String port =
        Files.readAllLines(directory.resolve("data/postgres/postmaster.pid")).get(3).strip();
    String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      List<String> names = new ArrayList<>();
      try (ResultSet rs =
          statement.executeQuery(
              "select quote_ident(table_name) from information_schema.tables"
                  + " where table_schema = 'public'")) {
        while (rs.next()) {
          names.add(rs.getString(1));
        }
      }
      for (String name : names) {
        try (ResultSet rs = statement.executeQuery("select t::text from " + name + " as t")) {
          while (rs.next()) {
            rows.add(rs.getString(1));
          }
        }
      }
    }
    return rows;
  }
}
