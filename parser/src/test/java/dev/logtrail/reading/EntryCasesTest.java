package dev.logtrail.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.attribution.AttributedTrail;
import dev.logtrail.attribution.StreamSplit;
import dev.logtrail.trail.Entry;
import dev.logtrail.trail.ExceptionInfo;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.Trail;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cases of {@code entry-cases}; their form is told in its README. */
public class EntryCasesTest {
  private static final String ID = "5b321b10-9dfa-4a05-b900-c45b96303238";
  private static final String OTHER = "f0c9f58b-8ebe-4e84-a656-95eb6eee865a";
  private static final String SEPARATOR = "\u00a6";
  private static final String[] PARTS = {"-", "-", "", "-", "1", "function", "{}"};
  private static final List<String> FILES =
      List.of("node", "python", "java", "dotnet", "ruby", "go", "rust", "others", "joining");

  record Case(String caption, List<String> events, List<String> expected) {
    @Override
    public String toString() {
      return caption;
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void eventsAreReadAsAPersonReadsThem(Case given) {
    List<String> found = entries(given.events()).stream().map(EntryCasesTest::text).toList();
    assertThat(String.join("\n", found)).isEqualTo(String.join("\n", given.expected()));
  }

  static Stream<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    for (String file : FILES) {
      for (String block : resource("entry-cases/" + file + ".txt").split("(^|\n)== ")) {
        if (!block.isBlank()) {
          cases.add(parse(file, block));
        }
      }
    }
    return cases.stream();
  }

  public static String resource(String name) throws IOException {
    try (InputStream in = EntryCasesTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Case parse(String file, String block) {
    List<String> lines = block.lines().toList();
    List<String> events =
        lines.stream().filter(l -> l.startsWith(">")).map(l -> l.substring(2)).toList();
    List<String> expected =
        lines.stream().filter(l -> l.startsWith("= ")).map(l -> whole(l.substring(2))).toList();
    return new Case(file + ": " + lines.get(0), events, expected);
  }

  /** An expected line with all its parts. */
  private static String whole(String line) {
    String[] parts = PARTS.clone();
    String[] given = (line + " ").split(" " + SEPARATOR + " ");
    for (int i = 0; i < given.length; i++) {
      boolean last = i == given.length - 1;
      parts[i] = last ? given[i].substring(0, Math.max(given[i].length() - 1, 0)) : given[i];
    }
    return String.join(" " + SEPARATOR + " ", parts).replace("%id", ID);
  }

  private static List<Entry> entries(List<String> lines) {
    List<LogEvent> events = new ArrayList<>();
    events.add(event(0, "START RequestId: " + ID + " Version: $LATEST\n"));
    lines.forEach(line -> events.add(event(events.size(), unescape(line))));
    AttributedTrail split =
        StreamSplit.split(new LogStream("1", "r", "/aws/lambda/f", "s"), Source.FILE, events)
            .stream()
            .filter(t -> ID.equals(t.key().requestId()))
            .findFirst()
            .orElseThrow();
    Trail trail = TrailReading.read(split.key(), split.events(), null);
    assertThat(trail.entries().stream().flatMap(e -> e.eventIds().stream()))
        .containsExactlyElementsOf(events.stream().map(LogEvent::id).toList());
    return trail.entries().subList(1, trail.entries().size());
  }

  private static LogEvent event(int i, String message) {
    return new LogEvent(String.format("%05d", i), 1_795_000_000_000L + i, message);
  }

  public static String unescape(String line) {
    return line.replace("%id", ID)
        .replace("%other", OTHER)
        .replace("\\\\", "\u0001")
        .replace("\\t", "\t")
        .replace("\\n", "\n")
        .replace("\\r", "\r")
        .replace("\\e", "\u001b")
        .replace("\\_", "\u00a0")
        .replace('\u0001', '\\');
  }

  private static String text(Entry entry) {
    List<String> parts =
        Arrays.asList(
            entry.level() == null ? "-" : entry.level().name(),
            entry.logger() == null ? "-" : entry.logger(),
            entry.message(),
            entry.exception() == null ? "-" : text(entry.exception()),
            String.valueOf(entry.eventIds().size()),
            entry.origin().word(),
            entry.fields().toString());
    return String.join(" " + SEPARATOR + " ", parts)
        .replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n");
  }

  private static String text(ExceptionInfo told) {
    boolean nothing = told.type() == null && told.message() == null;
    StringBuilder text = new StringBuilder(told.type() == null ? "?" : told.type());
    if (told.message() != null || nothing) {
      text.append(": ").append(nothing ? "?" : told.message());
    }
    text.append(" #").append(told.frames().size());
    told.causes().forEach(cause -> text.append(" <- ").append(text(cause)));
    return text.toString();
  }
}
