package dev.logtrail.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.logtrail.structured.StructuredLine;
import dev.logtrail.trail.Level;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Real structured lines, where they lie beside the project, read as a person would. */
class CorpusStructuredTest {
  private final CorpusLines corpus = CorpusLines.orSkip(CorpusStructuredTest.class);

  @Test
  void logstash() throws IOException {
    List<StructuredLine> lines = corpus.lines("logstash-encoder/lines.jsonl");
    assertThat(lines)
        .hasSize(6)
        .allSatisfy(line -> assertThat(line.convention()).isEqualTo("logstash"))
        .allSatisfy(line -> assertThat(line.timestamp()).isNotNull())
        .allSatisfy(line -> assertThat(line.logger()).contains("."))
        .allSatisfy(line -> assertThat(line.message()).isNotBlank().doesNotStartWith("{"))
        .extracting(StructuredLine::level)
        .containsExactly(Level.INFO, Level.INFO, Level.INFO, Level.INFO, Level.INFO, Level.ERROR);
    assertThat(lines.get(3).correlation()).containsKeys("traceId", "spanId");
  }

  @Test
  void serilog() throws IOException {
    List<StructuredLine> lines = corpus.lines("serilog-clef/lines.jsonl");
    assertThat(lines)
        .extracting(StructuredLine::convention, StructuredLine::level)
        .containsExactly(tuple("serilog-clef", Level.INFO), tuple("serilog-clef", Level.ERROR));
    assertThat(lines.get(1).message()).doesNotContain("{");
    assertThat(lines.get(1).exception().type()).isEqualTo("System.TimeoutException");
    assertThat(lines).allSatisfy(line -> assertThat(line.logger()).isNotNull());
  }

  @Test
  void powertoolsPython() throws IOException {
    int lines = 0;
    for (String file : corpus.files("powertools-python")) {
      for (StructuredLine line : corpus.objects(file)) {
        lines++;
        if (file.contains("/metrics_")) {
          assertThat(line.convention()).as(file).isEqualTo("emf");
          assertThat((List<?>) line.fields().get("_metrics")).as(file).hasSize(1);
        } else if (!file.contains("/metricsdd_")) {
          assertThat(line.message()).as(file).isNotBlank();
          assertThat(line.level() == null).as(file).isEqualTo(file.contains("from_scratch"));
        }
      }
    }
    assertThat(lines).isEqualTo(49);
    assertException("powertools-python/logging_exceptions_output.json", "RuntimeError");
    assertException(
        "powertools-python/logging_stacktrace_output.json", "requests.exceptions.HTTPError");
    assertException(
        "powertools-python/logging_uncaught_exceptions_output.json",
        "requests.exceptions.HTTPError");
    assertThat(
            corpus.objects("powertools-python/set_correlation_id_output.json").get(0).correlation())
        .containsKey("correlationId");
  }

  private void assertException(String file, String type) throws IOException {
    StructuredLine line = corpus.objects(file).get(0);
    assertThat(line.convention()).isEqualTo("powertools-python");
    assertThat(line.level()).isEqualTo(Level.ERROR);
    assertThat(line.exception().type()).isEqualTo(type);
    assertThat(line.exception().frames()).isNotEmpty();
    assertThat(line.fields()).doesNotContainKeys("exception", "exception_name", "stack_trace");
  }

  @Test
  void otherPowertools() throws IOException {
    StructuredLine dumper = corpus.event("powertools-python-subscription/threads-dumper.json");
    assertThat(dumper.level()).isEqualTo(Level.ERROR);
    assertThat(dumper.exception().type()).isEqualTo("NameError");
    assertThat(dumper.timestamp()).isNotNull();
    StructuredLine local = corpus.line("sam-local-powertools/stream.log", 3);
    assertThat(local.convention()).isEqualTo("powertools-python");
    assertThat(local.fields().get("message")).isInstanceOf(Map.class);
    assertThat(local.message()).startsWith("{\"statusCode\":200,");
    StructuredLine typescript = corpus.line("powertools-ts-testinvocationlogs/start.log", 2);
    assertThat(typescript.convention()).isEqualTo("powertools-typescript");
    assertThat(typescript.level()).isEqualTo(Level.DEBUG);
  }

  @Test
  void runtimesRecords() throws IOException {
    List<StructuredLine> tenner = corpus.lines("tenner-notifier-2026-json/stream.jsonl");
    assertThat(tenner)
        .extracting(StructuredLine::level)
        .containsExactly(null, null, Level.ERROR, null, null, Level.INFO, Level.ERROR, null);
    assertThat(List.of(tenner.get(2), tenner.get(5), tenner.get(6)))
        .allSatisfy(line -> assertThat(line.message()).doesNotContain("{"))
        .allSatisfy(line -> assertThat(line.fields()).containsKeys("component", "event"))
        .allSatisfy(line -> assertThat(line.fields()).doesNotContainKeys("_runtime", "message"))
        .allSatisfy(line -> assertThat(line.requestId()).hasSize(36));
    StructuredLine web = corpus.line("web-functions-2026/line.jsonl", 1);
    assertThat(web.convention()).isEqualTo("lambda");
    assertThat(web.requestId()).hasSize(26);
    assertThat(web.level()).isEqualTo(Level.INFO);
  }

  @Test
  void metrics() throws IOException {
    StructuredLine rust = corpus.line("rust-emf-spans/stream.log", 4);
    assertThat(rust.convention()).isEqualTo("emf");
    assertThat((List<?>) rust.fields().get("_metrics")).hasSize(1);
    assertThat(rust.requestId()).hasSize(36);
    StructuredLine node = corpus.event("node-emf-prefixed/line.jsonl");
    assertThat((List<?>) node.fields().get("_metrics")).hasSize(2);
    assertThat(node.correlation()).containsKey("apiRequestId");
    assertThat(node.requestId()).isNull();
  }

  @Test
  void rustTracingAndPino() throws IOException {
    StructuredLine rust = corpus.line("rust-emf-spans/stream.log", 2);
    assertThat(rust.convention()).isEqualTo("rust-tracing");
    assertThat(rust.level()).isEqualTo(Level.INFO);
    assertThat(rust.message()).doesNotContain("{");
    assertThat(corpus.lines("pino-lambda/lines.txt"))
        .allSatisfy(line -> assertThat(line.convention()).isEqualTo("pino"))
        .allSatisfy(line -> assertThat(line.fields()).doesNotContainKeys("_prefix", "msg"))
        .extracting(StructuredLine::level)
        .containsExactly(Level.INFO, Level.INFO, Level.ERROR);
    StructuredLine dazn = corpus.line("dazn-pino-node/line.txt", 1);
    assertThat(dazn.convention()).isEqualTo("pino");
    assertThat(dazn.level()).isEqualTo(Level.INFO);
    assertThat(dazn.fields()).containsKey("_prefix");
  }
}
