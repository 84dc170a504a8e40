package dev.logtrail.service.flink;

import dev.logtrail.service.settings.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;

/** The command line of one process of a cluster, with its configuration written where it looks. */
public final class FlinkProcess {
  private static final String CONFIGURATION = "config.yaml";

  private final List<String> command;

  private FlinkProcess(List<String> command) {
    this.command = List.copyOf(command);
  }

  /**
   * Works it out, and writes the configuration into the scratch directory.
   *
   * @param memory that the process may take in all, such as {@code 1g}
   * @param words after the entry point's own
   * @throws UserError if the memory is too little, or the directory cannot be written to
   */
  public static FlinkProcess prepare(
      FlinkRole role, FlinkSettings settings, String memory, List<String> words) {
    Configuration configuration = settings.configuration(role);
    FlinkRole.Memory shares = shares(role, configuration, memory);
    Map<String, String> keys = new TreeMap<>(configuration.toMap());
    keys.keySet().removeIf(key -> key.contains(".memory."));
    keys.putAll(pairs(shares.settings()));
    write(settings.scratch(), keys);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(shares.jvmFlags().trim().split("\\s+")));
    command.addAll(
        List.of(
            "-XX:+UseG1GC",
            "-XX:+ExitOnOutOfMemoryError",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            role.entryPoint(),
            "--configDir",
            settings.scratch().toAbsolutePath().toString()));
    command.addAll(words);
    return new FlinkProcess(command);
  }

  private static FlinkRole.Memory shares(
      FlinkRole role, Configuration configuration, String memory) {
    try {
      return role.memory(configuration, MemorySize.parse(memory));
    } catch (RuntimeException e) {
      throw new UserError(
          "--flink-memory %s cannot be shared out: %s. Right would be 768m or more"
              .formatted(memory, String.valueOf(e.getMessage()).replaceFirst("\\.$", "")),
          e);
    }
  }

  /** Of {@code -D a=1 -D b=2}. */
  static Map<String, String> pairs(String words) {
    Map<String, String> pairs = new TreeMap<>();
    for (String word : words.trim().split("\\s+")) {
      int equals = word.indexOf('=');
      if (equals > 0) {
        pairs.put(word.substring(0, equals), word.substring(equals + 1));
      }
    }
    return pairs;
  }

  private static void write(Path directory, Map<String, String> keys) {
    String yaml =
        keys.entrySet().stream()
            .map(key -> key.getKey() + ": '" + key.getValue().replace("'", "''") + "'\n")
            .collect(Collectors.joining());
    try {
      Files.createDirectories(directory);
      Files.writeString(directory.resolve(CONFIGURATION), yaml);
    } catch (IOException e) {
      throw new UserError("cannot write Flink's configuration to " + directory + ": " + e, e);
    }
  }

  /** Its words: the Java command first. */
  public List<String> command() {
    return command;
  }

  /** The same for a shell, each word in quotes. */
  public String forShell() {
    return command.stream()
        .map(word -> "'" + word.replace("'", "'\\''") + "'")
        .collect(Collectors.joining(" "));
  }

  /**
   * Runs it until it ends; a signal to this process is passed on.
   *
   * @param environment variables beside this process's own
   * @return its exit code
   */
  public int run(Map<String, String> environment) throws InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process), "stop"));
      return process.waitFor();
    } catch (IOException e) {
      throw new UserError("cannot start " + command.get(0) + ": " + e.getMessage(), e);
    }
  }

  private static void end(Process process) {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
