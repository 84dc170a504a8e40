package dev.logtrail.runtimeclient;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The process of a runtime client with its Runtime API and its two pipes. */
final class RuntimeProcess implements AutoCloseable {
  private static final int TELEMETRY_FD = 3;
  private static final Duration DIES_WITHIN = Duration.ofSeconds(20);

  /** Standard output and error share a pipe, as the platform gives them one. */
  private static final String OPEN_PIPES = "exec >\"$1\" 2>&1 3>\"$2\"; shift 2; exec \"$@\"";

  private final RuntimeApi api = new RuntimeApi();
  private final NamedPipe output;
  private final NamedPipe telemetry;
  private final OutputLines lines = new OutputLines();
  private final TelemetryFrames frames = new TelemetryFrames();
  private final Process process;
  private boolean frozen;

  private RuntimeProcess(RuntimeClient client, Path directory, List<String> variables)
      throws IOException, InterruptedException {
    output = NamedPipe.create(directory.resolve("output-" + System.nanoTime()));
    telemetry = NamedPipe.create(directory.resolve("telemetry-" + System.nanoTime()));
    List<String> command = new ArrayList<>(List.of("sh", "-c", OPEN_PIPES, "sh"));
    command.add(output.path().toString());
    command.add(telemetry.path().toString());
    command.addAll(client.command());
    ProcessBuilder builder = new ProcessBuilder(command).directory(client.taskRoot().toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_") || name.equals("CI"));
    for (String variable : variables) {
      int equals = variable.indexOf('=');
      builder.environment().put(variable.substring(0, equals), variable.substring(equals + 1));
    }
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
    builder.environment().put("_LAMBDA_TELEMETRY_LOG_FD", Integer.toString(TELEMETRY_FD));
    builder.environment().putAll(client.variables());
    process = builder.start();
    process.getOutputStream().close();
  }

  /**
   * Starts the client.
   *
   * @param directory where its pipes are
   * @param variables what Lambda sets in the environment, {@code NAME=value}
   */
  static RuntimeProcess start(RuntimeClient client, Path directory, List<String> variables)
      throws IOException, InterruptedException {
    return new RuntimeProcess(client, directory, variables);
  }

  RuntimeApi api() {
    return api;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** How the process ended, in Lambda's words: {@code exit status 1}, {@code signal: killed}. */
  String ending() {
    int code = process.exitValue();
    return switch (code) {
      case 0 -> null;
      case 128 + 9 -> "signal: killed";
      case 128 + 11 -> "signal: segmentation fault";
      default -> "exit status " + code;
    };
  }

  /** Moves what the process has written so far into the stream. */
  void drain(StreamWriter stream) throws IOException {
    boolean more = true;
    while (more) {
      byte[] framed = telemetry.readAvailable();
      byte[] plain = output.readAvailable();
      more = framed.length + plain.length > 0;
      long now = System.currentTimeMillis();
      for (TelemetryFrames.Frame frame : frames.take(framed)) {
        stream.function(frame.message(), frame.timestamp(), now);
      }
      for (String line : lines.take(plain)) {
        stream.function(line, now, now);
      }
    }
  }

  /** The rest of what an ended process has written. */
  void drainEnded(StreamWriter stream) throws IOException {
    drain(stream);
    frames.end();
    long now = System.currentTimeMillis();
    lines.end().forEach(line -> stream.function(line, now, now));
  }

  /** Stops the process where it stands, as Lambda does between requests, and takes the rest. */
  void freeze(StreamWriter stream) throws IOException, InterruptedException {
    signal("STOP");
    frozen = true;
    drain(stream);
  }

  /** Lets it go on. */
  void thaw() throws IOException, InterruptedException {
    if (frozen) {
      signal("CONT");
      frozen = false;
    }
  }

  /** Kills the process and waits until it is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    if (!process.waitFor(DIES_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("process " + process.pid() + " cannot be killed");
    }
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    api.close();
    output.close();
    telemetry.close();
  }
}
