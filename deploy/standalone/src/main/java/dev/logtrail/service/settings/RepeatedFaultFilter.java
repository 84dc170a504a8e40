package dev.logtrail.service.settings;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps what libraries say of one fault to one message a minute: Flink logs a stack trace for each
 * attempt of each task. A fault of the store is told by Logtrail itself, and not by libraries too.
 */
public final class RepeatedFaultFilter extends Filter<ILoggingEvent> {
  private static final String OWN = "dev.logtrail.";
  private static final String STORE = "dev.logtrail.store.";
  private static final List<String> ENDING =
      List.of(
          "Checkpoint was declined (task is closing)",
          "received a checkpoint request for unknown task",
          "Checkpoint Coordinator is suspending",
          "CheckpointCoordinator shutdown",
          "File channel manager has shutdown");
  private static final long AGAIN_AFTER_MS = 60_000;
  private static final int REMEMBERED = 200;

  private final Map<String, Long> toldAt =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > REMEMBERED;
        }
      };

  @Override
  public FilterReply decide(ILoggingEvent event) {
    if (event.getLoggerName().startsWith(OWN)) {
      return FilterReply.NEUTRAL;
    }
    if (isOfTheStore(event.getThrowableProxy()) || isOfAnEndingTask(event.getThrowableProxy())) {
      return FilterReply.DENY;
    }
    String said = event.getLoggerName() + "\n" + event.getMessage() + root(event);
    synchronized (toldAt) {
      Long last = toldAt.get(said);
      if (last != null && event.getTimeStamp() - last < AGAIN_AFTER_MS) {
        return FilterReply.DENY;
      }
      toldAt.remove(said);
      toldAt.put(said, event.getTimeStamp());
      return FilterReply.NEUTRAL;
    }
  }

  private static boolean isOfTheStore(IThrowableProxy fault) {
    for (IThrowableProxy cause = fault; cause != null; cause = cause.getCause()) {
      if (cause.getClassName().startsWith(STORE)) {
        return true;
      }
    }
    return false;
  }

  /** What comes while a task ends, all of its work done, or while all is stopped: no fault. */
  private static boolean isOfAnEndingTask(IThrowableProxy fault) {
    for (IThrowableProxy cause = fault; cause != null; cause = cause.getCause()) {
      String message = cause.getMessage();
      if (message != null && ENDING.stream().anyMatch(message::contains)) {
        return true;
      }
    }
    return false;
  }

  private static String root(ILoggingEvent event) {
    String root = "";
    for (IThrowableProxy cause = event.getThrowableProxy();
        cause != null;
        cause = cause.getCause()) {
      root = "\n" + cause.getClassName();
    }
    return root;
  }
}
