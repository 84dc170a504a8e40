package dev.logtrail.job.report;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.logtrail.ingest.feed.FeedState;
import dev.logtrail.ingest.feed.FeedState.Backfill.Unit;
import dev.logtrail.job.assemble.JobProgress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads what {@link ReportJson} writes; fields it does not know are left out. */
final class ReportReader {
  private final JsonParser parser;

  ReportReader(JsonParser parser) {
    this.parser = parser;
  }

  /** The report; null if it is no object. */
  ProcessReport report() throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return null;
    }
    Map<?, ?> fields = object();
    Map<String, JobProgress.Snapshot> sources = new TreeMap<>();
    map(fields, "sources")
        .forEach((word, of) -> sources.put((String) word, source((Map<?, ?>) of)));
    List<FeedState> feeds = new ArrayList<>();
    list(fields, "feeds").forEach(feed -> feeds.add(feed((Map<?, ?>) feed)));
    return new ProcessReport(
        (String) fields.get("jobState"),
        (String) fields.get("jobHolder"),
        (String) fields.get("problem"),
        sources,
        feeds,
        counts(fields, "masked"));
  }

  private static JobProgress.Snapshot source(Map<?, ?> of) {
    return new JobProgress.Snapshot(
        number(of, "lastEventAt"),
        number(of, "lagMs"),
        of.get("eventsPerSecond") instanceof Number rate ? rate.doubleValue() : 0,
        count(of, "received"),
        count(of, "stored"),
        count(of, "repeated"),
        counts(of, "dropped"),
        count(of, "deadLetters"));
  }

  private static FeedState feed(Map<?, ?> of) {
    List<FeedState.Part> parts = new ArrayList<>();
    for (Object part : list(of, "parts")) {
      Map<?, ?> fields = (Map<?, ?>) part;
      parts.add(
          new FeedState.Part(
              (String) fields.get("name"), number(fields, "lagMs"), count(fields, "records")));
    }
    return new FeedState(
        (String) of.get("source"),
        (String) of.get("name"),
        number(of, "connectedSince"),
        number(of, "lastReadAt"),
        number(of, "lagMs"),
        (String) of.get("lastError"),
        number(of, "lastErrorAt"),
        number(of, "nextTryAt"),
        counts(of, "counts"),
        parts,
        backfill(map(of, "backfill")),
        number(of, "endedAt"));
  }

  private static FeedState.Backfill backfill(Map<?, ?> of) {
    for (Unit unit : Unit.values()) {
      if (unit.name().equals(of.get("unit"))) {
        return new FeedState.Backfill(
            unit, count(of, "done"), count(of, "total"), number(of, "leftMs"));
      }
    }
    return null;
  }

  private static Map<?, ?> map(Map<?, ?> of, String name) {
    return of.get(name) instanceof Map<?, ?> found ? found : Map.of();
  }

  private static List<?> list(Map<?, ?> of, String name) {
    return of.get(name) instanceof List<?> found ? found : List.of();
  }

  private static Map<String, Long> counts(Map<?, ?> of, String name) {
    Map<String, Long> counts = new TreeMap<>();
    map(of, name).forEach((key, value) -> counts.put((String) key, ((Number) value).longValue()));
    return counts;
  }

  private static Long number(Map<?, ?> of, String name) {
    return of.get(name) instanceof Number found ? found.longValue() : null;
  }

  private static long count(Map<?, ?> of, String name) {
    Long found = number(of, name);
    return found == null ? 0 : found;
  }

  private Map<String, Object> object() throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      fields.put(name, value());
    }
    return fields;
  }

  private List<Object> array() throws IOException {
    List<Object> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value());
    }
    return items;
  }

  private Object value() throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      default -> null;
    };
  }
}
