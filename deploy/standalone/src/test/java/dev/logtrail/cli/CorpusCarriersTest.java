package dev.logtrail.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

/**
 * Logs as people pasted them, where they lie beside the project: split says of each what a careful
 * reader says ({@code expectations.json}; a list means that any of these is right).
 */
class CorpusCarriersTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What a reader expects, and the field that tells it. */
  private static final Map<String, String> FIELDS =
      Map.of(
          "outcome", "outcome",
          "coldStart", "coldStart",
          "functionEntryCount", "entryCount",
          "errorCount", "errorCount");

  @TestFactory
  Stream<DynamicTest> aCarefulReaderSaysTheSame() throws IOException {
    Path folder = folder();
    if (folder == null) {
      System.out.println(
          "CorpusCarriersTest skipped: no shared/corpus/carriers above this directory");
    }
    assumeTrue(folder != null, "no shared/corpus/carriers above the working directory");
    JsonNode all = JSON.readTree(folder.resolve("expectations.json").toFile());
    return StreamSupport.stream(all.spliterator(), false)
        .map(
            excerpt ->
                DynamicTest.dynamicTest(
                    excerpt.get("file").asText(), () -> check(folder, excerpt)));
  }

  private static void check(Path folder, JsonNode excerpt) throws Exception {
    List<JsonNode> found = split(folder, excerpt);
    for (JsonNode expected : excerpt.get("expected")) {
      JsonNode match =
          found.stream()
              .filter(t -> t.path("requestId").equals(expected.get("requestId")))
              .findFirst()
              .orElse(null);
      assertThat(match).describedAs("%s", expected.get("requestId")).isNotNull();
      FIELDS.forEach(
          (told, field) ->
              assertThat(allowed(expected.get(told)))
                  .describedAs("%s of %s", field, expected.get("requestId"))
                  .contains(match.path(field).asText("null")));
      found.remove(match);
    }
    // Two reports of one id are two attempts, whatever order the lines stand in.
    boolean twoReports = excerpt.get("file").asText().startsWith("70-");
    assertThat(found.stream().filter(t -> t.has("requestId")).count())
        .isEqualTo(twoReports ? 1 : 0);
  }

  private static Set<String> allowed(JsonNode expected) {
    return expected.isArray()
        ? Set.copyOf(
            StreamSupport.stream(expected.spliterator(), false).map(JsonNode::asText).toList())
        : Set.of(expected.asText());
  }

  private static List<JsonNode> split(Path folder, JsonNode excerpt) throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.add(folder.resolve(excerpt.get("file").asText()).toString());
    arguments.addAll(List.of(excerpt.get("flags").asText().split(" ")));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CommandLine line =
        new CommandLine(new SplitCommand(InputStream.nullInputStream(), out, 1 << 20))
            .setErr(new PrintWriter(new StringWriter()));
    assertThat(line.execute(arguments.toArray(String[]::new))).isZero();
    List<JsonNode> trails = new ArrayList<>();
    JSON.readerFor(JsonNode.class)
        .<JsonNode>readValues(out.toByteArray())
        .forEachRemaining(trails::add);
    return trails;
  }

  private static Path folder() {
    for (Path p = Path.of("").toAbsolutePath(); p != null; p = p.getParent()) {
      Path candidate = p.resolve("shared/corpus/carriers");
      if (Files.isRegularFile(candidate.resolve("expectations.json"))) {
        return candidate;
      }
    }
    return null;
  }
}
