package dev.logtrail.otel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.text.JsonText;
import dev.logtrail.text.JsonTree;
import dev.logtrail.trail.Basis;
import dev.logtrail.trail.Entry;
import dev.logtrail.trail.ExceptionInfo;
import dev.logtrail.trail.Level;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Origin;
import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.Trail;
import dev.logtrail.trail.TrailHeader;
import dev.logtrail.trail.TrailKey;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtlpJsonTest {
  private static final LogStream STREAM =
      new LogStream("123456789012", "eu-west-1", "/aws/lambda/orders", "2026/11/21/[7]aa");

  private static TrailHeader.Builder header(String requestId) {
    return TrailHeader.builder(TrailKey.request(STREAM, requestId, 1), "orders")
        .startedAt(1_000L)
        .endedAt(1_090L);
  }

  private static Entry entry(Long at, Map<String, Object> fields, ExceptionInfo thrown) {
    return new Entry(
        at,
        Level.ERROR,
        "app",
        "no \"sku\"\nat all",
        fields,
        Origin.FUNCTION,
        Basis.MARKERS,
        false,
        thrown,
        at == null ? List.of() : List.of("e-" + at));
  }

  @ParameterizedTest
  @CsvSource({
    "1-5759e988-BD862e3fe1be46a994272793, 5759e988bd862e3fe1be46a994272793",
    "5759e988bd862e3fe1be46a994272793, 5759e988bd862e3fe1be46a994272793"
  })
  void traceIdsOfXRayAreKept(String own, String id) {
    assertThat(SpanIds.trace(header("r").traceId(own).build())).isEqualTo(id);
  }

  @Test
  void otherIdsFollowFromTheTrailAlone() {
    TrailHeader one = header("r").build();
    assertThat(SpanIds.trace(one)).matches("[0-9a-f]{32}").isEqualTo(SpanIds.trace(one));
    assertThat(SpanIds.trace(header("r").traceId("0".repeat(32)).build()))
        .isNotEqualTo("0".repeat(32));
    assertThat(SpanIds.trace(header("s").build())).isNotEqualTo(SpanIds.trace(one));
    TrailKey again = TrailKey.request(STREAM, "r", 2);
    assertThat(SpanIds.span(one.key())).matches("[0-9a-f]{16}").isNotEqualTo(SpanIds.span(again));
  }

  @Test
  void spansAndRecordsSayWhatTheConventionsAskFor() {
    Map<String, Object> fields = new TreeMap<>();
    fields.put("a", Map.of("b", List.of(1, true, 2.5)));
    fields.put("n", null);
    ExceptionInfo thrown = new ExceptionInfo("KeyError", "'sku'", List.of("f1", "f2"), List.of());
    Trail trail =
        new Trail(
            header("r").outcome(Outcome.ERROR).coldStart(true).build(),
            List.of(entry(1_050L, fields, thrown), entry(null, Map.of(), null)),
            null);
    String spans =
        JsonText.object(
            out -> {
              out.writeFieldName("s");
              OtlpJson.resourceSpan(out, trail, 2);
            });
    assertThat(JsonTree.object(spans)).isNotNull();
    assertThat(spans)
        .contains(
            "\"kind\":2",
            "\"startTimeUnixNano\":\"1000000000\"",
            "\"endTimeUnixNano\":\"1090000000\"")
        .contains("{\"key\":\"faas.coldstart\",\"value\":{\"boolValue\":true}}")
        .contains("{\"key\":\"faas.invocation_id\",\"value\":{\"stringValue\":\"r\"}}")
        .contains("{\"key\":\"logtrail.attempt\",\"value\":{\"intValue\":\"2\"}}")
        .contains("arn:aws:lambda:eu-west-1:123456789012:function:orders")
        .contains("\"name\":\"exception\"", "\"exception.stacktrace\"", "\"code\":2");

    String logs =
        JsonText.object(
            out -> {
              out.writeFieldName("l");
              OtlpJson.resourceLogs(
                  out,
                  trail,
                  List.of(
                      new OtlpJson.Line(trail.entries().get(0), "u-1"),
                      new OtlpJson.Line(trail.entries().get(1), "u-2")));
            });
    assertThat(JsonTree.object(logs)).isNotNull();
    assertThat(logs)
        .contains("\"severityNumber\":17", "{\"stringValue\":\"no \\\"sku\\\"\\nat all\"}")
        .contains(
            "{\"arrayValue\":{\"values\":[{\"intValue\":\"1\"},{\"boolValue\":true},{\"doubleValue\":2.5}]}}")
        .contains("\"spanId\":\"" + SpanIds.span(trail.header().key()) + "\"")
        .doesNotContain("\"key\":\"n\"");
  }

  @Test
  void aFailedSpanOfZipkinHasTheTagError() {
    Trail trail =
        new Trail(header("r").outcome(Outcome.TIMEOUT).endedAt(null).build(), List.of(), null);
    String json =
        JsonText.object(
            out -> {
              out.writeFieldName("z");
              ZipkinJson.span(out, trail, 1);
            });
    assertThat(JsonTree.object(json)).isNotNull();
    assertThat(json).contains("\"error\":\"timeout\"", "\"duration\":1", "\"timestamp\":1000000");
  }
}
