package dev.logtrail.bench.target;

import dev.logtrail.bench.measure.ProcessCpu;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** This program in a process of its own, with the options that this one's JVM was started with. */
public final class PartProcess implements AutoCloseable {
  private static final String MAIN = "dev.logtrail.cli.Main";
  private static final Pattern ADDRESS = Pattern.compile(" at (http://[^/]+/)");
  private static final long LOOK_MS = 50;
  private static final long READY_WITHIN_MS = 120_000;
  private static final long END_WITHIN_S = 30;

  private final String name;
  private final Process process;
  private final Path output;

  private PartProcess(String name, Process process, Path output) {
    this.name = name;
    this.process = process;
    this.output = output;
  }

  /**
   * Starts it.
   *
   * @param directory where it runs, and what it prints is kept
   * @param words after {@code logtrail}
   */
  public static PartProcess start(String name, Path directory, List<String> words)
      throws IOException {
    Path own = Files.createDirectories(directory.resolve(name));
    Path output = own.resolve("output");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
    command.addAll(words);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(own.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    Process process = builder.start();
    process.getOutputStream().close();
    return new PartProcess(name, process, output);
  }

  /** What it is called in the figures. */
  public String name() {
    return name;
  }

  long pid() {
    return process.pid();
  }

  /** CPU of it and of what it has started. */
  public ProcessCpu cpu() {
    return new ProcessCpu(process.pid());
  }

  /** Waits until it says where it listens. */
  public URI awaitAddress() throws IOException, InterruptedException {
    for (long waited = 0; waited < READY_WITHIN_MS; waited += LOOK_MS) {
      Matcher said = ADDRESS.matcher(Files.readString(output));
      if (said.find()) {
        return URI.create(said.group(1));
      }
      check();
      Thread.sleep(LOOK_MS);
    }
    throw new IllegalStateException(name + " is not ready after two minutes: " + said());
  }

  /** That it still runs. */
  public void check() {
    if (!process.isAlive()) {
      throw new IllegalStateException(name + " has ended: " + said());
    }
  }

  private String said() {
    try {
      return Files.readString(output).strip();
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Ends it, and what it has started. */
  @Override
  public void close() {
    List<ProcessHandle> started = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(END_WITHIN_S, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    started.forEach(ProcessHandle::destroyForcibly);
  }
}
