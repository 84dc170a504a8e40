package dev.logtrail.api;

import static dev.logtrail.store.SampleTrails.T0;
import static dev.logtrail.store.SampleTrails.flush;
import static dev.logtrail.store.SampleTrails.trail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.logtrail.api.kit.Server;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.store.postgres.EmbeddedDatabase;
import dev.logtrail.trail.Outcome;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every query of the dashboards and alert rules in deploy/grafana runs, and finds what is there.
 */
class GrafanaIT {
  private static final Path FOLDER =
      Path.of(System.getProperty("maven.multiModuleProjectDirectory", ".."), "deploy/grafana");
  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(T0 + 60_000), ZoneOffset.UTC);

  @RegisterExtension static final EmbeddedDatabase DATABASE = new EmbeddedDatabase();

  private static Server server;

  /** One query: where it stands, and what it asks of which source. */
  record Asked(String where, JsonNode query) {
    @Override
    public String toString() {
      return where;
    }
  }

  @BeforeAll
  static void start() {
    try (TrailWriter writer = DATABASE.database().openWriter(CLOCK)) {
      writer.flush(
          flush(
              trail(writer, "4f1c5b3e-8d1a-4c57-9a55-0d6a1b6f2c11").coldStart(true).write(),
              trail(writer, "any token").outcome(Outcome.TIMEOUT).errors(1).write(),
              trail(writer, "15 bytes, of it").outcome(Outcome.OUT_OF_MEMORY).write()));
    }
    DATABASE.database().rollups().run();
    server = Server.over(DATABASE.database(), CLOCK);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static Stream<Asked> queries() throws Exception {
    List<Asked> all = new ArrayList<>();
    Set<String> uids = new HashSet<>();
    for (String name : List.of("fleet", "function", "cost")) {
      JsonNode dashboard =
          Server.JSON.readTree(FOLDER.resolve("dashboards/" + name + ".json").toFile());
      assertThat(uids.add(dashboard.get("uid").asText())).isTrue();
      for (JsonNode variable : dashboard.at("/templating/list")) {
        all.add(
            new Asked(
                name + " $" + variable.get("name").asText(),
                Server.JSON.createObjectNode().put("rawSql", variable.get("query").asText())));
      }
      for (JsonNode panel : dashboard.get("panels")) {
        for (JsonNode target : panel.get("targets")) {
          all.add(new Asked(name + ": " + panel.get("title").asText(), target));
        }
      }
    }
    String rules = Files.readString(FOLDER.resolve("provisioning/alerting/logtrail.yaml"));
    for (JsonNode rule :
        Server.JSON.readTree(rules.substring(rules.indexOf('{'))).findValues("rules").get(0)) {
      all.add(new Asked("rule " + rule.get("title").asText(), rule.at("/data/0/model")));
    }
    return all.stream();
  }

  /** As Grafana writes its macros and variables. */
  private static String filled(String query) {
    return query
        .replace(
            "$__timeFilter(time)", "time between '2026-11-20T00:00:00Z' and '2026-11-21T00:00:00Z'")
        .replace("$__timeGroup(time, $__interval)", "floor(extract(epoch from time)/60)*60")
        .replace("$__timeGroup(time, '1h')", "floor(extract(epoch from time)/3600)*3600")
        .replace("$__interval", "1m")
        .replace("${__from}", String.valueOf(T0 - 60_000))
        .replace("${__to}", String.valueOf(T0 + 600_000))
        .replace("$function", "orders");
  }

  /** Runs a statement as the role that Grafana's own is in. */
  private static List<String> rows(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = DATABASE.database().dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("set role logtrail_grafana");
      try (ResultSet rs = statement.executeQuery(sql)) {
        while (rs.next()) {
          rows.add(rs.getString(1));
        }
      } finally {
        statement.execute("reset role");
      }
    }
    return rows;
  }

  @ParameterizedTest
  @MethodSource("queries")
  void everyQueryRuns(Asked asked) throws Exception {
    JsonNode q = asked.query();
    if (q.has("rawSql")) {
      List<String> rows = rows(filled(q.get("rawSql").asText()));
      if (!asked.where().startsWith("rule")) {
        assertThat(rows).isNotEmpty();
      }
    } else if (q.has("expr")) {
      String expr = URLEncoder.encode(filled(q.get("expr").asText()), StandardCharsets.UTF_8);
      HttpResponse<String> answer =
          server.get(
              "/loki/api/v1/query_range?step=60&query=%s&start=%d&end=%d"
                  .formatted(expr, (T0 - 60_000) / 1_000, (T0 + 60_000) / 1_000));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    } else {
      JsonNode root =
          server.json(filled(q.get("url").asText())).get(q.get("root_selector").asText());
      JsonNode row = root.isArray() ? root.get(0) : root;
      for (JsonNode column : q.get("columns")) {
        String selector = "/" + column.get("selector").asText().replace('.', '/');
        assertThat(row.at(selector).isMissingNode()).as(selector + " of " + row).isFalse();
      }
    }
  }

  @Test
  void requestIdsReadAsTheyWereWritten() throws Exception {
    assertThat(rows("select request_id from grafana.requests"))
        .containsExactlyInAnyOrder(
            "4f1c5b3e-8d1a-4c57-9a55-0d6a1b6f2c11", "any token", "15 bytes, of it");
    assertThat(rows("select outcome from grafana.requests where failed"))
        .containsExactlyInAnyOrder("timeout", "out_of_memory");
    assertThat(rows("select requests from grafana.hours")).containsExactly("3");
  }

  @Test
  void theRoleReadsViewsAlone() {
    for (String sql :
        List.of("select * from trail", "select * from trail_segment", "select * from log_result")) {
      assertThatThrownBy(() -> rows(sql)).hasMessageContaining("permission denied");
    }
    assertThatThrownBy(() -> rows("delete from grafana.functions returning 1"))
        .hasMessageContaining("permission denied");
  }
}
