package dev.logtrail.payload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.logtrail.payload.bytes.UnreadableException;
import dev.logtrail.payload.decoding.Decoded;
import dev.logtrail.trail.EventId;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs the cases of {@code payload/cases.txt}, each plain and in gzip. */
class PayloadCasesTest {
  private static final Pattern BASE64 = Pattern.compile("(?s)@(gz64|b64)\\((.*?)\\)@");

  private record Case(String way, String caption, String in, List<String> out) {}

  @TestFactory
  Stream<DynamicTest> plain() throws IOException {
    return cases().stream().map(c -> test(c, Samples.utf8(c.in)));
  }

  @TestFactory
  Stream<DynamicTest> inGzip() throws IOException {
    return cases().stream().map(c -> test(c, Samples.gzip(Samples.utf8(c.in))));
  }

  @TestFactory
  Stream<DynamicTest> withByteOrderMark() throws IOException {
    return cases().stream().map(c -> test(c, Samples.utf8("\uFEFF" + c.in)));
  }

  private static DynamicTest test(Case c, byte[] body) {
    return DynamicTest.dynamicTest(
        c.way + ": " + c.caption,
        () -> {
          List<String> got = decode(c.way, body);
          assertThat(got).hasSameSizeAs(c.out);
          for (int i = 0; i < got.size(); i++) {
            String want = c.out.get(i);
            if (want.endsWith("…")) {
              assertThat(got.get(i)).startsWith(want.substring(0, want.length() - 1));
            } else {
              assertThat(got.get(i)).isEqualTo(want);
            }
          }
        });
  }

  private static List<String> decode(String way, byte[] body) {
    try {
      Decoded decoded =
          way.equals("any")
              ? Samples.decodeAny(body)
              : Samples.decode(Source.valueOf(way.toUpperCase(Locale.ROOT)), body);
      return render(decoded);
    } catch (UnreadableException e) {
      return List.of("unreadable " + e.getMessage());
    }
  }

  private static List<String> render(Decoded decoded) {
    List<String> lines = new ArrayList<>();
    for (LogBatch b : decoded.batches()) {
      var s = b.stream();
      lines.add(String.join(" ", "batch", s.account(), s.region(), s.logGroup(), s.logStream()));
      b.events().forEach(e -> lines.add(render(e)));
    }
    decoded.invocations().forEach(i -> lines.add(render(i)));
    decoded.rejected().forEach(r -> lines.add("rejected " + r.reason()));
    decoded.dropped().forEach((reason, n) -> lines.add("dropped " + reason + " " + n));
    return lines;
  }

  private static String render(LogEvent e) {
    String id = e.id();
    for (int k = 1; EventId.isMadeUp(id); k++) {
      id = id.equals(EventId.makeUp(e.timestamp(), e.message(), k)) ? "~" + k : id;
      if (id.equals("~" + k)) {
        break;
      }
    }
    return "event " + id + " " + (e.hasTime() ? e.timestamp() : "?") + " " + quoted(e.message());
  }

  private static String render(Invocation i) {
    return String.join(
        " ",
        List.of(
            "invocation",
            i.account(),
            i.region(),
            i.functionName(),
            i.functionVersion() + "",
            i.requestId(),
            "log=" + (i.log() == null ? null : quoted(i.log())),
            "cut=" + i.logCut(),
            "status=" + i.statusCode(),
            "error=" + i.functionError(),
            "payload=" + i.payload(),
            "at=" + i.invokedAt()));
  }

  private static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }

  private static List<Case> cases() throws IOException {
    try (InputStream in = PayloadCasesTest.class.getResourceAsStream("/payload/cases.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Stream.of(text.split("(?m)^=== ")).skip(1).map(PayloadCasesTest::parse).toList();
    }
  }

  private static Case parse(String text) {
    String[] head = text.split("\n", 2);
    String[] captions = head[0].split(" \\| ", 2);
    String[] parts = ("\n" + head[1]).split("\n---\n", 2);
    List<String> out = parts[1].lines().filter(l -> !l.isEmpty()).toList();
    return new Case(captions[0], captions[1], encoded(parts[0].replaceFirst("^\n", "")), out);
  }

  private static String encoded(String in) {
    return BASE64
        .matcher(in)
        .replaceAll(
            m -> {
              byte[] bytes = Samples.utf8(m.group(2));
              return Samples.base64(m.group(1).equals("gz64") ? Samples.gzip(bytes) : bytes);
            });
  }
}
