package dev.logtrail.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.attribution.StreamSplit;
import dev.logtrail.line.LineFacts;
import dev.logtrail.line.LineScanner;
import dev.logtrail.trail.Entry;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One line of each popular logger, as its default writes it: what is read of it, and how far the id
 * in it counts. The rows stand in {@code loggers.txt}.
 */
class LoggersTest {
  private static final LogStream STREAM = new LogStream("1", "r", "/aws/lambda/f", "s");
  private static final String SEPARATOR = " \u00a6 ";

  @ParameterizedTest
  @MethodSource("rows")
  void aLineIsReadAsItsLoggerMeansIt(String row) {
    String[] parts = row.split(SEPARATOR, -1);
    String line = EntryCasesTest.unescape(parts[1]);
    assertThat(String.join(SEPARATOR, parts[0], parts[1], read(line))).isEqualTo(row);
  }

  static Stream<String> rows() throws IOException {
    return EntryCasesTest.resource("loggers.txt")
        .lines()
        .filter(l -> l.contains(SEPARATOR) && !l.startsWith("#"));
  }

  private static String read(String line) {
    LogEvent event = new LogEvent("00001", 1_795_000_000_001L, line);
    var trail = StreamSplit.split(STREAM, Source.FILE, List.of(event)).get(0);
    Entry entry = TrailReading.read(trail.key(), trail.events(), null).entries().get(0);
    LineFacts facts = LineScanner.scan(line);
    String exception =
        entry.exception() == null
            ? "-"
            : entry.exception().type() + ": " + entry.exception().message();
    String id =
        facts.requestId() == null
            ? "-"
            : facts.strength() + " " + facts.requestId().substring(0, 8);
    return String.join(
        SEPARATOR,
        entry.level() == null ? "-" : entry.level().name(),
        entry.logger() == null ? "-" : entry.logger(),
        entry.message(),
        exception,
        id);
  }
}
