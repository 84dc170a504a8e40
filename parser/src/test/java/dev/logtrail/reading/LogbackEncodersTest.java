package dev.logtrail.reading;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.logtrail.structured.StructuredLine;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.trail.Level;
import java.util.Map;
import net.logstash.logback.composite.JsonProviders;
import net.logstash.logback.composite.loggingevent.LogLevelJsonProvider;
import net.logstash.logback.composite.loggingevent.LogLevelValueJsonProvider;
import net.logstash.logback.composite.loggingevent.LoggerNameJsonProvider;
import net.logstash.logback.composite.loggingevent.LoggingEventFormattedTimestampJsonProvider;
import net.logstash.logback.composite.loggingevent.LoggingEventJsonProviders;
import net.logstash.logback.composite.loggingevent.LoggingEventNestedJsonProvider;
import net.logstash.logback.composite.loggingevent.MdcJsonProvider;
import net.logstash.logback.composite.loggingevent.MessageJsonProvider;
import net.logstash.logback.composite.loggingevent.RootStackTraceElementJsonProvider;
import net.logstash.logback.composite.loggingevent.StackHashJsonProvider;
import net.logstash.logback.composite.loggingevent.StackTraceJsonProvider;
import net.logstash.logback.composite.loggingevent.ThrowableClassNameJsonProvider;
import net.logstash.logback.composite.loggingevent.ThrowableMessageJsonProvider;
import net.logstash.logback.encoder.LoggingEventCompositeJsonEncoder;
import org.junit.jupiter.api.Test;

/** Reads back what logback's own JSON encoder, and an encoder put together of parts, write. */
class LogbackEncodersTest {

  @Test
  void readsLogbacksOwnEncoder() {
    JsonEncoder encoder = new JsonEncoder();
    encoder.setWithFormattedMessage(true);
    long before = System.currentTimeMillis();
    String written =
        LogbackLines.written(encoder, l -> l.error("payment {} failed", 17, failure()));
    StructuredLine line = LogbackLines.read(written, Conventions.builtIn());
    assertThat(line.convention()).isEqualTo("logback-json");
    assertThat(line.level()).isEqualTo(Level.ERROR);
    assertThat(line.logger()).isEqualTo(LogbackLines.LOGGER);
    assertThat(line.message()).isEqualTo("payment 17 failed");
    assertThat(line.timestamp()).isBetween(before, System.currentTimeMillis());
    assertThat(line.exception().type()).isEqualTo("java.lang.IllegalStateException");
    assertThat(line.exception().message()).isEqualTo("no card");
    assertThat(line.exception().frames().get(0)).contains("LogbackEncodersTest.failure(");
    assertThat(line.exception().causes().get(0).type()).isEqualTo("java.lang.Error");
  }

  @Test
  void readsAnEncoderPutTogetherOfParts() {
    LoggingEventCompositeJsonEncoder encoder = new LoggingEventCompositeJsonEncoder();
    JsonProviders<ILoggingEvent> parts = encoder.getProviders();
    parts.addProvider(new LoggingEventFormattedTimestampJsonProvider());
    parts.addProvider(new LogLevelJsonProvider());
    parts.addProvider(new LogLevelValueJsonProvider());
    parts.addProvider(new LoggerNameJsonProvider());
    parts.addProvider(new MessageJsonProvider());
    parts.addProvider(new ThrowableClassNameJsonProvider());
    parts.addProvider(new ThrowableMessageJsonProvider());
    parts.addProvider(new StackTraceJsonProvider());
    parts.addProvider(new StackHashJsonProvider());
    parts.addProvider(new RootStackTraceElementJsonProvider());
    StructuredLine line =
        LogbackLines.read(
            LogbackLines.written(encoder, l -> l.warn("payment failed", failure())),
            Conventions.builtIn());
    assertThat(line.convention()).isEqualTo("logstash");
    assertThat(line.level()).isEqualTo(Level.WARN);
    assertThat(line.exception().type()).isEqualTo("java.lang.IllegalStateException");
    assertThat(line.exception().message()).isEqualTo("no card");
    assertThat(line.fields()).containsKeys("stack_hash", "root_stack_trace_element");
    assertThat(line.fields()).doesNotContainKeys("throwable_class", "stack_trace");
  }

  @Test
  void keepsNestedPartsAsTheyAre() {
    LoggingEventCompositeJsonEncoder encoder = new LoggingEventCompositeJsonEncoder();
    LoggingEventNestedJsonProvider nested = new LoggingEventNestedJsonProvider();
    nested.setFieldName("app");
    LoggingEventJsonProviders inside = new LoggingEventJsonProviders();
    inside.addMdc(new MdcJsonProvider());
    inside.addLoggerName(new LoggerNameJsonProvider());
    nested.setProviders(inside);
    encoder.getProviders().addProvider(new LogLevelJsonProvider());
    encoder.getProviders().addProvider(new MessageJsonProvider());
    encoder.getProviders().addProvider(nested);
    StructuredLine line =
        LogbackLines.read(LogbackLines.written(encoder, l -> l.info("x")), Conventions.builtIn());
    assertThat(line.message()).isEqualTo("x");
    assertThat(line.level()).isEqualTo(Level.INFO);
    assertThat(line.fields()).containsEntry("app", Map.of("logger_name", LogbackLines.LOGGER));
  }

  private static Exception failure() {
    return new IllegalStateException("no card", new Error("reset"));
  }
}
