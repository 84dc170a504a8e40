package dev.logtrail.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.trail.Basis;
import dev.logtrail.trail.Entry;
import dev.logtrail.trail.Level;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.Trail;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Structured lines among the others of a trail: behind columns, behind words, behind a {@code \r}.
 */
class StructuredEntryTest {
  private static final TrailKey KEY =
      TrailKey.request(new LogStream("1", "eu-west-1", "/aws/lambda/f", "s"), "r", 1);
  private static final String NODE = "2026-03-01T10:15:30.123Z\tr\t";

  @Test
  void jsonBehindTheRuntimesColumns() {
    Entry entry = entry(NODE + "INFO\t{\"level\":50,\"time\":1772360130123,\"msg\":\"no card\"}\n");
    assertThat(entry.level()).isEqualTo(Level.ERROR);
    assertThat(entry.message()).isEqualTo("no card");
    Entry unnamed = entry(NODE + "WARN\t{\"order\":17}\n");
    assertThat(unnamed.level()).isEqualTo(Level.WARN);
    assertThat(unnamed.fields()).containsExactly(Map.entry("order", 17));
  }

  @Test
  void jsonBehindALoggersColumns() {
    Entry entry = entry("[WARN] {\"message\":\"slow\",\"n\":1}\n");
    assertThat(entry.level()).isEqualTo(Level.WARN);
    assertThat(entry.message()).isEqualTo("slow");
  }

  @Test
  void jsonBehindWords() {
    Entry pino =
        entry(NODE + "INFO\tPaid\t{\"level\":40,\"time\":1772360130123,\"msg\":\"Paid\",\"n\":1}");
    assertThat(pino.level()).isEqualTo(Level.WARN);
    assertThat(pino.message()).isEqualTo("Paid");
    assertThat(pino.fields()).containsEntry("n", 1).doesNotContainKeys("_prefix", "msg");
    Entry data = entry("[ERROR] got {\"level\":\"info\",\"n\":1}\n");
    assertThat(data.level()).isEqualTo(Level.ERROR);
    assertThat(data.message()).isEqualTo("got {\"level\":\"info\",\"n\":1}");
    assertThat(data.fields()).containsEntry("level", "info").containsEntry("n", 1);
    assertThat(entry("got {id: 1}").fields()).isEmpty();
    assertThat(entry("use {\"a\":1} or {\"b\":2}").fields()).isEmpty();
  }

  @Test
  void jsonBehindACarriageReturn() {
    assertThat(entry("{\r  \"message\": \"x\",\r  \"n\": 1\r}\r").fields()).containsEntry("n", 1);
    Entry entry = entry(NODE + "INFO\tbody:\r{\"n\":1}\r");
    assertThat(entry.message()).isEqualTo("body:\n{\"n\":1}");
    assertThat(entry.fields()).containsEntry("n", 1);
  }

  @Test
  void aStackTraceInsideJsonIsReadAsOutside() {
    Entry entry =
        entry(
            "{\"level\":\"error\",\"message\":\"failed\",\"timestamp\":\"x\",\"stack\":\"TypeError: no card\\n"
                + "    at charge (/var/task/pay.js:3:9)\\n    at handler (/var/task/index.js:1:1)\"}\n");
    assertThat(entry.exception().type()).isEqualTo("TypeError");
    assertThat(entry.exception().message()).isEqualTo("no card");
    assertThat(entry.exception().frames()).hasSize(2);
  }

  @Test
  void anErrorThatNodeDidNotCatchIsTheOutcomeInJsonToo() {
    String json =
        "{\"timestamp\":\"2026-03-01T10:15:30.123Z\",\"level\":\"ERROR\",\"requestId\":\"r\",\"message\":\"Invoke Error \\t"
            + "{\\\"errorType\\\":\\\"TypeError\\\",\\\"errorMessage\\\":\\\"no card\\\",\\\"stack\\\":[\\\"TypeError: no card\\\"]}\"}";
    Trail trail = trail(Conventions.builtIn(), json, REPORT);
    assertThat(trail.header().outcome()).isEqualTo(Outcome.ERROR);
    assertThat(trail.entries().get(0).exception().type()).isEqualTo("TypeError");
    String caught = json.replace("Invoke Error", "payment failed");
    assertThat(trail(Conventions.builtIn(), caught, REPORT).header().outcome())
        .isEqualTo(Outcome.SUCCESS);
  }

  @Test
  void aUsersFileDecidesWhatCountsAsAnError() throws IOException {
    String file =
        "{\"conventions\":[{\"name\":\"shop\",\"when\":[{\"shout\":\"string\"}],\"level\":[\"shout\"],"
            + "\"levels\":{\"LOUD\":\"ERROR\"},\"message\":[\"said\"]}]}";
    Conventions own =
        Conventions.with(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
    String line = "{\"shout\":\"loud\",\"said\":\"no card\"}\n";
    assertThat(trail(own, line).header().errorCount()).isEqualTo(1);
    assertThat(trail(own, line).entries().get(0).message()).isEqualTo("no card");
    assertThat(trail(Conventions.builtIn(), line).header().errorCount()).isZero();
  }

  private static final String REPORT =
      "REPORT RequestId: r\tDuration: 4.00 ms\tBilled Duration: 4 ms\tMemory Size: 128 MB\tMax Memory Used: 35 MB\t\n";

  private static Entry entry(String message) {
    List<Entry> entries = trail(Conventions.builtIn(), message).entries();
    assertThat(entries).hasSize(1);
    return entries.get(0);
  }

  private static Trail trail(Conventions conventions, String... messages) {
    List<TrailEvent> events = new ArrayList<>();
    for (String message : messages) {
      LogEvent event =
          new LogEvent("%03d".formatted(events.size()), 1_000 + events.size(), message);
      Basis basis = message.startsWith("REPORT ") ? Basis.REQUEST_ID : Basis.MARKERS;
      events.add(new TrailEvent(event, basis, false, Source.FILE));
    }
    return TrailReading.read(KEY, events, null, conventions);
  }
}
