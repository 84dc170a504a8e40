package dev.logtrail.fuzz;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Coverage-guided fuzzing with Jazzer, each target in a process of its own, two at a time: {@code
 * -Dfuzz.seconds} for each (6). {@code -Dfuzz.seconds=120 -Dfuzz.seed=0 -Dit.test=FuzzIT} for
 * longer runs of other inputs.
 */
class FuzzIT {
  private static final int SECONDS = Integer.getInteger("fuzz.seconds", 6);

  /** The build always begins the same way; 0 begins anywhere. */
  private static final int SEED = Integer.getInteger("fuzz.seed", 1);

  /** Far above what an input takes: the first one also waits for classes to be instrumented. */
  private static final int SLOWEST_INPUT_SECONDS = 60;

  private static final List<Class<?>> TARGETS =
      List.of(
          LineTarget.class,
          JsonTarget.class,
          MergeTarget.class,
          AttributionTarget.class,
          PayloadTarget.class,
          RedactionTarget.class);

  @TempDir private Path directory;

  @Test
  void findsNothing() throws Exception {
    skipWhereJazzerHasNoBinary();
    ExecutorService pair = Executors.newFixedThreadPool(2);
    try {
      Map<Class<?>, Future<String>> runs = new LinkedHashMap<>();
      TARGETS.forEach(target -> runs.put(target, pair.submit(() -> run(target))));
      SoftAssertions all = new SoftAssertions();
      for (Map.Entry<Class<?>, Future<String>> run : runs.entrySet()) {
        String said = run.getValue().get();
        // It tells what it has done only where it has found nothing.
        all.assertThat(said)
            .as(run.getKey().getSimpleName() + finding(said))
            .contains("Done ")
            .doesNotContain("\n== ");
      }
      all.assertAll();
    } finally {
      pair.shutdownNow();
    }
  }

  private String run(Class<?> target) throws IOException, InterruptedException {
    Path own = Files.createDirectory(directory.resolve(target.getSimpleName()));
    Path corpus = Files.createDirectory(own.resolve("corpus"));
    seed(corpus);
    Path output = own.resolve("output.txt");
    Process process =
        new ProcessBuilder(command(target, corpus))
            .directory(own.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    int exit = process.waitFor();
    String said = Files.readString(output, StandardCharsets.ISO_8859_1);
    if (exit != 0) {
      return "\n== exit code " + exit + finding(said);
    }
    System.out.println(
        target.getSimpleName() + ": " + said.substring(said.lastIndexOf("Done ")).strip());
    return said;
  }

  private static String finding(String said) {
    int from = said.indexOf("\n== ");
    return from < 0 ? said : said.substring(from);
  }

  private static List<String> command(Class<?> target, Path corpus) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return List.of(
        java,
        "-cp",
        System.getProperty("java.class.path"),
        "-Xmx1g",
        "-XX:TieredStopAtLevel=1",
        "com.code_intelligence.jazzer.Jazzer",
        "--target_class=" + target.getName(),
        "--instrumentation_includes=dev.logtrail.**",
        "--custom_hook_includes=dev.logtrail.**",
        "-max_total_time=" + SECONDS,
        "-seed=" + SEED,
        "-timeout=" + SLOWEST_INPUT_SECONDS,
        "-max_len=4096",
        "-rss_limit_mb=3000",
        corpus.toString());
  }

  /** The project's own cases: each block of lines is one input. */
  private static void seed(Path corpus) throws IOException {
    Path cases = Path.of("src/test/resources/dev/logtrail");
    int number = 0;
    try (Stream<Path> files = Files.walk(cases)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        for (String block : Files.readString(file).split("\n\n")) {
          String lines = block.replace("\n> ", "\0").replace("\\n", "\n").replace("\\t", "\t");
          Files.writeString(corpus.resolve("seed-" + number++), lines);
        }
      }
    }
  }

  private static void skipWhereJazzerHasNoBinary() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    boolean arm = System.getProperty("os.arch").contains("aarch64");
    boolean known = os.contains("linux") && !arm || os.contains("mac") || os.contains("windows");
    if (!known) {
      System.out.println("FuzzIT skipped: Jazzer has no binary for " + os + " on this processor");
    }
    assumeTrue(known || "true".equals(System.getenv("CI")), "Jazzer has no binary here");
  }
}
