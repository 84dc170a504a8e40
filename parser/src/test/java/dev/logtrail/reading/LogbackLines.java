package dev.logtrail.reading;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import dev.logtrail.reading.exception.ExceptionText;
import dev.logtrail.structured.StructuredLine;
import dev.logtrail.structured.StructuredReader;
import dev.logtrail.structured.convention.Conventions;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.slf4j.helpers.BasicMDCAdapter;

/** What a real logback, with a real encoder, writes of the calls that a test makes. */
final class LogbackLines {
  static final String LOGGER = "shop.Pay";

  private LogbackLines() {}

  /** The text that {@code encoder} makes of one call of a logger named {@link #LOGGER}. */
  static String written(Encoder<ILoggingEvent> encoder, Consumer<Logger> call) {
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new BasicMDCAdapter());
    return written(context, encoder, call);
  }

  /** The same in a context that the test has set up. */
  static String written(
      LoggerContext context, Encoder<ILoggingEvent> encoder, Consumer<Logger> call) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    encoder.setContext(context);
    encoder.start();
    OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.setOutputStream(bytes);
    appender.start();
    Logger logger = context.getLogger(LOGGER);
    logger.setLevel(Level.TRACE);
    logger.addAppender(appender);
    call.accept(logger);
    context.stop();
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** What is read of a line. */
  static StructuredLine read(String line, Conventions conventions) {
    return new StructuredReader(conventions, ExceptionText::read).read(line);
  }
}
