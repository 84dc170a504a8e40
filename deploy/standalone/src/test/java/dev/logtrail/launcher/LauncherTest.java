package dev.logtrail.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The launcher script, with a Java and a Maven that only tell how they were called, on machines of
 * any size.
 */
class LauncherTest {
  private static final Path SHELL = Path.of("/bin/sh");
  private static final long GB = 1L << 30;

  @TempDir private Path root;

  @BeforeEach
  void install() throws IOException {
    assumeTrue(Files.isExecutable(SHELL), "no POSIX shell");
    Path script = Path.of("").toAbsolutePath();
    while (!Files.exists(script.resolve("logtrail.cmd"))) {
      script = script.getParent();
    }
    Files.copy(script.resolve("logtrail"), root.resolve("logtrail"));
    write("jdk/release", "JAVA_VERSION=\"17.0.1\"\n");
    executable("jdk/bin/java", "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    executable("jdk/bin/javac", "#!/bin/sh\n");
    executable(
        "mvnw",
        """
        #!/bin/sh
        mkdir -p deploy/standalone/target/lib
        : > deploy/standalone/target/lib/logtrail-parser.jar
        : > deploy/standalone/target/logtrail.jar
        """);
    for (String module :
        new String[] {"parser", "ingest", "sql", "stream-job", "query-api", "deploy/standalone"}) {
      write(module + "/pom.xml", "");
      Files.createDirectories(root.resolve(module + "/src/main"));
    }
    write("pom.xml", "");
    Files.createDirectories(root.resolve(".mvn"));
  }

  @ParameterizedTest
  @CsvSource({
    "600 MB of memory,   0.6, 256m",
    "2 GB,               2,   512m",
    "more than needed,   64,  512m",
  })
  void the_heap_is_a_quarter_of_the_memory(String caption, double gb, String heap)
      throws Exception {
    machine(gb);

    assertThat(run(Map.of())).as(caption).contains("\n-Xmx" + heap + "\n");
  }

  @Test
  void beside_a_program_it_builds_nothing() throws Exception {
    machine(2);
    write("logtrail.jar", "");
    executable("mvnw", "#!/bin/sh\necho built >&2\nexit 1\n");
    Files.delete(root.resolve("jdk/bin/javac"));

    assertThat(run(Map.of())).contains(root.toRealPath().resolve("logtrail.jar").toString());
  }

  @Test
  void a_limit_of_a_container_counts() throws Exception {
    machine(64);
    write("proc/self/cgroup", "0::/\n");
    write("sys/fs/cgroup/memory.max", 3 * GB / 2 + "\n");

    assertThat(run(Map.of())).contains("\n-Xmx384m\n");
  }

  @Test
  void the_smallest_limit_above_a_group_counts() throws Exception {
    machine(64);
    write("proc/self/cgroup", "0::/system.slice/logtrail.service\n");
    write("sys/fs/cgroup/system.slice/memory.max", 2 * GB + "\n");
    write("sys/fs/cgroup/system.slice/logtrail.service/memory.max", "max\n");

    assertThat(run(Map.of())).contains("\n-Xmx512m\n");
  }

  @Test
  void control_groups_of_version_1_are_known() throws Exception {
    machine(64);
    write("proc/self/cgroup", "5:cpu:/\n4:memory:/docker/abc\n");
    write("sys/fs/cgroup/memory/memory.limit_in_bytes", 2 * GB + "\n");

    assertThat(run(Map.of())).contains("\n-Xmx512m\n");
  }

  @Test
  void no_limit_at_all_is_no_limit() throws Exception {
    machine(2);
    write("proc/self/cgroup", "4:memory:/\n0::/\n");
    write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");

    assertThat(run(Map.of())).contains("\n-Xmx512m\n");
  }

  @Test
  void what_is_set_counts_and_options_come_last() throws Exception {
    machine(64);

    assertThat(run(Map.of("LOGTRAIL_HEAP", "2g", "LOGTRAIL_JAVA_OPTS", "-Xlog:gc")))
        .contains("\n-Xmx2g\n")
        .containsSubsequence("-Xmx2g\n", "-Xlog:gc\n", "-jar\n", "up\n");
  }

  @Test
  void a_command_that_asks_a_server_starts_from_an_archive_made_once() throws Exception {
    machine(2);
    executable(
        "jdk/bin/java",
        """
        #!/bin/sh
        for word; do
          case $word in -XX:ArchiveClassesAtExit=*) echo made >>made; : >"${word#*=}" ;; esac
        done
        printf '%s\\n' "$@"
        """);
    for (int i = 0; i < 2; i++) {
      assertThat(run(Map.of("LOGTRAIL_JAVA_OPTS", "-Xlog:gc"), "get", "x"))
          .containsSubsequence("-XX:+UseSerialGC", "-Xlog:gc\n", "/commands-17.0.1.jsa\n")
          .endsWith("get\nx\n");
    }
    assertThat(root.resolve("made")).hasContent("made");
    assertThat(run(Map.of(), "up")).doesNotContain("SharedArchiveFile").contains("+UseG1GC");
  }

  @Test
  void without_an_archive_a_command_starts_all_the_same() throws Exception {
    machine(2);
    assertThat(run(Map.of(), "--help")).doesNotContain("SharedArchiveFile").endsWith("--help\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"512", "0m", "much", "2 g", "-1g"})
  void a_size_that_is_none_is_refused(String heap) throws Exception {
    machine(2);

    assertThat(run(Map.of("LOGTRAIL_HEAP", heap)))
        .startsWith("logtrail: LOGTRAIL_HEAP is '" + heap + "'")
        .contains("right would be");
  }

  private void machine(double gb) throws IOException {
    long kb = (long) (gb * 1024 * 1024);
    write("proc/meminfo", "MemTotal:       " + kb + " kB\nMemFree:        1 kB\n");
  }

  private String run(Map<String, String> environment, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of(SHELL.toString(), root.resolve("logtrail").toString()));
    command.addAll(arguments.length == 0 ? List.of("up") : List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(root.toFile())
            .redirectErrorStream(true)
            .redirectOutput(root.resolve("out").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("LOGTRAIL_"));
    builder.environment().put("JAVA_HOME", root.resolve("jdk").toString());
    builder.environment().put("LOGTRAIL_SYSTEM_ROOT", root.toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return Files.readString(root.resolve("out"), StandardCharsets.UTF_8);
  }

  private void write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void executable(String name, String text) throws IOException {
    write(name, text);
    assertThat(root.resolve(name).toFile().setExecutable(true)).isTrue();
  }
}
