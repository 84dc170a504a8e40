package dev.logtrail.reading;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.logtrail.line.RuntimePrefix;
import dev.logtrail.reading.exception.ExceptionText;
import dev.logtrail.reading.text.ReadEvent;
import dev.logtrail.structured.StructuredLine;
import dev.logtrail.structured.StructuredReader;
import dev.logtrail.structured.convention.Conventions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Structured lines of the real logs that may lie beside the project. */
final class CorpusLines {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final StructuredReader READER =
      new StructuredReader(Conventions.builtIn(), ExceptionText::read);

  private final Path corpus;

  private CorpusLines(Path corpus) {
    this.corpus = corpus;
  }

  /** The corpus; skips the test, and says so, where there is none. */
  static CorpusLines orSkip(Class<?> test) {
    for (Path p = Path.of("").toAbsolutePath(); p != null; p = p.getParent()) {
      Path candidate = p.resolve("shared").resolve("corpus");
      if (Files.isDirectory(candidate)) {
        return new CorpusLines(candidate);
      }
    }
    String reason = "no shared/corpus above the working directory";
    System.out.println(test.getSimpleName() + " skipped: " + reason);
    assumeTrue(false, reason);
    throw new AssertionError("not reached");
  }

  /** A line of a file, the first is 1; null if it is not structured. */
  StructuredLine line(String file, int number) throws IOException {
    return read(Files.readAllLines(corpus.resolve(file)).get(number - 1));
  }

  /** All lines of a file. */
  List<StructuredLine> lines(String file) throws IOException {
    return Files.readAllLines(corpus.resolve(file)).stream()
        .filter(line -> !line.isBlank())
        .map(CorpusLines::read)
        .toList();
  }

  /** The message of a file whose line is an event of the CloudWatch Logs API. */
  StructuredLine event(String file) throws IOException {
    return read(JSON.readTree(corpus.resolve(file).toFile()).get("message").asText());
  }

  /**
   * The objects of a file that is one of them or an array, each as the one line it is in reality.
   */
  List<StructuredLine> objects(String file) throws IOException {
    JsonNode document = JSON.readTree(corpus.resolve(file).toFile());
    List<StructuredLine> lines = new ArrayList<>();
    (document.isArray() ? document : List.of(document)).forEach(o -> lines.add(read(o.toString())));
    return lines;
  }

  List<String> files(String folder) throws IOException {
    try (Stream<Path> files = Files.list(corpus.resolve(folder))) {
      return files.map(f -> folder + "/" + f.getFileName()).sorted().toList();
    }
  }

  Path path(String file) {
    return corpus.resolve(file);
  }

  private static StructuredLine read(String message) {
    RuntimePrefix prefix = RuntimePrefix.of(message);
    String body = ReadEvent.normalized(message.substring(prefix == null ? 0 : prefix.textAt()));
    StructuredLine line = READER.read(body);
    return line == null ? READER.readEnd(body) : line;
  }
}
