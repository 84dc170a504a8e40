package dev.logtrail.api.render;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.logtrail.trail.Basis;
import dev.logtrail.trail.Entry;
import dev.logtrail.trail.EventId;
import dev.logtrail.trail.ExceptionInfo;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes entries as JSON. */
public final class EntryJson {
  private static final int FIRST_ENTRIES = 128;

  private EntryJson() {}

  /** The field {@code entries} with the entries from index {@code from} on. */
  public static void entries(JsonGenerator out, List<Entry> entries, int from) throws IOException {
    entries(out, entries, from, false);
  }

  /** The same, with the colours in which they were printed: for those who show them to people. */
  public static void inColours(JsonGenerator out, List<Entry> entries, int from)
      throws IOException {
    entries(out, entries, from, true);
  }

  private static void entries(JsonGenerator out, List<Entry> entries, int from, boolean colours)
      throws IOException {
    out.writeArrayFieldStart("entries");
    int index = 0;
    for (Entry entry : entries) { // Not by their number: the last may not be made yet.
      if (index++ < from) {
        continue;
      }
      entry(out, entry, colours ? entry.coloured() : null);
      if (index == from + FIRST_ENTRIES) {
        out.flush(); // Who reads while it comes need not wait until a buffer of gzip is full.
      }
    }
    out.writeEndArray();
  }

  /** The field {@code preview}: the line that tells most of a trail; null if there is none. */
  public static void preview(JsonGenerator out, TrailPreview preview) throws IOException {
    out.writeFieldName("preview");
    if (preview == null) {
      out.writeNull();
      return;
    }
    out.writeStartObject();
    out.writeStringField("kind", preview.kind());
    out.writeStringField("text", preview.text());
    JsonValues.text(out, "level", preview.level() == null ? null : preview.level().name());
    out.writeNumberField("line", preview.line());
    out.writeEndObject();
  }

  /** Whether a line of it was only shown by Live Tail so far: it may look different once read. */
  public static boolean isProvisional(Entry e) {
    for (String id : e.eventIds()) {
      if (EventId.isOfLiveTail(id)) {
        return true;
      }
    }
    return false;
  }

  /** One entry as an object. */
  static void entry(JsonGenerator out, Entry e) throws IOException {
    entry(out, e, null);
  }

  private static void entry(JsonGenerator out, Entry e, String coloured) throws IOException {
    out.writeStartObject();
    JsonValues.text(out, "timestamp", Times.utc(e.timestamp()));
    JsonValues.text(out, "level", e.level() == null ? null : e.level().name());
    JsonValues.text(out, "logger", e.logger());
    out.writeStringField("message", e.message());
    JsonValues.field(out, "fields", e.fields() == null ? Map.of() : e.fields());
    out.writeStringField("origin", e.origin().word());
    // The word for "belongs to no request" is no basis at all.
    JsonValues.text(out, "basis", e.basis() == Basis.ENVIRONMENT ? null : e.basis().word());
    out.writeBooleanField("bleed", e.bleed());
    out.writeFieldName("exception");
    exception(out, e.exception());
    JsonValues.field(out, "eventIds", e.eventIds());
    if (coloured != null) {
      out.writeStringField("coloured", coloured);
    }
    if (e.replays() > 0) {
      out.writeNumberField("replays", e.replays());
    }
    if (isProvisional(e)) {
      out.writeBooleanField("provisional", true);
    }
    if (!e.masked().isEmpty()) {
      JsonValues.field(out, "masked", new TreeMap<>(e.masked()));
    }
    out.writeEndObject();
  }

  private static void exception(JsonGenerator out, ExceptionInfo x) throws IOException {
    if (x == null) {
      out.writeNull();
      return;
    }
    out.writeStartObject();
    JsonValues.text(out, "type", x.type());
    JsonValues.text(out, "message", x.message());
    JsonValues.field(out, "frames", x.frames());
    if (!x.causes().isEmpty()) {
      out.writeArrayFieldStart("causes");
      for (ExceptionInfo cause : x.causes()) {
        exception(out, cause);
      }
      out.writeEndArray();
    }
    out.writeEndObject();
  }
}
