package dev.logtrail.service.settings;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import net.logstash.logback.encoder.LogstashEncoder;
import org.slf4j.LoggerFactory;

/** How the program writes its own log. */
public enum LogFormat {
  /** Lines for people, as logback.xml says. */
  text,

  /** One JSON object a line, in the fields of the Logstash Logback Encoder. */
  json;

  /** Writes in this format from now on. */
  public void use() {
    if (this == json
        && LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
      LoggerContext context = root.getLoggerContext();
      ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
      appender.setContext(context);
      appender.setName("json");
      appender.setTarget("System.err");
      appender.setEncoder(jsonEncoder(context));
      appender.addFilter(new RepeatedFaultFilter());
      appender.start();
      root.detachAndStopAllAppenders();
      root.addAppender(appender);
    }
  }

  /** What turns an event into a line of JSON. */
  static Encoder<ILoggingEvent> jsonEncoder(LoggerContext context) {
    LogstashEncoder encoder = new LogstashEncoder();
    encoder.setContext(context);
    encoder.setVersion(null);
    encoder.start();
    return encoder;
  }
}
