package dev.logtrail.reading;

import dev.logtrail.line.Levels;
import dev.logtrail.line.LineKind;
import dev.logtrail.line.RuntimePrefix;
import dev.logtrail.structured.Conventions;
import dev.logtrail.structured.StructuredLine;
import dev.logtrail.structured.StructuredReader;
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
  private final StructuredReader structured;

  private EntryReader(Conventions conventions) {
    structured = new StructuredReader(conventions, ExceptionText::read);
  }

  /** The entries of a trail's events, which are in order. Each event is in exactly one entry. */
  static List<Entry> entries(List<ReadEvent> events, Conventions conventions) {
    EntryReader reader = new EntryReader(conventions);
    List<Entry> entries = new ArrayList<>(events.size());
    int i = 0;
    while (i < events.size()) {
      int end = TracebackJoiner.end(events, i);
      entries.add(reader.entry(events.subList(i, end)));
      i = end;
    }
    return entries;
  }

  private Entry entry(List<ReadEvent> joined) {
    ReadEvent first = joined.get(0);
    String text = joined.size() == 1 ? first.text() : join(joined);
    if (first.facts().isPlatform()) {
      return build(joined, null, null, text, Map.of(), Origin.PLATFORM, null);
    }
    RuntimePrefix prefix = RuntimePrefix.of(first.raw().message());
    String body = prefix == null ? text : text.substring(Math.min(prefix.textAt(), text.length()));
    Level level = prefix == null ? null : prefix.level();
    StructuredLine json = structured.read(body);
    json = json == null ? structured.readEnd(body) : json;
    if (json != null) {
      Level own = json.level() == null ? level : json.level();
      String logger = json.logger() == null && prefix != null ? prefix.logger() : json.logger();
      return build(
          joined, own, logger, json.message(), json.fields(), Origin.FUNCTION, json.exception());
    }
    return plain(joined, body, level, prefix == null ? null : prefix.logger());
  }

  private static Entry plain(List<ReadEvent> joined, String text, Level level, String logger) {
    Origin origin = isRuntime(text) ? Origin.RUNTIME : Origin.FUNCTION;
    String message = text;
    Level found = level;
    int bracket = level == null ? bracketEnd(text) : 0;
    if (bracket > 0) {
      found = Levels.of(text.substring(1, bracket));
      message = found == null ? text : text.substring(bracket + 1).stripLeading();
    }
    ExceptionInfo exception = ExceptionText.read(message);
    boolean untold = found == null && exception != null && !exception.frames().isEmpty();
    return build(
        joined, untold ? Level.ERROR : found, logger, message, Map.of(), origin, exception);
  }

  /** The closing bracket of {@code [LEVEL] text}, or 0. */
  private static int bracketEnd(String text) {
    int close = text.startsWith("[") ? text.indexOf(']') : -1;
    boolean followed = close > 1 && close + 1 < text.length() && text.charAt(close + 1) <= ' ';
    return followed && close < 14 ? close : 0;
  }

  private static boolean isRuntime(String text) {
    return text.startsWith("LAMBDA_WARNING: ") || text.startsWith("LAMBDA_RUNTIME ");
  }

  private static String join(List<ReadEvent> events) {
    StringBuilder all = new StringBuilder();
    for (ReadEvent event : events) {
      all.append(all.length() == 0 ? "" : "\n").append(event.text());
    }
    return all.toString();
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
