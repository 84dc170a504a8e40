package dev.logtrail.payload.carrier.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.payload.PayloadDecoder;
import dev.logtrail.payload.PieceDecoder;
import dev.logtrail.payload.decoding.DecodedCollector;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Texts that are made to be long, or to be anything: each is read in one go, and nothing is lost.
 */
class LongTextTest {
  private static final LogStream DEFAULTS = new LogStream("a", "r", "g", "s");
  private static final String START =
      "2026-11-20T10:00:00.000Z\tSTART RequestId: 11111111-1111-4111-8111-111111111111 Version: 7\n";

  @Test
  void whatFollowsAnEventWithoutEndIsNoPartOfItBeyondTheLimitOfAnEvent() throws Exception {
    String text = START + "x".repeat(999).concat("\n").repeat(3_000);
    List<LogEvent> events = read(text, null);
    assertThat(events).allMatch(e -> e.message().length() <= 1 << 20);
    int chars = events.stream().mapToInt(e -> e.message().length() + 1).sum();
    assertThat(chars).isEqualTo(text.length() - "2026-11-20T10:00:00.000Z\t".length());
  }

  /** Each of these once made a reader look at all it had for each line. */
  @ParameterizedTest
  @EnumSource(Carrier.class)
  void everyCarrierReadsEveryTextOnce(Carrier told) throws Exception {
    for (String line :
        new String[] {
          "INFO invoke{requestId=\"1\"\n",
          "2026-11-20T10:00:00.000Z\t11111111-1111-4111-8111-111111111111\tINFO\t{\n",
          "\"a,\n",
          "\tx\tSTART\t\t\n",
          "| a | b\n",
          "REPORT RequestId: 1\nDuration: 1 ms\n",
          "\n",
          "10:00:00\n",
          "EVENTS\t1\t2\n",
          "[[[[((((\n",
          "2026-11-20T10:00:00.000Z\n" + "word ".repeat(200) + "\n",
        }) {
      List<LogEvent> events = read(START + line.repeat(40_000 / line.length() + 1), told);
      assertThat(events.stream().mapToLong(e -> e.message().length()).sum())
          .isLessThan(START.length() + 120_000);
    }
  }

  private static List<LogEvent> read(String text, Carrier told) throws Exception {
    DecodedCollector collector = new DecodedCollector();
    try (PayloadDecoder decoder = new PayloadDecoder()) {
      PieceDecoder pieces = decoder.pieces(DEFAULTS, Source.FILE, collector, told);
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      pieces.accept(bytes, 0, bytes.length);
      pieces.finish();
    }
    return collector.decoded().batches().stream()
        .map(LogBatch::events)
        .flatMap(List::stream)
        .toList();
  }
}
