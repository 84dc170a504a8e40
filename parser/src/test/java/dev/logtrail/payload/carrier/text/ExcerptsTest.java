package dev.logtrail.payload.carrier.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.attribution.AttributedTrail;
import dev.logtrail.attribution.StreamSplit;
import dev.logtrail.payload.PayloadDecoder;
import dev.logtrail.payload.PieceDecoder;
import dev.logtrail.payload.decoding.Decoded;
import dev.logtrail.payload.decoding.DecodedCollector;
import dev.logtrail.reading.TrailReading;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.TrailHeader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each carrier's excerpts in {@code excerpts.txt}: what it is taken for, and which requests it
 * tells.
 */
class ExcerptsTest {
  /** The label of what is no text but values, such as JSON. */
  private static final String VALUES = "values";

  private static final LogStream DEFAULTS =
      new LogStream("000000000000", "us-east-1", "/aws/lambda/orders", "excerpt");

  @TestFactory
  Stream<DynamicTest> requestsAreTold() throws IOException {
    return excerpts().map(e -> DynamicTest.dynamicTest(caption(e), () -> check(e, null)));
  }

  @TestFactory
  Stream<DynamicTest> theCarrierMayBeTold() throws IOException {
    return excerpts()
        .map(e -> DynamicTest.dynamicTest(caption(e), () -> check(e, Carrier.labelled(label(e)))));
  }

  @TestFactory
  Stream<DynamicTest> lineEndsOfWindowsChangeNothing() throws IOException {
    return excerpts()
        .map(
            e ->
                DynamicTest.dynamicTest(
                    caption(e), () -> check(text(e).replace("\n", "\r\n"), e, null)));
  }

  private static void check(String excerpt, Carrier told) throws Exception {
    check(text(excerpt), excerpt, told);
  }

  private static void check(String text, String excerpt, Carrier told) throws Exception {
    DecodedCollector collector = new DecodedCollector();
    try (PayloadDecoder decoder = new PayloadDecoder()) {
      PieceDecoder pieces = decoder.pieces(DEFAULTS, Source.FILE, collector, told);
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      pieces.accept(bytes, 0, bytes.length);
      pieces.finish();
      Carrier taken = pieces.carrier();
      assertThat(taken == null ? VALUES : taken.label()).isEqualTo(label(excerpt));
    }
    List<String> expected =
        excerpt
            .substring(excerpt.indexOf("\n---\n") + 5)
            .lines()
            .filter(l -> !l.isBlank())
            .toList();
    assertThat(requests(collector.decoded())).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static List<String> requests(Decoded decoded) {
    List<String> requests = new ArrayList<>();
    for (LogBatch batch : decoded.batches()) {
      for (AttributedTrail t : StreamSplit.split(batch.stream(), Source.FILE, batch.events())) {
        if (!t.key().isEnvironment()) {
          requests.add(line(TrailReading.read(t.key(), t.events(), null).header()));
        }
      }
    }
    assertThat(decoded.rejected()).isEmpty();
    decoded.dropped().forEach((reason, n) -> requests.add("left out " + n));
    return requests;
  }

  private static String line(TrailHeader h) {
    String start = h.startedAt() == null ? "" : " " + Instant.ofEpochMilli(h.startedAt());
    return "%s %s %s %d %d%s"
        .formatted(
            h.key().requestId(),
            h.outcome().word(),
            h.coldStart(),
            h.entryCount(),
            h.errorCount(),
            start);
  }

  private static Stream<String> excerpts() throws IOException {
    try (InputStream in = ExcerptsTest.class.getResourceAsStream("excerpts.txt")) {
      String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(all.split("(?m)^=== ")).skip(1);
    }
  }

  private static String caption(String excerpt) {
    return excerpt.substring(0, excerpt.indexOf('\n'));
  }

  private static String label(String excerpt) {
    return caption(excerpt).substring(0, caption(excerpt).indexOf(" | "));
  }

  private static String text(String excerpt) {
    return excerpt
        .substring(excerpt.indexOf('\n') + 1, excerpt.indexOf("\n---\n") + 1)
        .replace("{tab}", "\t")
        .replace("{esc}", "\u001b")
        .replace("{blank}", " ");
  }
}
