package dev.logtrail.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.logtrail.service.kit.ProjectRoot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher with the real Maven, in a copy of the sources in which nothing is built: what a
 * newcomer's first command does, up to a program that answers.
 */
@Timeout(600)
class LauncherBuildIT {
  private static final long WITHIN_S = 500;

  @TempDir private Path copy;

  @Test
  void itBuildsTheProgramOnceAndStartsIt() throws Exception {
    copySources();

    assertThat(launch("version")).contains("logtrail: built in").contains("\nlogtrail 0.");
    assertThat(launch("version")).as("the second builds nothing").startsWith("logtrail 0.");
  }

  /** What belongs to the project, whether it is committed or not. */
  private void copySources() throws Exception {
    Path root = ProjectRoot.path();
    assumeTrue(Files.exists(root.resolve(".git")), "not a clone: which files belong is not known");
    String files =
        run(root, List.of("git", "ls-files", "--cached", "--others", "--exclude-standard"));
    for (String file : files.strip().split("\n")) {
      Path from = root.resolve(file);
      if (Files.isRegularFile(from)) {
        Files.createDirectories(copy.resolve(file).getParent());
        Files.copy(from, copy.resolve(file));
      }
    }
  }

  private String launch(String command) throws Exception {
    return run(copy, List.of("./logtrail", command));
  }

  /** What it prints, on both ways; it must end with 0. */
  private static String run(Path directory, List<String> command)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("launcher", ".out");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(out.toFile());
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      Process process = builder.start();
      if (!process.waitFor(WITHIN_S, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
      String printed = Files.readString(out, StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as("%s: %s", command, printed).isZero();
      return printed;
    } finally {
      Files.delete(out);
    }
  }
}
