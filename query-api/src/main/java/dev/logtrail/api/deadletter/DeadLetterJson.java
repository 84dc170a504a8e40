package dev.logtrail.api.deadletter;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.logtrail.api.render.JsonValues;
import dev.logtrail.api.render.Times;
import dev.logtrail.store.deadletter.DeadLetterCount;
import dev.logtrail.store.deadletter.StoredDeadLetter;
import java.io.IOException;
import java.util.List;

/** Writes dead letters as JSON. */
public final class DeadLetterJson {
  private DeadLetterJson() {}

  /**
   * A letter as an object.
   *
   * @param previewBytes how much of its bytes to show
   */
  static void write(JsonGenerator out, StoredDeadLetter stored, int previewBytes)
      throws IOException {
    out.writeStartObject();
    out.writeNumberField("id", stored.id());
    out.writeStringField("receivedAt", Times.utc(stored.receivedAt()));
    out.writeStringField("source", stored.letter().source().word());
    out.writeStringField("stage", stored.letter().stage().word());
    out.writeStringField("reason", stored.letter().reason());
    out.writeNumberField("attempts", stored.letter().attempts());
    JsonValues.text(out, "account", stored.letter().account());
    JsonValues.text(out, "region", stored.letter().region());
    JsonValues.text(out, "logGroup", stored.letter().logGroup());
    JsonValues.text(out, "logStream", stored.letter().logStream());
    JsonValues.text(out, "version", stored.version());
    JsonValues.text(out, "retriedAt", Times.utc(stored.retriedAt()));
    out.writeBooleanField("retrying", stored.retrying());
    out.writeNumberField("bytes", stored.letter().fullBytes());
    out.writeNumberField("keptBytes", stored.keptBytes());
    out.writeBooleanField("cut", stored.isCut());
    preview(out, BodyPreview.of(stored.letter().body(), stored.letter().fullBytes(), previewBytes));
    out.writeEndObject();
  }

  private static void preview(JsonGenerator out, BodyPreview preview) throws IOException {
    out.writeObjectFieldStart("preview");
    JsonValues.text(out, "text", preview.text());
    JsonValues.text(out, "base64", preview.base64());
    out.writeBooleanField("gzip", preview.gzip());
    out.writeBooleanField("partial", preview.partial());
    out.writeEndObject();
  }

  /** How many there are, by stage and reason; most first. */
  public static void counts(JsonGenerator out, List<DeadLetterCount> counts, long limitBytes)
      throws IOException {
    out.writeObjectFieldStart("deadLetters");
    out.writeNumberField("letters", counts.stream().mapToLong(DeadLetterCount::letters).sum());
    out.writeNumberField("bytes", counts.stream().mapToLong(DeadLetterCount::bytes).sum());
    out.writeNumberField("limitBytes", limitBytes);
    out.writeArrayFieldStart("kinds");
    for (DeadLetterCount count : counts) {
      out.writeStartObject();
      out.writeStringField("stage", count.stage().word());
      out.writeStringField("reason", count.reason());
      out.writeNumberField("letters", count.letters());
      out.writeNumberField("bytes", count.bytes());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }
}
