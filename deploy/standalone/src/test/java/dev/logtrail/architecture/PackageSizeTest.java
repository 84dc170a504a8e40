package dev.logtrail.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A folder of sources holds 25 files at most, those of tests included. */
class PackageSizeTest {
  private static final int MOST_FILES = 25;

  /** The repository, seen from the module in which tests run. */
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

  @ParameterizedTest
  @ValueSource(
      strings = {"parser", "ingest", "sql", "stream-job", "query-api", "deploy/standalone"})
  void noFolderHoldsMoreThan25Files(String module) throws IOException {
    Map<String, Long> files = filesByFolder(ROOT.resolve(module).resolve("src"));

    assertThat(files).isNotEmpty();
    assertThat(files.entrySet().stream().filter(e -> e.getValue() > MOST_FILES))
        .as("split these by what their files do; see CONTRIBUTING.md")
        .isEmpty();
  }

  @Test
  void countsEveryFolder() throws IOException {
    Map<String, Long> files = filesByFolder(ROOT.resolve("deploy/standalone/src"));

    assertThat(files).containsKeys("main/java/dev/logtrail/cli", "test/java/dev/logtrail/cli");
  }

  private static Map<String, Long> filesByFolder(Path source) throws IOException {
    try (Stream<Path> paths = Files.walk(source)) {
      return paths
          .filter(Files::isRegularFile)
          .filter(f -> f.toString().matches(".*\\.(java|js|css)"))
          .collect(
              Collectors.groupingBy(
                  f -> source.relativize(f.getParent()).toString().replace('\\', '/'),
                  TreeMap::new,
                  Collectors.counting()));
    }
  }
}
