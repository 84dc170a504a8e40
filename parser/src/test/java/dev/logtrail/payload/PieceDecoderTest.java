package dev.logtrail.payload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.payload.bytes.UnreadableException;
import dev.logtrail.payload.decoding.DecodedCollector;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An input in pieces gives what it gives whole. */
class PieceDecoderTest {
  private static final LogStream DEFAULTS = new LogStream("a", "r", "g", "s");

  static Stream<String> inputs() {
    String lines = repeat(300, i -> "line " + i % 7 + "\n");
    String tail =
        repeat(300, i -> "2026-11-20T10:00:00.00" + i % 10 + "Z 2026/11/20/[1]0a x\n  more\n");
    String copy = repeat(300, i -> "2026-11-20T10:00:00.00" + i % 10 + "Z\nline\n");
    String records =
        repeat(300, i -> "{\"time\":\"2026-11-20T10:00:00Z\",\"n\":" + i % 9 + "}\nx\n");
    String documents = repeat(100, i -> Samples.document(Samples.event("e" + i, i, "m")) + "\n");
    String pretty =
        repeat(100, i -> Samples.document("\n  " + Samples.event("e" + i, i, "m") + "\n") + "\n");
    String backToBack =
        repeat(100, i -> Samples.document(Samples.event("e" + i, i, "a}{\\\"b" + i)));
    String page =
        "{\"events\":["
            + repeat(99, i -> "{\"timestamp\":" + i + ",\"message\":\"m\"},\n")
            + "{\"timestamp\":1,\"message\":\"m\"}]}";
    return Stream.of(lines, tail, copy, records, documents, pretty, backToBack, page);
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void piecesGiveTheSame(String input) throws UnreadableException {
    List<LogEvent> whole = inPieces(input, Integer.MAX_VALUE);
    assertThat(whole).isNotEmpty();
    assertThat(whole).extracting(e -> e.id()).doesNotHaveDuplicates();
    for (int size : new int[] {1, 50, 333, 4096}) {
      assertThat(inPieces(input, size)).isEqualTo(whole);
    }
  }

  /** Feeds pieces of about {@code size} bytes, each as long as needed to hold whole records. */
  private static List<LogEvent> inPieces(String input, int size) throws UnreadableException {
    byte[] rest = input.getBytes(StandardCharsets.UTF_8);
    DecodedCollector collector = new DecodedCollector();
    try (PayloadDecoder decoder = new PayloadDecoder()) {
      PieceDecoder pieces = decoder.pieces(DEFAULTS, Source.FILE, collector);
      for (long length = size; length < rest.length; ) {
        int cut = pieces.wholeRecords(rest, (int) length);
        if (cut == 0) {
          length += size;
        } else {
          pieces.accept(rest, 0, cut);
          rest = Arrays.copyOfRange(rest, cut, rest.length);
          length = size;
        }
      }
      pieces.accept(rest, 0, rest.length);
      pieces.finish();
    }
    assertThat(collector.decoded().rejected()).isEmpty();
    return Samples.events(collector.decoded());
  }

  private static String repeat(int n, IntFunction<String> text) {
    return IntStream.range(0, n).mapToObj(text).collect(Collectors.joining());
  }
}
