package dev.logtrail.job.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.logtrail.ingest.feed.FeedState;
import dev.logtrail.job.assemble.JobProgress;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Reports as JSON. What a process of another release wrote is read as far as it is known. */
public final class ReportJson {
  /** Of a feed with more parts, those that are furthest behind are told. */
  static final int MOST_PARTS = 100;

  private static final JsonFactory JSON = new JsonFactory();

  private ReportJson() {}

  /** Writes one. */
  public static String write(ProcessReport report) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      out.writeStartObject();
      text(out, "jobState", report.jobState());
      text(out, "jobHolder", report.jobHolder());
      text(out, "problem", report.problem());
      out.writeObjectFieldStart("sources");
      for (Map.Entry<String, JobProgress.Snapshot> source : report.sources().entrySet()) {
        source(out, source.getKey(), source.getValue());
      }
      out.writeEndObject();
      out.writeArrayFieldStart("feeds");
      for (FeedState feed : report.feeds()) {
        feed(out, feed);
      }
      out.writeEndArray();
      counts(out, "masked", report.masked());
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written to", e);
    }
    return text.toString();
  }

  private static void source(JsonGenerator out, String word, JobProgress.Snapshot s)
      throws IOException {
    out.writeObjectFieldStart(word);
    number(out, "lastEventAt", s.lastEventAt());
    number(out, "lagMs", s.lagMs());
    out.writeNumberField("eventsPerSecond", s.eventsPerSecond());
    number(out, "received", s.received());
    number(out, "stored", s.stored());
    number(out, "repeated", s.repeated());
    counts(out, "dropped", s.dropped());
    number(out, "deadLetters", s.deadLetters());
    out.writeEndObject();
  }

  private static void feed(JsonGenerator out, FeedState feed) throws IOException {
    out.writeStartObject();
    text(out, "source", feed.source());
    text(out, "name", feed.name());
    number(out, "connectedSince", feed.connectedSince());
    number(out, "lastReadAt", feed.lastReadAt());
    number(out, "lagMs", feed.lagMs());
    text(out, "lastError", feed.lastError());
    number(out, "lastErrorAt", feed.lastErrorAt());
    number(out, "nextTryAt", feed.nextTryAt());
    counts(out, "counts", feed.counts());
    out.writeArrayFieldStart("parts");
    for (FeedState.Part part : furthestBehind(feed.parts())) {
      out.writeStartObject();
      text(out, "name", part.name());
      number(out, "lagMs", part.lagMs());
      number(out, "records", part.records());
      out.writeEndObject();
    }
    out.writeEndArray();
    FeedState.Backfill backfill = feed.backfill();
    if (backfill != null) {
      out.writeObjectFieldStart("backfill");
      text(out, "unit", backfill.unit().name());
      number(out, "done", backfill.done());
      number(out, "total", backfill.total());
      number(out, "leftMs", backfill.leftMs());
      out.writeEndObject();
    }
    number(out, "endedAt", feed.endedAt());
    out.writeEndObject();
  }

  private static List<FeedState.Part> furthestBehind(List<FeedState.Part> parts) {
    if (parts.size() <= MOST_PARTS) {
      return parts;
    }
    Comparator<FeedState.Part> byLag =
        Comparator.comparingLong(part -> part.lagMs() == null ? -1 : part.lagMs());
    return parts.stream().sorted(byLag.reversed()).limit(MOST_PARTS).toList();
  }

  private static void text(JsonGenerator out, String name, String value) throws IOException {
    if (value != null) {
      out.writeStringField(name, value);
    }
  }

  private static void number(JsonGenerator out, String name, Long value) throws IOException {
    if (value != null) {
      out.writeNumberField(name, value);
    }
  }

  private static void counts(JsonGenerator out, String name, Map<String, Long> counts)
      throws IOException {
    out.writeObjectFieldStart(name);
    for (Map.Entry<String, Long> count : counts.entrySet()) {
      out.writeNumberField(count.getKey(), count.getValue());
    }
    out.writeEndObject();
  }

  /**
   * Reads one; null if the text is no report at all, so that one process's fault hides no other.
   */
  public static ProcessReport read(String json) {
    try {
      return new ReportReader(JSON.createParser(json)).report();
    } catch (IOException | ClassCastException e) {
      return null;
    }
  }
}
