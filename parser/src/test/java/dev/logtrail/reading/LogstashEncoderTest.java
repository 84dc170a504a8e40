package dev.logtrail.reading;

import static dev.logtrail.reading.LogbackLines.LOGGER;
import static net.logstash.logback.argument.StructuredArguments.array;
import static net.logstash.logback.argument.StructuredArguments.keyValue;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import dev.logtrail.structured.StructuredLine;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.trail.Level;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import net.logstash.logback.encoder.LogstashEncoder;
import net.logstash.logback.fieldnames.LogstashFieldNames;
import net.logstash.logback.fieldnames.ShortenedFieldNames;
import net.logstash.logback.marker.Markers;
import net.logstash.logback.stacktrace.ShortenedThrowableConverter;
import org.junit.jupiter.api.Test;
import org.slf4j.MarkerFactory;
import org.slf4j.helpers.BasicMDCAdapter;

/** Reads back what the real Logstash Logback Encoder writes. */
class LogstashEncoderTest {
  private final LogstashEncoder encoder = new LogstashEncoder();

  @Test
  void readsEveryLevel() {
    Map<Level, Consumer<Logger>> calls =
        Map.of(
            Level.TRACE, l -> l.trace("x"),
            Level.DEBUG, l -> l.debug("x"),
            Level.INFO, l -> l.info("x"),
            Level.WARN, l -> l.warn("x"),
            Level.ERROR, l -> l.error("x"));
    calls.forEach(
        (level, call) ->
            assertThat(
                    LogbackLines.read(
                        LogbackLines.written(new LogstashEncoder(), call), Conventions.builtIn()))
                .extracting(StructuredLine::level, StructuredLine::convention)
                .containsExactly(level, "logstash"));
  }

  @Test
  void readsTheColumns() {
    long before = System.currentTimeMillis();
    StructuredLine line = read(l -> l.info("sold {} of {}", 3, "A1"));
    assertThat(line.message()).isEqualTo("sold 3 of A1");
    assertThat(line.logger()).isEqualTo(LOGGER);
    assertThat(line.thread()).isEqualTo(Thread.currentThread().getName());
    assertThat(line.timestamp()).isBetween(before, System.currentTimeMillis());
    assertThat(line.fields()).containsEntry("@version", "1").containsEntry("level_value", 20_000);
    assertThat(line.fields()).doesNotContainKeys("message", "level", "logger_name");
  }

  @Test
  void readsAStackTraceAndItsCauses() {
    StructuredLine line = read(l -> l.error("payment failed", failure()));
    assertThat(line.message()).isEqualTo("payment failed");
    assertThat(line.fields()).doesNotContainKey("stack_trace");
    assertFailure(line);
    assertThat(line.exception().frames().get(0)).contains("LogstashEncoderTest.failure(");
  }

  @Test
  void readsAShortenedStackTrace() {
    ShortenedThrowableConverter shortened = new ShortenedThrowableConverter();
    shortened.setMaxDepthPerThrowable(3);
    shortened.setShortenedClassNameLength(20);
    shortened.start();
    encoder.setThrowableConverter(shortened);
    StructuredLine line = read(l -> l.error("payment failed", failure()));
    assertThat(line.exception().type()).endsWith("IllegalStateException");
    assertThat(line.exception().message()).isEqualTo("no card");
    assertThat(line.exception().frames()).hasSizeBetween(3, 4);
    assertThat(line.exception().causes().get(0).type()).endsWith("IOException");
  }

  @Test
  void readsAStackTraceWithTheRootCauseFirstAndHashes() {
    ShortenedThrowableConverter rootFirst = new ShortenedThrowableConverter();
    rootFirst.setRootCauseFirst(true);
    rootFirst.setInlineHash(true);
    rootFirst.start();
    encoder.setThrowableConverter(rootFirst);
    String written = LogbackLines.written(encoder, l -> l.error("payment failed", failure()));
    assertThat(written).contains("Wrapped by: <#");
    assertFailure(LogbackLines.read(written, Conventions.builtIn()));
  }

  @Test
  void keepsMdcMarkersAndStructuredArgumentsWithTheirTypes() {
    LoggerContext context = new LoggerContext();
    BasicMDCAdapter mdc = new BasicMDCAdapter();
    mdc.put("AWSRequestId", "r-1");
    mdc.put("X-Amzn-Trace-Id", "Root=1-65e1a2b3-0123456789abcdef01234567;Sampled=1");
    context.setMDCAdapter(mdc);
    String written =
        LogbackLines.written(
            context,
            encoder,
            l ->
                l.info(
                    Markers.append("order", Map.of("id", 17)).and(MarkerFactory.getMarker("AUDIT")),
                    "sold {} {}",
                    keyValue("count", 3),
                    array("sizes", 1.5, 2)));
    StructuredLine line = LogbackLines.read(written, Conventions.builtIn());
    assertThat(line.message()).isEqualTo("sold count=3 sizes=[1.5, 2]");
    assertThat(line.fields())
        .containsEntry("order", Map.of("id", 17))
        .containsEntry("tags", List.of("AUDIT"))
        .containsEntry("count", 3)
        .containsEntry("sizes", List.of(1.5, 2))
        .containsEntry("AWSRequestId", "r-1");
    assertThat(line.requestId()).isEqualTo("r-1");
    assertThat(line.traceId()).isEqualTo("1-65e1a2b3-0123456789abcdef01234567");
  }

  @Test
  void readsItsShortenedNames() {
    encoder.setFieldNames(new ShortenedFieldNames());
    StructuredLine line = read(l -> l.error("payment failed", failure()));
    assertThat(line.logger()).isEqualTo(LOGGER);
    assertThat(line.level()).isEqualTo(Level.ERROR);
    assertThat(line.thread()).isNotNull();
    assertFailure(line);
  }

  @Test
  void findsIdsInANestedMdcAndReadsAnOffset() {
    LogstashFieldNames names = new LogstashFieldNames();
    names.setMdc("mdc");
    names.setArguments("args");
    encoder.setFieldNames(names);
    encoder.setTimeZone("Asia/Kolkata");
    LoggerContext context = new LoggerContext();
    BasicMDCAdapter mdc = new BasicMDCAdapter();
    mdc.put("correlation_id", "c-9");
    context.setMDCAdapter(mdc);
    long before = System.currentTimeMillis();
    String written = LogbackLines.written(context, encoder, l -> l.info("x", keyValue("n", 1)));
    assertThat(written).contains("+05:30");
    StructuredLine line = LogbackLines.read(written, Conventions.builtIn());
    assertThat(line.timestamp()).isBetween(before, System.currentTimeMillis());
    assertThat(line.correlation()).containsEntry("correlationId", "c-9");
    assertThat(line.fields())
        .containsEntry("mdc", Map.of("correlation_id", "c-9"))
        .containsEntry("args", Map.of("n", 1));
  }

  @Test
  void readsNamesOfTheUsersOwnByAFile() throws IOException {
    LogstashFieldNames names = new LogstashFieldNames();
    names.setTimestamp("at");
    names.setMessage("said");
    names.setLevel("severityName");
    names.setLevelValue(LogstashFieldNames.IGNORE_FIELD_INDICATOR);
    names.setLogger("log.who");
    names.setStackTrace("trouble");
    encoder.setFieldNames(names);
    encoder.setTimestampPattern("[UNIX_TIMESTAMP_AS_NUMBER]");
    Conventions own =
        conventions(
            """
            {"conventions":[{"name":"shop","like":"logstash","when":[{"severityName":"string"}],
              "timestamp":["at"],"message":["said"],"level":["severityName"],"logger":["log.who"],
              "exception":{"stack":["trouble"]}}]}
            """);
    long before = System.currentTimeMillis();
    String written = LogbackLines.written(encoder, l -> l.error("payment failed", failure()));
    StructuredLine line = LogbackLines.read(written, own);
    assertThat(line.convention()).isEqualTo("shop");
    assertThat(line.message()).isEqualTo("payment failed");
    assertThat(line.level()).isEqualTo(Level.ERROR);
    assertThat(line.logger()).isEqualTo(LOGGER);
    assertThat(line.timestamp()).isBetween(before, System.currentTimeMillis());
    assertFailure(line);
  }

  private StructuredLine read(Consumer<Logger> call) {
    return LogbackLines.read(LogbackLines.written(encoder, call), Conventions.builtIn());
  }

  private static void assertFailure(StructuredLine line) {
    assertThat(line.exception().type()).isEqualTo("java.lang.IllegalStateException");
    assertThat(line.exception().message()).isEqualTo("no card");
    assertThat(line.exception().frames()).hasSizeGreaterThan(3);
    assertThat(line.exception().causes()).hasSize(1);
    assertThat(line.exception().causes().get(0).type()).isEqualTo("java.io.IOException");
    assertThat(line.exception().causes().get(0).message()).isEqualTo("reset");
  }

  private static Exception failure() {
    return new IllegalStateException("no card", new IOException("reset"));
  }

  private static Conventions conventions(String file) throws IOException {
    return Conventions.with(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
  }
}
