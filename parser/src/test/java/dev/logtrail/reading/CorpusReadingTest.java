package dev.logtrail.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.logtrail.attribution.AttributedTrail;
import dev.logtrail.attribution.StreamSplit;
import dev.logtrail.payload.PayloadDecoder;
import dev.logtrail.payload.decoding.Decoded;
import dev.logtrail.trail.Entry;
import dev.logtrail.trail.ExceptionInfo;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.Trail;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Real logs, where they lie beside the project, read as a person reads them. */
class CorpusReadingTest {
  private static final String NEWLINE = "\n";

  @TestFactory
  Stream<DynamicTest> aPersonWouldSayTheSame() throws IOException {
    Path corpus = corpus();
    if (corpus == null) {
      System.out.println("CorpusReadingTest skipped: no shared/corpus above the working directory");
    }
    assumeTrue(corpus != null, "no shared/corpus above the working directory");
    return Stream.of(expectations().split("\n== "))
        .skip(1)
        .map(block -> block.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).toList())
        .map(
            block ->
                DynamicTest.dynamicTest(
                    block.get(0),
                    () -> compare(block.subList(1, block.size()), corpus.resolve(block.get(0)))));
  }

  private static void compare(List<String> expected, Path file) throws Exception {
    List<Trail> trails = trails(file);
    List<String> found = new ArrayList<>();
    int trail = -1;
    int seen = 0;
    for (String line : expected) {
      if (line.startsWith("trail ")) {
        quiet(found, trails, trail, seen, Integer.MAX_VALUE);
        trail++;
        boolean any = line.endsWith(" *");
        found.add(
            any || trail >= trails.size() ? "trail environment *" : header(trails.get(trail)));
        seen = any ? Integer.MAX_VALUE : 0;
      } else if (trail < trails.size()) {
        int position = Integer.parseInt(line.substring(0, line.indexOf(' ')));
        quiet(found, trails, trail, seen, position - 1);
        seen = position;
        List<Entry> entries = trails.get(trail).entries();
        found.add(
            position <= entries.size()
                ? position + " " + entry(entries.get(position - 1), line)
                : "no entry " + position);
      }
    }
    quiet(found, trails, trail, seen, Integer.MAX_VALUE);
    assertThat(String.join(NEWLINE, found)).isEqualTo(String.join(NEWLINE, expected));
    assertThat(trails).hasSize(trail + 1);
  }

  /** Entries that are not named must have nothing to name. */
  private static void quiet(List<String> found, List<Trail> trails, int trail, int from, int to) {
    if (trail < 0 || trail >= trails.size()) {
      return;
    }
    List<Entry> entries = trails.get(trail).entries();
    for (int i = from; i < Math.min(to, entries.size()); i++) {
      Entry entry = entries.get(i);
      if (entry.exception() != null || entry.eventIds().size() != 1) {
        found.add((i + 1) + " unexpected: " + entry(entry, ""));
      }
    }
  }

  private static String header(Trail trail) {
    long function =
        trail.entries().stream().filter(e -> e.origin().word().equals("function")).count();
    assertThat(trail.header().entryCount()).isEqualTo((int) function);
    String counts = " entries=" + trail.entries().size() + " function=" + function;
    return trail.header().key().isEnvironment()
        ? "trail environment" + counts
        : "trail "
            + trail.header().outcome().word()
            + " cold="
            + trail.header().coldStart()
            + counts;
  }

  private static String entry(Entry entry, String asked) {
    StringBuilder said = new StringBuilder(entry.level() == null ? "-" : entry.level().name());
    said.append(' ').append(entry.origin().word());
    if (entry.eventIds().size() != 1) {
      said.append(" events=").append(entry.eventIds().size());
    }
    if (asked.contains("logger=")) {
      said.append(" logger=").append(entry.logger());
    }
    ExceptionInfo told = entry.exception();
    if (told != null) {
      said.append(" exception=").append(told.type() == null ? "-" : told.type());
      said.append(" frames=").append(told.frames().size());
      if (!told.causes().isEmpty()) {
        said.append(" causes=")
            .append(
                told.causes().stream().map(ExceptionInfo::type).collect(Collectors.joining(",")));
      }
    }
    return said.toString();
  }

  private static List<Trail> trails(Path file) throws Exception {
    Decoded decoded;
    try (PayloadDecoder decoder = new PayloadDecoder()) {
      LogStream defaults = new LogStream("000000000000", "eu-west-1", "/aws/lambda/f", "stream");
      decoded = decoder.decodeAny(Files.readAllBytes(file), defaults, Source.FILE);
    }
    List<LogEvent> all = new ArrayList<>();
    List<AttributedTrail> split = new ArrayList<>();
    for (LogBatch batch : decoded.batches()) {
      all.addAll(batch.events());
      split.addAll(StreamSplit.split(batch.stream(), Source.FILE, batch.events()));
    }
    return split.stream()
        .sorted(Comparator.comparingInt(t -> first(t, all)))
        .map(t -> TrailReading.read(t.key(), t.events(), null))
        .toList();
  }

  private static int first(AttributedTrail trail, List<LogEvent> all) {
    return trail.events().stream().mapToInt(e -> all.indexOf(e.event())).min().orElseThrow();
  }

  private static String expectations() throws IOException {
    try (InputStream in = CorpusReadingTest.class.getResourceAsStream("corpus-expectations.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
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
