package dev.logtrail.service.kit;

import dev.logtrail.cli.Main;
import dev.logtrail.cli.SettingsSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The real program in a Java process of its own, with what it prints. */
public final class ChildProcess implements AutoCloseable {
  private static final int USUAL_HEAP_MB = 512;
  private static final Duration EXIT_WITHIN = Duration.ofSeconds(60);

  private final Process process;
  private final ChildOutput out;
  private final ChildOutput err;

  private ChildProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = new ChildOutput(out);
    this.err = new ChildOutput(err);
  }

  /**
   * Starts {@code logtrail}.
   *
   * @param directory where it runs, and keeps its temporary files
   * @param environment its {@code LOGTRAIL_*} variables; it inherits none
   * @param arguments the words after {@code logtrail}
   */
  public static ChildProcess start(
      Path directory, Map<String, String> environment, String... arguments) throws IOException {
    return start(directory, environment, USUAL_HEAP_MB, arguments);
  }

  /** The same with a heap of so many MB at most. */
  public static ChildProcess start(
      Path directory, Map<String, String> environment, int heapMb, String... arguments)
      throws IOException {
    List<String> command = program(heapMb);
    command.addAll(List.of(arguments));
    // Files: of a pipe the last words can be lost when the process ends.
    Path out = Files.createTempFile(directory, "child", ".out");
    Path err = Files.createTempFile(directory, "child", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith(SettingsSource.PREFIX));
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    return new ChildProcess(process, out, err);
  }

  /** The jar as a user runs it; where there is none yet, what it would hold. */
  private static List<String> program(int heapMb) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add("-Xmx" + heapMb + "m");
    words.addAll(List.of("-XX:+UseG1GC", "-XX:MaxGCPauseMillis=40", "-XX:G1HeapRegionSize=4m"));
    words.addAll(
        List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:GCLockerRetryAllocationCount=1000"));
    words.add("-XX:+IgnoreUnrecognizedVMOptions");
    words.add("-XX:+ExitOnOutOfMemoryError");
    // A start takes half the CPU without the second compiler.
    words.add("-XX:TieredStopAtLevel=1");
    String jar = Main.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    if (jar.endsWith(".jar")) {
      words.addAll(List.of("-jar", jar));
    } else {
      words.addAll(List.of("--add-opens=java.base/java.util=ALL-UNNAMED", "-cp", classPath()));
      words.add(Main.class.getName());
    }
    return words;
  }

  /** Without test classes, whose settings of the log would count. */
  private static String classPath() {
    String separator = System.getProperty("path.separator");
    return Arrays.stream(System.getProperty("java.class.path").split(separator))
        .filter(entry -> !entry.matches(".*(test-classes|-tests\\.jar).*"))
        .collect(Collectors.joining(separator));
  }

  public ChildOutput out() {
    return out;
  }

  public ChildOutput err() {
    return err;
  }

  /** Waits for words on one of its streams; null if it ends without them, or the time is over. */
  public Matcher await(ChildOutput stream, Pattern words, Duration within)
      throws InterruptedException {
    return stream.await(words, within, process::isAlive);
  }

  public long pid() {
    return process.pid();
  }

  /** SIGTERM. */
  public void terminate() {
    process.destroy();
  }

  /** SIGKILL, of this process alone: what it has started lives on. */
  public void kill() {
    process.destroyForcibly();
  }

  /** SIGKILL of what it has started, but not of itself. */
  public void killChildren() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Waits for the end; the answer is the exit code. */
  public int awaitExit() throws InterruptedException {
    if (!process.waitFor(EXIT_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("still runs after " + EXIT_WITHIN + "\n" + describe());
    }
    return process.exitValue();
  }

  /** All that it printed, for messages of failures. */
  public String describe() {
    return "process %d, %s%n--- stdout%n%s--- stderr%n%s---"
        .formatted(process.pid(), process.isAlive() ? "running" : "ended", out.text(), err.text());
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
