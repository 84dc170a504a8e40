package dev.logtrail.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.logtrail.payload.PayloadDecoder;
import dev.logtrail.payload.decoding.Decoded;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

/** Real logs, where they lie beside the project: each event stands in exactly one line of split. */
class CorpusSplitTest {

  @TestFactory
  Stream<DynamicTest> noEventIsLostOrDoubled() throws IOException {
    Path corpus = corpus();
    if (corpus == null) {
      System.out.println("CorpusSplitTest skipped: no shared/corpus above the working directory");
    }
    assumeTrue(corpus != null, "no shared/corpus above the working directory");
    try (Stream<Path> files = Files.walk(corpus)) {
      List<Path> all =
          files
              .filter(f -> Files.isRegularFile(f) && !f.getParent().equals(corpus))
              // Compressed sets and scripts, whose expectations stand beside them.
              .filter(f -> !f.startsWith(corpus.resolve("runtime-clients")))
              .sorted()
              .toList();
      return all.stream()
          .map(f -> DynamicTest.dynamicTest(corpus.relativize(f).toString(), () -> check(f)));
    }
  }

  private static void check(Path file) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SplitCommand command = new SplitCommand(InputStream.nullInputStream(), out, 1 << 20);
    assertThat(new CommandLine(command).execute(file.toString())).isZero();

    assertThat(eventIds(out.toByteArray())).containsExactlyInAnyOrderElementsOf(ids(file));
  }

  private static List<String> ids(Path file) throws Exception {
    LogStream defaults =
        new LogStream("000000000000", "us-east-1", "", file.getFileName().toString());
    try (PayloadDecoder decoder = new PayloadDecoder()) {
      Decoded decoded = decoder.decodeAny(Files.readAllBytes(file), defaults, Source.FILE);
      return decoded.batches().stream()
          .flatMap(b -> b.events().stream())
          .map(LogEvent::id)
          .toList();
    }
  }

  private static List<String> eventIds(byte[] lines) throws IOException {
    List<String> ids = new ArrayList<>();
    try (JsonParser p = new JsonFactory().createParser(lines)) {
      for (JsonToken t = p.nextToken(); t != null; t = p.nextToken()) {
        boolean entry = t == JsonToken.START_ARRAY && "eventIds".equals(p.currentName());
        // Depth 3: an object's entries, an entry, its own field and not one of "fields".
        if (entry && p.getParsingContext().getParent().getParent().getParent().inObject()) {
          while (p.nextToken() != JsonToken.END_ARRAY) {
            ids.add(p.getText());
          }
        }
      }
    }
    return ids;
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
