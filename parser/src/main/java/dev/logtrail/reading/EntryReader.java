package dev.logtrail.reading;

import dev.logtrail.line.LineKind;
import dev.logtrail.line.RuntimePrefix;
import dev.logtrail.trail.Entry;
import dev.logtrail.trail.ExceptionInfo;
import dev.logtrail.trail.Level;
import dev.logtrail.trail.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads entries from events: levels, loggers, fields and exceptions of every shape that a runtime
 * or logger writes.
 */
final class EntryReader {
  private EntryReader() {}

  /** The entries of a trail's events, which are in order. Each event is in exactly one entry. */
  static List<Entry> entries(List<ReadEvent> events) {
    List<Entry> entries = new ArrayList<>(events.size());
    int i = 0;
    while (i < events.size()) {
      int cut = CutRecord.end(events, i);
      int end = cut > i + 1 ? cut : RecordJoiner.end(events, i);
      List<ReadEvent> joined = events.subList(i, end);
      entries.add(entry(joined, text(joined, cut > i + 1)));
      i = end;
    }
    return entries;
  }

  private static String text(List<ReadEvent> joined, boolean cut) {
    if (joined.size() == 1) {
      return joined.get(0).text();
    }
    if (cut) {
      return CutRecord.join(joined);
    }
    StringBuilder all = new StringBuilder(joined.get(0).text());
    joined.subList(1, joined.size()).forEach(e -> all.append('\n').append(e.text()));
    return ReadEvent.normalized(all.toString());
  }

  private static Entry entry(List<ReadEvent> joined, String text) {
    ReadEvent first = joined.get(0);
    if (first.facts().isPlatform()) {
      return build(joined, null, null, text, Map.of(), Origin.PLATFORM, null);
    }
    RuntimePrefix prefix = first.prefix();
    String body = prefix == null ? text : text.substring(Math.min(prefix.textAt(), text.length()));
    Level level = prefix == null ? null : prefix.level();
    ErrorReport report = ErrorReport.read(body);
    if (report != null) {
      Level told = level == null ? Level.ERROR : level;
      return build(
          joined,
          told,
          null,
          report.message(),
          report.fields(),
          Origin.FUNCTION,
          report.exception());
    }
    JsonLine json = JsonLine.read(body);
    if (json != null) {
      Level own = json.level() == null ? level : json.level();
      String logger = json.logger() == null && prefix != null ? prefix.logger() : json.logger();
      return build(
          joined, own, logger, json.message(), json.fields(), Origin.FUNCTION, json.exception());
    }
    return plain(joined, body, prefix);
  }

  private static Entry plain(List<ReadEvent> joined, String body, RuntimePrefix prefix) {
    TextEntry read = TextEntry.read(body, prefix);
    TextLine line = read.line();
    return build(
        joined,
        line.level(),
        line.logger(),
        line.message(),
        line.fields(),
        line.origin(),
        read.exception());
  }

  private static Entry build(
      List<ReadEvent> joined,
      Level level,
      String logger,
      String message,
      Map<String, Object> fields,
      Origin origin,
      ExceptionInfo exception) {
    ReadEvent first = joined.get(0);
    List<String> ids =
        joined.stream().filter(e -> !e.isFromLogResult()).map(e -> e.raw().id()).toList();
    return new Entry(
        Headers.timeOf(first.raw()),
        level,
        logger,
        message,
        fields,
        first.facts().kind() == LineKind.OUTPUT ? origin : Origin.PLATFORM,
        first.event().basis(),
        first.event().bleed(),
        exception,
        ids);
  }
}
