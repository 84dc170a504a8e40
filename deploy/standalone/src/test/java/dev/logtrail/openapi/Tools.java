package dev.logtrail.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.logtrail.service.kit.ProjectRoot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The programs that these tests run. */
final class Tools {
  /** Where the build and {@code .ci/run} put generators of clients. */
  static final Path GENERATORS = ProjectRoot.path().resolve("target/client-generator");

  static final Path DOCUMENT =
      ProjectRoot.path().resolve("query-api/src/main/resources/web/openapi.json");

  private Tools() {}

  /** Skips the test with a printed reason where a file or program is missing; fails in CI. */
  static void orSkip(boolean found, String reason) {
    if (!found) {
      System.out.println("skipped: " + reason);
      assertThat(System.getenv("CI")).as(reason).isNotEqualTo("true");
      assumeTrue(false, reason);
    }
  }

  /** Whether a program is on the path. */
  static boolean isThere(String program) throws InterruptedException {
    try {
      return new ProcessBuilder(program, "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Runs a command to its end, which must be a good one; what it printed. */
  static String run(Path directory, List<String> command) throws Exception {
    Path out = Files.createTempFile(directory, "out", ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    boolean ended = process.waitFor(600, TimeUnit.SECONDS);
    process.destroyForcibly();
    String said = Files.readString(out, StandardCharsets.UTF_8);
    assertThat(ended).as("%s ended: %s", command.get(0), said).isTrue();
    assertThat(process.exitValue()).as("%s: %s", command.get(0), said).isZero();
    return said;
  }

  /** A resource as a file of a directory. */
  static Path copy(String resource, Path directory) throws IOException {
    Path file = directory.resolve(resource);
    try (var in = Tools.class.getResourceAsStream("/openapi/" + resource)) {
      Files.write(file, in.readAllBytes());
    }
    return file;
  }
}
