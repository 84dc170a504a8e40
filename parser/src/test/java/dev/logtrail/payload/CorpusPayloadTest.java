package dev.logtrail.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.logtrail.payload.bytes.JsonInput;
import dev.logtrail.payload.decoding.Decoded;
import dev.logtrail.payload.decoding.Rejected;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Real logs, where they lie beside the project: each file is read, and no event is lost. */
class CorpusPayloadTest {

  @TestFactory
  Stream<DynamicTest> everyFileIsReadAndEveryEventAccountedFor() throws IOException {
    Path corpus = corpus();
    if (corpus == null) {
      System.out.println("CorpusPayloadTest skipped: no shared/corpus above the working directory");
    }
    assumeTrue(corpus != null, "no shared/corpus above the working directory");
    try (Stream<Path> files = Files.walk(corpus)) {
      List<Path> all = files.filter(f -> isSample(corpus, f)).sorted().toList();
      return all.stream()
          .map(f -> DynamicTest.dynamicTest(corpus.relativize(f).toString(), () -> read(f)));
    }
  }

  private static void read(Path file) throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    Decoded decoded = Samples.decodeAny(bytes);
    assertThat(decoded.rejected()).extracting(Rejected::reason).isEmpty();
    assertThat(Samples.events(decoded))
        .hasSize(expected(file, new String(bytes, StandardCharsets.UTF_8)));
    assertThat(Samples.events(decoded)).extracting(e -> e.id()).doesNotHaveDuplicates();
  }

  /** Counts events another way than the decoder does. */
  private static int expected(Path file, String text) throws IOException {
    if (file.toString().endsWith(".json")) {
      return elements(text);
    }
    // Blank lines are of the copy; what follows Node's columns without any is of their record, and
    // in a copy with times a line without one is of the event before it.
    boolean clock = text.matches("(?s)\\d\\d:\\d\\d:\\d\\d  .*");
    boolean node = text.matches("(?s)\\S+Z\t[0-9a-f-]{36}\t.*");
    List<String> lines =
        text.lines()
            .filter(l -> !l.isBlank() && !(node && l.matches("(\\s|\\}).*")))
            .filter(l -> !clock || l.matches("\\d\\d:\\d\\d:\\d\\d  .*"))
            .toList();
    boolean copy = lines.get(0).matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");
    long times = copy ? lines.stream().filter(l -> l.matches("\\d{4}-\\S+T[0-9:.]+Z")).count() : 0;
    return lines.size() - (int) times;
  }

  private static int elements(String json) throws IOException {
    try (JsonParser p = JsonInput.FACTORY.createParser(json)) {
      boolean array = p.nextToken() == JsonToken.START_ARRAY;
      if (!array) {
        int count = 1;
        while (p.nextToken() == JsonToken.FIELD_NAME) {
          boolean events = p.currentName().equals("logEvents");
          p.nextToken();
          count = events ? count(p) : count;
          p.skipChildren();
        }
        return count;
      }
      return count(p);
    }
  }

  private static int count(JsonParser p) throws IOException {
    int n = 0;
    while (p.nextToken() != JsonToken.END_ARRAY) {
      p.skipChildren();
      n++;
    }
    return n;
  }

  private static boolean isSample(Path corpus, Path file) {
    // Compressed files, and copies whose events no simple count can tell: each of these two folders
    // brings expectations of its own.
    boolean ownExpectations =
        file.startsWith(corpus.resolve("carriers"))
            || file.startsWith(corpus.resolve("runtime-clients"));
    return Files.isRegularFile(file) && !file.getParent().equals(corpus) && !ownExpectations;
  }

  private static Path corpus() {
    for (Path p = Path.of("").toAbsolutePath(); p != null; p = p.getParent()) {
      Path candidate = p.resolve("shared").resolve("corpus");
      if (Files.isDirectory(candidate)) {
        return candidate;
      }
    }
    return null;
  }
}
