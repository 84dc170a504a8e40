package dev.logtrail.faults.target;

import dev.logtrail.service.kit.ChildProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** One run of the program, from its start to its end. */
final class ServerProcess implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("Logtrail is ready at ");
  private static final Duration READY_WITHIN = Duration.ofSeconds(120);
  private static final int LAST_WORDS = 4_000;

  private final ChildProcess process;
  private final int port;
  private volatile boolean toldToEnd;

  private ServerProcess(ChildProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  static ServerProcess start(
      Path directory, Map<String, String> environment, int heapMb, int port, List<String> words)
      throws IOException {
    String[] arguments = words.toArray(String[]::new);
    return new ServerProcess(ChildProcess.start(directory, environment, heapMb, arguments), port);
  }

  void awaitReady() throws InterruptedException {
    if (process.await(process.out(), READY, READY_WITHIN) == null && !toldToEnd) {
      throw new AssertionError("not ready\n" + process.describe());
    }
  }

  boolean isAlive() {
    return ProcessHandle.of(pid()).map(ProcessHandle::isAlive).orElse(false);
  }

  boolean wasToldToEnd() {
    return toldToEnd;
  }

  void end(boolean kill) throws InterruptedException {
    toldToEnd = true;
    if (kill) {
      process.kill();
    } else {
      process.terminate();
    }
    process.awaitExit();
  }

  long pid() {
    return process.pid();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  long logLines() {
    return process.err().text().lines().count();
  }

  String lastWords() {
    String all = process.describe();
    // What ends it for want of memory is told on standard output.
    return process.out().text() + all.substring(Math.max(0, all.length() - LAST_WORDS));
  }

  @Override
  public void close() {
    toldToEnd = true;
    process.close();
  }
}
