package dev.logtrail.reading.entry;

import dev.logtrail.limit.EventLimits;
import dev.logtrail.line.LineKind;
import dev.logtrail.line.RuntimePrefix;
import dev.logtrail.reading.exception.ExceptionText;
import dev.logtrail.reading.exception.RuntimeErrorReport;
import dev.logtrail.reading.join.CutRecord;
import dev.logtrail.reading.join.InterruptedStacks;
import dev.logtrail.reading.text.ExtensionLine;
import dev.logtrail.reading.text.ReadEvent;
import dev.logtrail.reading.text.TextLine;
import dev.logtrail.redact.Masks;
import dev.logtrail.structured.StructuredLine;
import dev.logtrail.structured.StructuredReader;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.trail.Entry;
import dev.logtrail.trail.ExceptionInfo;
import dev.logtrail.trail.Level;
import dev.logtrail.trail.Origin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads entries from events: levels, loggers, fields and exceptions of every shape that a runtime
 * or logger writes.
 */
public final class EntryReader implements Iterator<ReadEntry> {
  /** How far behind a record's end it is decided whether it goes on: the head of a chained one. */
  private static final int LOOK_AHEAD = 3;

  private final StructuredReader structured;
  private final InterruptedStacks stacks;
  private final int events;

  /** Where the entry read last ends. */
  private int end;

  /**
   * Reads entry after entry of a trail. Each event is in exactly one; of those behind an entry only
   * as many are asked for as tell where it ends.
   *
   * @param events in order
   */
  public EntryReader(List<ReadEvent> events, Conventions conventions) {
    this.structured = new StructuredReader(conventions, ExceptionText::read);
    this.stacks = new InterruptedStacks(events);
    this.events = events.size();
  }

  /** The entries of a trail's events, which are in order. */
  public static List<ReadEntry> entries(List<ReadEvent> events, Conventions conventions) {
    List<ReadEntry> entries = new ArrayList<>(events.size());
    new EntryReader(events, conventions).forEachRemaining(entries::add);
    return entries;
  }

  @Override
  public boolean hasNext() {
    return end < events;
  }

  @Override
  public ReadEntry next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    int from = end;
    end = from + 1;
    return read(stacks.events().get(from), () -> next(from));
  }

  /**
   * Runs a reading of some events; should it fail, the first of them is an entry as it came, so
   * that one record which no reader is prepared for costs nobody a trail. The fault is counted.
   */
  static ReadEntry read(ReadEvent first, Supplier<ReadEntry> reading) {
    try {
      return reading.get();
    } catch (RuntimeException | StackOverflowError e) {
      ReadingFaults.note(e);
      Origin origin = first.facts().isPlatform() ? Origin.PLATFORM : Origin.FUNCTION;
      TextLine asItCame = new TextLine(null, null, first.text(), Map.of(), origin);
      return new ReadEntry(build(List.of(first), asItCame, null), null);
    }
  }

  /** Reads the entry that begins with an event, and notes where it ends. */
  private ReadEntry next(int i) {
    int cut = CutRecord.end(stacks.events(), i);
    int end = cut > i + 1 ? cut : stacks.end(i);
    List<ReadEvent> all = stacks.events();
    List<ReadEvent> joined = all.subList(i, end);
    boolean platforms = isTail(all, i);
    String text = text(joined, cut > i + 1);
    ReadEntry entry = platforms ? platform(joined, text) : entry(joined, text);
    this.end = end;
    return PrintedColours.of(entry, joined, cut > i + 1);
  }

  /** Where the last entry ends that more events behind these cannot change. */
  public static int settled(List<ReadEvent> inOrder) {
    int last = InterruptedStacks.settled(inOrder, lastBreak(inOrder));
    int sure = Math.max(last, inOrder.size() - EventLimits.ENTRY_EVENTS - LOOK_AHEAD);
    InterruptedStacks stacks = new InterruptedStacks(inOrder);
    int settled = 0;
    int end = 0;
    // What stands before the end in one of the two lists only: something was moved over the end.
    Set<ReadEvent> moved = Collections.newSetFromMap(new IdentityHashMap<>());
    while (end < inOrder.size()) {
      int from = end;
      end = end(stacks, end);
      if (end == from + 1 && stacks.mayGrow(from)) {
        return settled;
      }
      List<ReadEvent> events = stacks.events();
      for (int i = from; i < end && events != inOrder; i++) {
        toggle(moved, events.get(i));
        toggle(moved, inOrder.get(i));
      }
      boolean open = end > sure || !moved.isEmpty() || isTail(events, end);
      settled = open ? settled : end;
    }
    return settled;
  }

  private static boolean isTail(List<ReadEvent> events, int i) {
    return i > 0 && i < events.size() && PlatformTail.isTail(events.get(i - 1), events.get(i));
  }

  private static void toggle(Set<ReadEvent> events, ReadEvent event) {
    if (!events.remove(event)) {
      events.add(event);
    }
  }

  /**
   * The last event that no record from before it can reach over: it has columns of its own, or is
   * the platform's.
   */
  private static int lastBreak(List<ReadEvent> events) {
    int i = events.size() - 1;
    while (i >= 0 && events.get(i).isBare() && !events.get(i).facts().isPlatform()) {
      i--;
    }
    return i;
  }

  private static int end(InterruptedStacks stacks, int from) {
    int cut = CutRecord.end(stacks.events(), from);
    return cut > from + 1 ? cut : stacks.end(from);
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

  private ReadEntry entry(List<ReadEvent> joined, String text) {
    ReadEvent first = joined.get(0);
    if (first.facts().isPlatform()) {
      return platform(joined, text);
    }
    int leading = LeadingText.end(text, first.prefix());
    if (leading == 0) {
      return entry(joined, text, first.prefix());
    }
    String report = text.substring(leading);
    ReadEntry read = entry(joined, report, RuntimePrefix.of(report));
    Entry entry = read.entry().below(text.substring(0, leading).stripTrailing());
    return new ReadEntry(entry, read.runtimeFailure());
  }

  private ReadEntry entry(List<ReadEvent> joined, String text, RuntimePrefix prefix) {
    String body = prefix == null ? text : text.substring(Math.min(prefix.textAt(), text.length()));
    Level level = prefix == null ? null : prefix.level();
    RuntimeErrorReport report = RuntimeErrorReport.read(body, prefix);
    if (report != null) {
      return reported(joined, report, level);
    }
    String logger = prefix == null ? null : prefix.logger();
    StructuredLine json = structured.read(body);
    if (json != null) {
      return structured(joined, new TextLine(level, logger, body), json);
    }
    TextLine line = TextEntry.columns(body, prefix);
    ReadEntry embedded = behindColumns(joined, line);
    return embedded == null ? plain(joined, line, body, prefix != null) : embedded;
  }

  private static ReadEntry platform(List<ReadEvent> joined, String text) {
    TextLine line = new TextLine(null, null, text, Map.of(), Origin.PLATFORM);
    return new ReadEntry(build(joined, line, null), null);
  }

  /** JSON behind the columns of a logger, or at the end of the text behind them; else null. */
  private ReadEntry behindColumns(List<ReadEvent> joined, TextLine line) {
    String text = line.message();
    boolean whole = text.startsWith("{");
    boolean bare = whole && line.level() == null;
    RuntimeErrorReport report = bare ? RuntimeErrorReport.read(text, null) : null;
    if (report != null) {
      return reported(joined, report, null);
    }
    if (!whole && ExceptionText.read(text) != null) {
      return null;
    }
    StructuredLine json = whole ? structured.read(text) : structured.readEnd(text);
    return json == null ? null : structured(joined, line, json);
  }

  private static ReadEntry reported(
      List<ReadEvent> joined, RuntimeErrorReport report, Level level) {
    TextLine line =
        new TextLine(level == null ? Level.ERROR : level, null, report.message(), report.fields());
    return new ReadEntry(build(joined, line, report.exception()), RuntimeFailure.ofReport(report));
  }

  /** A structured line; what it does not name itself, the columns before it do. */
  private static ReadEntry structured(
      List<ReadEvent> joined, TextLine columns, StructuredLine json) {
    Map<String, Object> fields = json.fields();
    if (!columns.fields().isEmpty()) {
      fields = new LinkedHashMap<>(columns.fields());
      fields.putAll(json.fields());
    }
    TextLine line =
        new TextLine(
            json.level() == null ? columns.level() : json.level(),
            json.logger() == null ? columns.logger() : json.logger(),
            json.message(),
            fields,
            ExtensionLine.isOfExtension(json.logger(), json.message())
                ? Origin.EXTENSION
                : columns.origin());
    ExceptionInfo exception =
        json.exception() == null ? ExceptionText.read(json.message()) : json.exception();
    Entry entry = build(joined, line, exception);
    return new ReadEntry(entry, RuntimeFailure.ofJson(entry, columns.message()));
  }

  private static ReadEntry plain(
      List<ReadEvent> joined, TextLine columns, String body, boolean prefixed) {
    TextEntry read = TextEntry.of(columns);
    Entry entry = build(joined, read.line(), read.exception());
    return new ReadEntry(entry, RuntimeFailure.of(entry, body, prefixed));
  }

  private static Entry build(List<ReadEvent> joined, TextLine line, ExceptionInfo exception) {
    ReadEvent first = joined.get(0);
    return new Entry(
        first.raw().timestampOrNull(),
        line.level(),
        line.logger(),
        line.message(),
        line.fields(),
        first.facts().kind() == LineKind.OUTPUT ? line.origin() : Origin.PLATFORM,
        first.event().basis(),
        first.event().bleed(),
        exception,
        ids(joined),
        masked(joined));
  }

  private static Map<String, Integer> masked(List<ReadEvent> joined) {
    Map<String, Integer> masked = null;
    for (ReadEvent event : joined) {
      masked = Masks.count(event.raw().message(), masked);
    }
    return masked == null ? Map.of() : masked;
  }

  private static List<String> ids(List<ReadEvent> joined) {
    if (joined.size() == 1) {
      ReadEvent only = joined.get(0);
      return only.isFromLogResult() ? List.of() : List.of(only.raw().id());
    }
    return joined.stream().filter(e -> !e.isFromLogResult()).map(e -> e.raw().id()).toList();
  }
}
