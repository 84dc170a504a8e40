package dev.logtrail.reading.header;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.line.EntryShape;
import dev.logtrail.line.LineFacts;
import dev.logtrail.line.LineScanner;
import dev.logtrail.reading.EntryCasesTest;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.trail.Basis;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Counting without reading gives what reading gives, as long as the tally says that it is sure. */
class TrailTallyTest {
  private static final TrailKey KEY =
      TrailKey.request(new LogStream("1", "r", "/aws/lambda/f", "s"), "r", 1);
  private static final String[] TEXTS = {
    "node", "python", "java", "dotnet", "ruby", "go", "rust", "others", "joining"
  };
  private static final String[] STRUCTURED = {
    "bunyan",
    "ecs",
    "emf",
    "gelf",
    "generic",
    "google",
    "jboss",
    "lambda",
    "lambda-error",
    "lambda-java",
    "lambda-python",
    "log4j2",
    "logrus",
    "logstash",
    "loguru",
    "monolog",
    "pino",
    "powertools-dotnet",
    "powertools-java",
    "powertools-python",
    "powertools-typescript",
    "python-json-logger",
    "rust-tracing",
    "serilog-clef",
    "slog",
    "structlog",
    "winston",
    "zap",
    "zerolog"
  };
  private static final String[] FRAGMENTS = {
    "", " ", "  ", "\t", "      ", "at ", "[1, ", "]", "]: ", "INFO: ", "Error: ", "x: KeyError",
    "'", "\"", "`", "{", "}", ",", ":in `", "Warning: ", "/a.py:3: ", "Stack trace:", "(x)",
        "level",
    "\u00a0", " ---> ", "panic: ", "info", "error", "ERROR", "\\", "\r", "\u001b[31m", "{\"level\":"
  };

  @Test
  void whatIsCountedIsWhatIsRead() throws IOException {
    List<String> lines = lines();
    int sure = 0;
    for (int seed = 0; seed < 100_000; seed++) {
      Random random = new Random(seed);
      List<TrailEvent> events = new ArrayList<>();
      TrailTally tally = new TrailTally(Conventions.builtIn());
      int size = 1 + random.nextInt(8);
      int at = random.nextInt(lines.size());
      while (events.size() < size) {
        at = random.nextInt(3) == 0 ? random.nextInt(lines.size()) : (at + 1) % lines.size();
        String message = changed(lines, lines.get(at), random);
        LineFacts facts = LineScanner.scan(message);
        // Trails that cannot be counted are of no use here.
        if (facts.isPlatform() || facts.shape() != EntryShape.ANY) {
          TrailEvent event = event(events.size(), message, random);
          events.add(event);
          tally.add(event, facts);
        }
      }
      if (tally.isSure()) {
        sure++;
        assertThat(Headers.of(KEY, tally.facts(), null, false))
            .as(() -> events.toString())
            .isEqualTo(Headers.of(KEY, events, null, false));
      }
    }
    assertThat(sure).isGreaterThan(10_000);
  }

  @Test
  void anErrorMakesItVoid() {
    TrailTally tally = new TrailTally(Conventions.builtIn());
    add(tally, "fine");
    assertThat(tally.isSure()).isTrue();
    add(tally, "ERROR: not fine");
    assertThat(tally.isSure()).isFalse();
  }

  @Test
  void linesThatAreJsonAreCountedByTheBuiltInConventionsOnly() throws IOException {
    String file =
        "{\"conventions\":[{\"name\":\"x\",\"when\":[{\"q\":\"any\"}],\"level\":[\"q\"]}]}";
    Conventions own =
        Conventions.with(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
    TrailTally builtIn = new TrailTally(Conventions.builtIn());
    TrailTally users = new TrailTally(own);
    add(builtIn, "{\"q\":\"FATAL\"}");
    add(users, "{\"q\":\"FATAL\"}");
    assertThat(builtIn.isSure()).isTrue();
    assertThat(users.isSure()).isFalse();
  }

  private static void add(TrailTally tally, String message) {
    tally.add(event(1, message, new Random(1)), LineScanner.scan(message));
  }

  private static String changed(List<String> lines, String line, Random random) {
    return switch (random.nextInt(10)) {
      case 0 -> FRAGMENTS[random.nextInt(FRAGMENTS.length)] + line;
      case 1 -> line + FRAGMENTS[random.nextInt(FRAGMENTS.length)];
      case 2 -> line + "\n" + lines.get(random.nextInt(lines.size()));
      case 3 -> inserted(line, FRAGMENTS[random.nextInt(FRAGMENTS.length)], random);
      case 4 -> line.substring(line.isEmpty() ? 0 : random.nextInt(line.length()));
      case 5 -> line.substring(0, line.isEmpty() ? 0 : random.nextInt(line.length()));
      case 6 ->
          FRAGMENTS[random.nextInt(FRAGMENTS.length)] + FRAGMENTS[random.nextInt(FRAGMENTS.length)];
      default -> line;
    };
  }

  private static String inserted(String line, String fragment, Random random) {
    int at = random.nextInt(line.length() + 1);
    return line.substring(0, at) + fragment + line.substring(at);
  }

  private static List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String file : TEXTS) {
      EntryCasesTest.resource("entry-cases/" + file + ".txt")
          .lines()
          .filter(l -> l.startsWith("> "))
          .forEach(l -> lines.add(EntryCasesTest.unescape(l.substring(2))));
    }
    for (String file : STRUCTURED) {
      EntryCasesTest.resource("/dev/logtrail/structured/" + file + ".txt")
          .lines()
          .filter(l -> l.startsWith("{"))
          .forEach(lines::add);
    }
    return lines;
  }

  private static TrailEvent event(int i, String message, Random random) {
    LogEvent event = new LogEvent("%05d".formatted(i), 1_000 + i, message);
    Basis basis = random.nextInt(8) == 0 ? Basis.INIT : Basis.MARKERS;
    return new TrailEvent(event, basis, random.nextInt(20) == 0, Source.SUBSCRIPTION);
  }
}
