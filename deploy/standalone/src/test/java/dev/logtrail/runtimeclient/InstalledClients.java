package dev.logtrail.runtimeclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Where {@code .ci/run} has put the runtime clients: {@code target/runtime-clients}. */
final class InstalledClients {
  private static final String ROOT = "target/runtime-clients";

  private InstalledClients() {}

  /**
   * A folder of it. Where it is missing the test is skipped with a printed reason, but fails in CI.
   */
  static Path folderOrSkip(String name) {
    Path found =
        Stream.iterate(Path.of("").toAbsolutePath(), p -> p != null, Path::getParent)
            .map(folder -> folder.resolve(ROOT).resolve(name))
            .filter(Files::isDirectory)
            .findFirst()
            .orElse(null);
    if (found == null) {
      String reason =
          "no " + ROOT + "/" + name + ": .ci/run installs Lambda's runtime clients there";
      System.out.println("skipped: " + reason);
      assertThat(System.getenv("CI")).as(reason).isNotEqualTo("true");
      assumeTrue(false, reason);
    }
    return found;
  }

  static List<String> join(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
