package dev.logtrail.service.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessesTest {
  private static final Duration WITHIN = Duration.ofSeconds(20);

  @Test
  void whatNobodyHasAskedForItsExitCodeHasEndedAllTheSame() throws Exception {
    boolean linux = Files.exists(Path.of("/proc/self/stat"));
    if (!linux) {
      System.out.println("ProcessesTest skipped: this system has no /proc");
    }
    assumeTrue(linux || "true".equals(System.getenv("CI")), "no /proc");
    // The shell becomes a program that never asks what became of its child.
    Process parent = new ProcessBuilder("sh", "-c", "sleep 1 & echo $!; exec sleep 60").start();
    try (BufferedReader out = parent.inputReader(StandardCharsets.US_ASCII)) {
      ProcessHandle child = ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();

      assertThat(Processes.awaitEnd(child, WITHIN)).isTrue();
      assertThat(child.isAlive()).as("still in the table").isTrue();
      assertThat(Processes.isRunning(child)).isFalse();
      assertThat(Processes.isRunning(parent.toHandle())).isTrue();
    } finally {
      parent.destroyForcibly();
    }
    assertThat(Processes.awaitEnd(parent.toHandle(), WITHIN)).isTrue();
  }

  @Test
  void aProcessHasTheChildrenThatJavaFindsBySearchingAll() throws Exception {
    Process parent =
        new ProcessBuilder("sh", "-c", "sleep 60 & sleep 60 & echo started; wait").start();
    try (BufferedReader out = parent.inputReader(StandardCharsets.US_ASCII)) {
      assertThat(out.readLine()).isEqualTo("started");

      assertThat(Processes.children(parent.toHandle()))
          .hasSize(2)
          .containsExactlyInAnyOrderElementsOf(parent.toHandle().children().toList());
    } finally {
      Processes.children(parent.toHandle()).forEach(ProcessHandle::destroyForcibly);
      parent.destroyForcibly();
    }
    assertThat(Processes.awaitEnd(parent.toHandle(), WITHIN)).isTrue();
    assertThat(Processes.children(parent.toHandle())).isEmpty();
  }
}
