package dev.logtrail.fuzz;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.logtrail.reading.TrailReading;
import dev.logtrail.trail.Entry;
import dev.logtrail.trail.Trail;
import dev.logtrail.trail.TrailKey;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;

/**
 * Fuzz target: a structured line, alone, wrapped by a runtime's record, as text inside one, and
 * behind words: it is read, and a record never loses the text it was given.
 */
public final class JsonTarget {
  private static final TrailKey KEY = TrailKey.request(FuzzedStream.STREAM, "r", 1);
  private static final JsonFactory JSON = new JsonFactory();

  private JsonTarget() {}

  /** What the fuzzer calls. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    String line = FuzzedStream.texts(input).get(0);
    read("{" + line + "}");
    read("words {\"" + line + "}");
    read(
        "{\"timestamp\":\"2026-11-20T10:00:00.123Z\",\"level\":\"INFO\",\"message\":{"
            + line
            + "}}");
    Entry entry = read(record(line));
    boolean kept = line.isBlank() || !entry.message().isEmpty() || !entry.fields().isEmpty();
    Check.that(kept, "what was said is lost", line);
  }

  private static Entry read(String line) {
    Trail trail = TrailReading.read(KEY, FuzzedStream.trail(List.of(line)), null);
    Check.that(trail.entries().size() == 1, "one event makes one entry", line);
    return trail.entries().get(0);
  }

  private static String record(String message) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("timestamp", "2026-11-20T10:00:00.123Z");
      json.writeStringField("level", "WARN");
      json.writeStringField("message", message);
      json.writeEndObject();
    }
    return text.toString();
  }
}
