package dev.logtrail.service.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.service.settings.UserError;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Command lines and configurations of a cluster's processes, as Flink itself reads them. */
class FlinkProcessTest {
  @TempDir private Path directory;

  @Test
  void whatATaskManagerMayTakeIsSharedOutCompletely() throws Exception {
    FlinkProcess process = prepare(FlinkRole.TASKMANAGER, "1g", Map.of());
    Configuration read = GlobalConfiguration.loadConfiguration(directory.toString());

    MemorySize all =
        MemorySize.ZERO
            .add(read.get(TaskManagerOptions.TASK_HEAP_MEMORY))
            .add(read.get(TaskManagerOptions.TASK_OFF_HEAP_MEMORY))
            .add(read.get(TaskManagerOptions.FRAMEWORK_HEAP_MEMORY))
            .add(read.get(TaskManagerOptions.FRAMEWORK_OFF_HEAP_MEMORY))
            .add(read.get(TaskManagerOptions.NETWORK_MEMORY_MAX))
            .add(read.get(TaskManagerOptions.MANAGED_MEMORY_SIZE))
            .add(read.get(TaskManagerOptions.JVM_METASPACE))
            .add(read.get(TaskManagerOptions.JVM_OVERHEAD_MAX));
    assertThat(all).isEqualTo(MemorySize.parse("1g"));
    assertThat(read.contains(TaskManagerOptions.TOTAL_PROCESS_MEMORY)).isFalse();
    assertThat(process.command())
        .anyMatch(word -> word.matches("-Xmx\\d+"))
        .anyMatch(word -> word.startsWith("-XX:MaxDirectMemorySize="))
        .contains("org.apache.flink.runtime.taskexecutor.TaskManagerRunner");
  }

  @Test
  void tooLittleMemoryIsSaidInWords() {
    for (FlinkRole role : FlinkRole.values()) {
      assertThatThrownBy(() -> prepare(role, "200m", Map.of()))
          .isInstanceOf(UserError.class)
          .hasMessageStartingWith("--flink-memory 200m cannot be shared out: ")
          .hasMessageEndingWith("Right would be 768m or more");
    }
    assertThatThrownBy(() -> prepare(FlinkRole.TASKMANAGER, "much", Map.of()))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("--flink-memory much");
  }

  @Test
  void furtherSettingsWinAndMayHoldAnything() {
    prepare(
        FlinkRole.JOBMANAGER,
        "768m",
        Map.of("heartbeat.timeout", "20 s", "s3.secret-key", "a'b: \"c\" #d"));
    Configuration read = GlobalConfiguration.loadConfiguration(directory.toString());
    assertThat(read.getString("heartbeat.timeout", null)).isEqualTo("20 s");
    assertThat(read.getString("s3.secret-key", null)).isEqualTo("a'b: \"c\" #d");
    assertThat(read.getString("jobmanager.scheduler", null)).isEqualTo("Adaptive");
    assertThat(read.getString("rest.bind-address", null)).isEqualTo("127.0.0.1");
  }

  @Test
  void aClusterBeyondThisMachineListensOnAllAddresses() {
    FlinkSettings settings =
        new FlinkSettings("flink", 6123, 8081, null, 1, "s3://b/c", directory, Map.of());
    FlinkProcess.prepare(FlinkRole.JOBMANAGER, settings, "768m", List.of());
    Configuration read = GlobalConfiguration.loadConfiguration(directory.toString());
    assertThat(read.getString("rest.bind-address", null)).isEqualTo("0.0.0.0");
    assertThat(read.getString("execution.checkpointing.dir", null))
        .isEqualTo("s3://b/c/checkpoints");
  }

  @Test
  void aShellGetsEachWordAsItIs() throws Exception {
    FlinkSettings settings =
        new FlinkSettings("127.0.0.1", 6123, 8081, null, 1, "x", directory, Map.of());
    FlinkProcess process =
        FlinkProcess.prepare(
            FlinkRole.JOBMANAGER, settings, "768m", List.of("--name=it's $HOME; \"x\""));
    Path script = Files.writeString(directory.resolve("s"), "printf '%s\\n' " + process.forShell());
    Process shell = new ProcessBuilder("sh", script.toString()).start();
    assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines())
        .containsExactlyElementsOf(process.command());
  }

  private FlinkProcess prepare(FlinkRole role, String memory, Map<String, String> more) {
    FlinkSettings settings =
        new FlinkSettings("127.0.0.1", 6123, 8081, null, 2, "file:///c", directory, more);
    return FlinkProcess.prepare(role, settings, memory, List.of());
  }
}
