package dev.logtrail.runtimeclient.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.apache.logging.log4j.LogManager;
import org.slf4j.LoggerFactory;

/** What a function logs with. */
interface FunctionLog {
  void info(String text);

  void warn(String text);

  void error(String text, Throwable exception);

  /** The logger that {@code FUNCTION_LOGGER} names. */
  static FunctionLog of(Context context) {
    return switch (System.getenv("FUNCTION_LOGGER")) {
      case "log4j2" -> new Log4j();
      case "logback" -> new Logback();
      default -> new Lambda(context);
    };
  }

  /** The logger of the runtime itself. */
  record Lambda(Context context) implements FunctionLog {
    @Override
    public void info(String text) {
      context.getLogger().log(text);
    }

    @Override
    public void warn(String text) {
      context.getLogger().log(text, LogLevel.WARN);
    }

    @Override
    public void error(String text, Throwable exception) {
      StringWriter stack = new StringWriter();
      exception.printStackTrace(new PrintWriter(stack));
      context.getLogger().log(text + "\n" + stack, LogLevel.ERROR);
    }
  }

  /** Log4j with the appender that Lambda has for it. */
  record Log4j() implements FunctionLog {
    private static final org.apache.logging.log4j.Logger LOG = LogManager.getLogger("shop.Orders");

    @Override
    public void info(String text) {
      LOG.info(text);
    }

    @Override
    public void warn(String text) {
      LOG.warn(text);
    }

    @Override
    public void error(String text, Throwable exception) {
      LOG.error(text, exception);
    }
  }

  /** Logback, which writes to standard output. */
  record Logback() implements FunctionLog {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger("shop.Orders");

    @Override
    public void info(String text) {
      LOG.info(text);
    }

    @Override
    public void warn(String text) {
      LOG.warn(text);
    }

    @Override
    public void error(String text, Throwable exception) {
      LOG.error(text, exception);
    }
  }
}
