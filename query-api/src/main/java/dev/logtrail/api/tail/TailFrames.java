package dev.logtrail.api.tail;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.logtrail.api.load.LoadedTrail;
import dev.logtrail.api.render.EntryJson;
import dev.logtrail.api.render.JsonValues;
import dev.logtrail.api.render.TrailJson;
import dev.logtrail.cost.CostEstimator;
import dev.logtrail.store.change.ChangedTrail;
import dev.logtrail.text.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Writes server-sent events, all but their id: a flush that touched several trails becomes several
 * events, and only the last of them may carry its number, or a client that left in between would
 * resume behind the rest.
 */
final class TailFrames {
  private TailFrames() {}

  /** {@code trail}: header, {@code from} and all entries from there. */
  static byte[] trail(LoadedTrail t, long flushNo, int from, CostEstimator costs) {
    return event(
        "trail",
        out -> {
          out.writeNumberField("flushNo", flushNo);
          TrailJson.stored(out, t.trailId(), t.trail(), t.attempt(), t.revision(), costs);
          EntryJson.preview(out, t.preview(null));
          out.writeNumberField("from", from);
          EntryJson.inColours(out, t.trail().entries(), from);
        });
  }

  /** {@code trail} of readable text. */
  static byte[] text(String text) {
    String lines = text.replace("\n", "\ndata: ");
    return ("event: trail\ndata: " + lines + "\n\n").getBytes(StandardCharsets.UTF_8);
  }

  /** {@code gone}: forget this trail; attempts of its request that remain follow. */
  static byte[] gone(ChangedTrail changed, long flushNo) {
    return event(
        "gone",
        out -> {
          out.writeNumberField("flushNo", flushNo);
          TrailJson.trailId(out, changed.trailId());
          out.writeStringField("functionName", changed.functionName());
          JsonValues.text(out, "requestId", changed.requestId());
        });
  }

  /** {@code start}: what is stored by now is known to lists; what comes later is sent. */
  static byte[] start(long flushNo) {
    return event("start", out -> out.writeNumberField("flushNo", flushNo));
  }

  /** {@code reset}: changes were left out; whoever shows a list must load it again. */
  static byte[] reset(long flushNo, String reason) {
    return event(
        "reset",
        out -> {
          out.writeNumberField("flushNo", flushNo);
          out.writeStringField("reason", reason);
        });
  }

  /** {@code stalled}: nothing comes because of this; all of it comes later. */
  static byte[] stalled(String reason) {
    return event("stalled", out -> out.writeStringField("reason", reason));
  }

  /** {@code resumed}: the reason of {@code stalled} is over. */
  static byte[] resumed(long flushNo) {
    return event("resumed", out -> out.writeNumberField("flushNo", flushNo));
  }

  /** A comment, which also moves the id on. */
  static byte[] heartbeat() {
    return ": heartbeat\n\n".getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] event(String name, JsonText.Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try {
      bytes.write(("event: " + name + "\ndata: ").getBytes(StandardCharsets.UTF_8));
      try (JsonGenerator out = JsonText.FACTORY.createGenerator(bytes)) {
        out.writeStartObject();
        fields.write(out);
        out.writeEndObject();
      }
      bytes.write('\n');
      bytes.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }
}
