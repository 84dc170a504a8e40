package dev.logtrail.api.stats;

import static dev.logtrail.store.SampleTrails.T0;
import static dev.logtrail.store.SampleTrails.flush;
import static dev.logtrail.store.SampleTrails.trail;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.logtrail.api.ApiSettings;
import dev.logtrail.api.kit.Server;
import dev.logtrail.store.SampleTrails;
import dev.logtrail.store.TrailWrite;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.store.postgres.EmbeddedDatabase;
import dev.logtrail.text.NamePattern;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.Report;
import dev.logtrail.trail.TrailKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Statistics over the real store: two hours of two functions, and one in a region without price.
 */
class StatsIT {
  private static final long MINUTE = 60_000;
  private static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochMilli(T0 + 2 * 60 * MINUTE), ZoneOffset.UTC);

  @RegisterExtension static final EmbeddedDatabase DATABASE = new EmbeddedDatabase();

  private TrailWriter writer;
  private Server server;

  @BeforeEach
  void start() {
    DATABASE.clear();
    writer = DATABASE.database().openWriter(CLOCK);
    StatsSettings settings =
        new StatsSettings(
            List.of(Map.entry(new NamePattern("*-live"), "prod")),
            List.of(Map.entry(new NamePattern("orders*"), 3_000L)));
    server = Server.over(DATABASE.database(), ApiSettings.loopback(0), CLOCK, settings);
    List<TrailWrite> writes = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      writes.add(request("orders-live", "eu-west-1", i, 100 + i, i < 20));
    }
    for (int i = 0; i < 10; i++) {
      writes.add(request("mail-dev", "eu-west-1", i, 10, false));
    }
    writes.add(request("far", "xx-north-1", 0, 10, false));
    writer.flush(flush(writes.toArray(TrailWrite[]::new)));
    DATABASE.database().rollups().run();
  }

  /** One a minute; every tenth fails. */
  private TrailWrite request(String function, String region, int i, long ms, boolean cold) {
    LogStream stream =
        new LogStream(
            "123456789012", region, "/aws/lambda/" + function, "2026/11/20/[$LATEST]aaaa");
    return trail(writer, TrailKey.request(stream, function + i, 1))
        .start(T0 + i * MINUTE)
        .coldStart(cold)
        .outcome(i % 10 == 0 ? Outcome.ERROR : Outcome.SUCCESS)
        .report(new Report((double) ms, ms, 128, 120, null, null, null, null, null))
        .write();
  }

  @AfterEach
  void stop() {
    server.close();
    writer.close();
  }

  @Test
  void a_function_in_figures() {
    JsonNode answer = server.json("/api/v1/stats?function=orders-live&step=1h&from=-3h");

    assertThat(answer.get("groups")).hasSize(1);
    JsonNode group = answer.at("/groups/0");
    assertThat(group.get("function").asText()).isEqualTo("orders-live");
    JsonNode totals = group.get("totals");
    assertThat(totals.get("requests").asInt()).isEqualTo(100);
    assertThat(totals.get("failed").asInt()).isEqualTo(10);
    assertThat(totals.at("/outcomes/success").asInt()).isEqualTo(90);
    assertThat(totals.get("coldStartShare").asDouble()).isEqualTo(0.2);
    assertThat(totals.at("/durationMs/p50").asDouble()).isBetween(147.0, 152.0);
    assertThat(totals.at("/durationMs/p99").asDouble()).isBetween(195.0, 199.0);
    assertThat(totals.at("/durationMs/max").asDouble()).isEqualTo(199);
    assertThat(totals.get("billedMs").asInt()).isEqualTo(14_950);
    assertThat(totals.get("gbSeconds").asText()).isEqualTo("1.86875");
    // 1.86875 GB-s at 0.0000166667, and 100 requests: rounded once, at the end.
    assertThat(totals.at("/cost/computeUsd").asText()).isEqualTo("0.000031145896");
    assertThat(totals.at("/cost/usd").asText()).isEqualTo("0.000051145896");
    assertThat(group.get("series")).hasSize(2);
    assertThat(group.at("/series/0/at").asText()).isEqualTo("2026-11-20T10:00:00.000Z");
    assertThat(group.at("/series/0/requests").asInt()).isEqualTo(60);
    assertThat(answer.get("pendingMinutes").asInt()).isZero();
  }

  @Test
  void a_series_of_all_together_alone() {
    String asked = "/api/v1/stats?from=-3h&step=1h";
    JsonNode whole = server.json(asked);
    JsonNode total = server.json(asked + "&series=total");

    assertThat(whole.get("seriesOf").asText()).isEqualTo("groups");
    assertThat(total.get("seriesOf").asText()).isEqualTo("total");
    assertThat(total.get("series")).isEqualTo(whole.get("series")).isNotEmpty();
    assertThat(total.at("/groups/0/totals")).isEqualTo(whole.at("/groups/0/totals"));
    assertThat(whole.at("/groups/0/series")).isNotEmpty();
    assertThat(total.get("groups")).isNotEmpty().noneMatch(group -> group.has("series"));
  }

  @Test
  void minutes_at_the_edges_and_hours_between_come_to_the_same() {
    for (String step : List.of("1m", "5m", "1h", "none")) {
      JsonNode answer =
          server.json(
              "/api/v1/stats?function=orders-live&from=2026-11-20T10:07:00Z"
                  + "&to=2026-11-20T11:23:00Z&step="
                  + step);
      assertThat(answer.at("/totals/requests").asInt()).as(step).isEqualTo(76);
      assertThat(answer.at("/totals/durationMs/p50").asDouble()).isBetween(143.0, 147.0);
    }
  }

  @Test
  void groups() {
    String all = "/api/v1/stats?from=-3h&groupBy=";
    assertThat(server.json(all + "stage").at("/groups").findValuesAsText("stage"))
        .containsExactly("null", "dev", "prod");
    assertThat(server.json(all + "region").at("/groups").findValuesAsText("region"))
        .containsExactly("eu-west-1", "xx-north-1");
    assertThat(server.json(all + "account").at("/groups/0/totals/requests").asInt()).isEqualTo(111);
    assertThat(server.json(all + "version").at("/groups/0/version").asText()).isEqualTo("$LATEST");
  }

  @Test
  void no_price_no_cost() {
    JsonNode far = server.json("/api/v1/stats?from=-3h&region=xx-north-1").get("totals");
    assertThat(far.get("cost").isNull()).isTrue();
    assertThat(far.get("unpricedRequests").asInt()).isEqualTo(1);
    JsonNode all = server.json("/api/v1/stats?from=-3h").get("totals");
    assertThat(all.get("cost").isNull()).isFalse();
    assertThat(all.get("unpricedRequests").asInt()).isEqualTo(1);
  }

  @Test
  void hints_tell_memory_timeout_and_cold_starts() {
    JsonNode answer = server.json("/api/v1/stats?function=orders-live&from=-3h");
    JsonNode hint = answer.at("/groups/0/hint");
    assertThat(hint.get("peakMb").asInt()).isEqualTo(120);
    assertThat(hint.get("timeoutMs").asInt()).isEqualTo(3_000);
    assertThat(hint.get("timeoutFrom").asText()).isEqualTo("setting");
    assertThat(hint.at("/sizes/0/memorySizeMb").asInt()).isEqualTo(192);
    assertThat(hint.get("advice").toString())
        .contains("The peak is 120 of 128 MB", "20 % of requests start cold");
    assertThat(answer.at("/notes/memory").asText()).contains("not of one request");
  }

  @Test
  void a_bill_by_day_and_month() {
    JsonNode bill =
        server.json("/api/v1/stats?from=2026-11-20&to=2026-11-21&bill=true").get("bill");
    assertThat(bill.get("days")).hasSize(1);
    assertThat(bill.at("/months/0/month").asText()).isEqualTo("2026-11");
    assertThat(bill.at("/months/0/usd")).isEqualTo(bill.at("/days/0/usd"));
    assertThat(bill.get("unpricedRequests").asInt()).isEqualTo(1);
  }

  @Test
  void a_table_for_terminals() {
    String text = server.get("/api/v1/stats?from=-3h", "Accept", "text/plain").body();
    assertThat(text).contains("function", "orders-live", "total", "120/128", "0.000051");
    assertThat(text.lines().filter(l -> l.contains("mail-dev")).findFirst().orElseThrow())
        .contains("10.0");
  }

  @Test
  void a_table_tells_functions_of_one_name_apart() {
    writer.flush(flush(request("mail-dev", "us-east-1", 3, 300, false)));
    DATABASE.database().rollups().run();
    String text = server.get("/api/v1/stats?from=-3h", "Accept", "text/plain").body();
    assertThat(text.lines().map(l -> l.replaceFirst("  .*", "")))
        .contains("mail-dev eu-west-1", "mail-dev us-east-1", "orders-live");
    assertThat(text.lines().filter(l -> l.contains("us-east-1")).findFirst().orElseThrow())
        .as("no quantile above the longest")
        .containsOnlyOnce("300.0   300.0   300.0   300.0")
        .doesNotContain("30[1-9]");
  }

  @Test
  void a_table_of_nothing_says_so() {
    assertThat(server.get("/api/v1/stats?function=no", "Accept", "text/plain").body())
        .endsWith("\n\nNo request started in this span.\n");
  }

  @Test
  void faults_say_what_would_be_right() {
    assertThat(server.get("/api/v1/stats?step=1s").body()).contains("give minutes, hours or days");
    assertThat(server.get("/api/v1/stats?from=-90d&step=1m").body()).contains("129,600 steps");
    assertThat(server.get("/api/v1/stats?groupBy=name").body())
        .contains("one of function, version, stage, account, region");
    assertThat(server.get("/api/v1/stats?from=-1h&to=-2h").body()).contains("is not before 'to'");
    assertThat(server.get("/api/v1/stats?form=-1h").body()).contains("did you mean 'from'");
  }

  @Test
  void functions_tell_size_and_age() {
    JsonNode functions = server.json("/api/v1/functions").get("functions");
    assertThat(functions.findValuesAsText("functionName"))
        .containsExactly("far", "mail-dev", "orders-live");
    JsonNode stored = functions.get(2).get("stored");
    assertThat(stored.get("requests").asInt()).isEqualTo(100);
    assertThat(stored.get("events").asInt())
        .isEqualTo(100 * SampleTrails.events("x", T0, 2).size());
    assertThat(stored.get("rawBytes").asLong()).isPositive();
    assertThat(stored.get("oldestAt").asText()).isEqualTo("2026-11-20T10:00:00.000Z");
  }
}
