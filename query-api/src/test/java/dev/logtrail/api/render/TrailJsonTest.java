package dev.logtrail.api.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.logtrail.api.kit.Samples;
import dev.logtrail.cost.CostEstimator;
import dev.logtrail.text.JsonText;
import dev.logtrail.trail.Basis;
import dev.logtrail.trail.CloseReason;
import dev.logtrail.trail.Entry;
import dev.logtrail.trail.ExceptionInfo;
import dev.logtrail.trail.Execution;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.Level;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.Origin;
import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.Report;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.Trail;
import dev.logtrail.trail.TrailHeader;
import dev.logtrail.trail.TrailKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrailJsonTest {
  private static final long T0 = Samples.T0;

  @Test
  void everyFieldOfARequest() throws IOException {
    assertThat(json(full(), 2, 3)).isEqualTo(golden("trail-request.json"));
  }

  @Test
  void whatIsNotKnownIsNull() throws IOException {
    TrailKey key = TrailKey.environmentAt(Samples.stream("orders", "0001"), LogEvent.UNKNOWN_TIME);
    Trail trail = new Trail(bare(key), List.of(entry(Basis.ENVIRONMENT, Map.of(), null)), null);

    assertThat(json(trail, 0, 0)).isEqualTo(golden("trail-environment.json"));
  }

  @Test
  void aResultThatIsNoJsonIsAString() throws IOException {
    assertThat(payload("{\"a\":1.10}")).contains("\"payload\":{\"a\":1.10}");
    assertThat(payload("{\n  \"a\": [1, 2]\n}")).contains("\"payload\":{\"a\":[1,2]}");
    assertThat(payload("{\"a\":")).contains("\"payload\":\"{\\\"a\\\":\"");
    assertThat(payload("\"text\"")).contains("\"payload\":\"text\"");
    assertThat(payload("")).contains("\"payload\":\"\"");
    assertThat(payload("1 2")).contains("\"payload\":\"1 2\"");
    assertThat(payload(null)).contains("\"payload\":null");
  }

  @Test
  void readableFormOfARequest() throws IOException {
    StringBuilder out = new StringBuilder();
    new TrailText(ZoneOffset.UTC, false).write(out, full(), 2);

    assertThat(out.toString()).isEqualTo(golden("trail-request.txt"));
  }

  @Test
  void readableFormInColoursIsTheSameText() throws IOException {
    StringBuilder out = new StringBuilder();
    new TrailText(ZoneOffset.UTC, true).write(out, full(), 2);

    assertThat(out.toString()).contains("\u001b[31m");
    assertThat(out.toString().replaceAll("\u001b\\[\\d+m", ""))
        .isEqualTo(golden("trail-request.txt"));
  }

  @Test
  void logsCannotSteerATerminal() throws IOException {
    Trail hostile =
        new Trail(
            bare(Samples.key("orders", "r\u001b[2J")),
            List.of(
                new Entry(
                    T0,
                    null,
                    null,
                    "\u001b[31mred\u001b[0m \u001b]0;title\u0007 tab\tend",
                    Map.of(),
                    Origin.FUNCTION,
                    Basis.MARKERS,
                    false,
                    null,
                    List.of("1"))),
            null);
    StringBuilder out = new StringBuilder();
    new TrailText(ZoneOffset.UTC, false).write(out, hostile, 1);

    assertThat(out.toString())
        .contains("red \u241b]0;title\u2407 tab\tend")
        .doesNotContain("\u001b");
  }

  @Test
  void linesKeepTheirColoursWhereColoursAreUsed() throws IOException {
    String printed = "\u001b[38;5;208mhot\u001b[0m \u001b[8mhidden\u001b[0m \u202eend";
    Trail trail =
        new Trail(
            bare(Samples.key("orders", "r")),
            List.of(
                new Entry(
                        T0,
                        null,
                        null,
                        "hot hidden \u202eend",
                        Map.of(),
                        Origin.FUNCTION,
                        Basis.MARKERS,
                        false,
                        null,
                        List.of("1"))
                    .inColours(printed)),
            null);
    StringBuilder coloured = new StringBuilder();
    StringBuilder plain = new StringBuilder();
    new TrailText(ZoneOffset.UTC, true).write(coloured, trail, 1);
    new TrailText(ZoneOffset.UTC, false).write(plain, trail, 1);

    assertThat(coloured.toString())
        .contains("\u001b[38;5;208mhot\u001b[0m hidden\u001b[0m \u27e8RLO\u27e9end\u001b[0m\n");
    assertThat(plain.toString()).contains("hot hidden \u27e8RLO\u27e9end\n");
  }

  private static Trail full() {
    Invocation invocation =
        new Invocation(
            "123456789012",
            "eu-west-1",
            "orders",
            "$LATEST",
            Samples.ID,
            "tail",
            true,
            200,
            "Unhandled",
            "{\"errorType\":\"KeyError\"}",
            T0);
    return new Trail(
        header(),
        List.of(
            entry(Basis.MARKERS, fields(), null),
            new Entry(
                T0 + 12_345,
                Level.ERROR,
                null,
                "failed:\nbadly",
                Map.of(),
                Origin.FUNCTION,
                Basis.REQUEST_ID,
                true,
                exception(),
                List.of("1", "2")),
            new Entry(
                null,
                null,
                null,
                "END RequestId",
                Map.of(),
                Origin.PLATFORM,
                Basis.LOG_RESULT,
                false,
                null,
                List.of())),
        invocation);
  }

  private static Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("orderId", 1234567890123L);
    fields.put("total", new BigDecimal("12.50"));
    fields.put("express", true);
    fields.put("coupon", null);
    fields.put("items", Arrays.asList("a", 2, Map.of("k", 0.5), null));
    return fields;
  }

  private static ExceptionInfo exception() {
    ExceptionInfo cause = new ExceptionInfo(null, "no route", List.of(), List.of());
    return new ExceptionInfo(
        "KeyError", "'total'", List.of("File \"app.py\", line 3"), List.of(cause));
  }

  private static TrailHeader header() {
    Report report =
        new Report(46.43, 139L, 128, 35, 92.34, null, null, "error", "Runtime.ExitError");
    return TrailHeader.builder(Samples.key("orders", Samples.ID), "orders")
        .functionVersion("$LATEST")
        .runtimeVersion("python:3.13.v50")
        .startedAt(T0)
        .endedAt(T0 + 46)
        .lastEventAt(T0 + 46)
        .closeReason(CloseReason.REPORT)
        .outcome(Outcome.CRASH)
        .coldStart(true)
        .report(report)
        .traceId("1-67-abc")
        .tenantId("blue")
        .execution(
            Execution.ofArn(
                "arn:aws:lambda:eu-west-1:123456789012:function:orders:7/durable-execution/order-123/9f7d84c9-1"))
        .sources(Set.of(Source.LOG_RESULT, Source.SUBSCRIPTION))
        .entryCount(2)
        .errorCount(1)
        .truncated(true)
        .startSeen(true)
        .endSeen(true)
        .reportSeen(true)
        .build();
  }

  private static TrailHeader bare(TrailKey key) {
    return TrailHeader.builder(key, "orders").entryCount(1).build();
  }

  private static Entry entry(Basis basis, Map<String, Object> fields, ExceptionInfo x) {
    return new Entry(
        T0 + 12,
        Level.INFO,
        "app",
        "took an order",
        fields,
        Origin.FUNCTION,
        basis,
        false,
        x,
        List.of("0"));
  }

  private static String payload(String payload) throws IOException {
    Invocation i = Samples.invocation("orders", Samples.ID, "", payload);
    return json(new Trail(bare(Samples.key("orders", Samples.ID)), List.of(), i), 1, 0);
  }

  private static String json(Trail trail, int attempt, long revision) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JsonText.FACTORY.createGenerator(text)) {
      TrailJson.write(out, trail, attempt, revision, true, CostEstimator.standard());
    }
    return text + "\n";
  }

  private static String golden(String name) throws IOException {
    try (InputStream in = TrailJsonTest.class.getResourceAsStream("/golden/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
