package dev.logtrail.service.access;

import ch.qos.logback.core.AsyncAppenderBase;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.ContextBase;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.EchoEncoder;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.util.FileSize;
import dev.logtrail.api.access.AccessLine;
import dev.logtrail.limit.ServerLimits;
import dev.logtrail.store.FaultLog;
import dev.logtrail.text.JsonText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The access log: one line a request, written by a thread of its own. Neither a full disk nor a
 * slow one holds a request up: lines that find no place are dropped and counted. The file is put
 * aside as {@code .1} when it has reached its size.
 */
public final class AccessLog implements Consumer<AccessLine>, AutoCloseable {
  /** In place of a file: standard output. */
  public static final String STANDARD_OUTPUT = "-";

  private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);

  private final ContextBase context = new ContextBase();
  private final AsyncAppenderBase<String> queue = new AsyncAppenderBase<>();
  private final FaultLog faults = new FaultLog(LOG, "Writing the access log");
  private final AtomicLong dropped = new AtomicLong();
  private final boolean json;

  /**
   * Begins to write.
   *
   * @param target a file, or {@link #STANDARD_OUTPUT}
   * @param json whether lines are JSON objects
   */
  public AccessLog(String target, boolean json) {
    this(target, json, ServerLimits.ACCESS_LOG_BYTES);
  }

  AccessLog(String target, boolean json, long fileBytes) {
    this.json = json;
    context.getStatusManager().add(this::told);
    OutputStreamAppender<String> out =
        target.equals(STANDARD_OUTPUT) ? new ConsoleAppender<>() : file(Path.of(target), fileBytes);
    out.setContext(context);
    EchoEncoder<String> encoder = new EchoEncoder<>();
    encoder.setContext(context);
    encoder.start();
    out.setEncoder(encoder);
    out.start();
    queue.setContext(context);
    queue.setQueueSize(ServerLimits.ACCESS_LOG_LINES);
    queue.setDiscardingThreshold(0);
    queue.setNeverBlock(true);
    queue.addAppender(out);
    queue.start();
  }

  private FileAppender<String> file(Path path, long fileBytes) {
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      FileAppender<String> plain = new FileAppender<>();
      plain.setFile(path.toString());
      return plain;
    }
    RollingFileAppender<String> rolling = new RollingFileAppender<>();
    rolling.setFile(path.toString());
    FixedWindowRollingPolicy aside = new FixedWindowRollingPolicy();
    aside.setContext(context);
    aside.setParent(rolling);
    aside.setMinIndex(1);
    aside.setMaxIndex(1);
    aside.setFileNamePattern(path + ".%i");
    aside.start();
    SizeBasedTriggeringPolicy<String> size = new SizeBasedTriggeringPolicy<>();
    size.setContext(context);
    size.setMaxFileSize(new FileSize(fileBytes));
    size.start();
    rolling.setRollingPolicy(aside);
    rolling.setTriggeringPolicy(size);
    return rolling;
  }

  private void told(Status status) {
    if (status.getLevel() == Status.ERROR) {
      faults.failed(status.getMessage());
    } else if (String.valueOf(status.getMessage()).startsWith("Recovered")) {
      faults.worked();
    }
  }

  @Override
  public void accept(AccessLine line) {
    if (queue.getRemainingCapacity() == 0) {
      dropped.incrementAndGet();
    } else {
      queue.doAppend(json ? json(line) : text(line));
    }
  }

  /** How many lines found no place. */
  public long dropped() {
    return dropped.get();
  }

  private static String text(AccessLine l) {
    return "%s %s %s %s %s %d %d %d ms"
        .formatted(
            l.at(),
            l.remote(),
            l.token() == null ? "-" : l.token(),
            l.method(),
            l.path(),
            l.status(),
            l.bytes(),
            l.ms());
  }

  private static String json(AccessLine l) {
    return JsonText.object(
        out -> {
          out.writeStringField("time", l.at().toString());
          out.writeStringField("remote", l.remote());
          out.writeStringField("token", l.token());
          out.writeStringField("method", l.method());
          out.writeStringField("path", l.path());
          out.writeNumberField("status", l.status());
          out.writeNumberField("bytes", l.bytes());
          out.writeNumberField("ms", l.ms());
        });
  }

  /** Writes what waits, and ends. */
  @Override
  public void close() {
    queue.stop();
    long lost = dropped.get();
    if (lost > 0) {
      LOG.warn("The access log lacks {} lines: they came faster than they could be written.", lost);
    }
  }
}
