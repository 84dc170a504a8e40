package dev.logtrail.reading.logresult;

import dev.logtrail.line.IdStrength;
import dev.logtrail.line.LineFacts;
import dev.logtrail.line.LineKind;
import dev.logtrail.line.LineScanner;
import dev.logtrail.trail.Basis;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.TrailEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts a log result's lines and a trail's events together: no line twice, none missing, whichever
 * came first.
 *
 * <p>A log result is the end of a log, so lines are matched from the end. Lines are equal when they
 * are after trimming the right end; of equal lines, as many are shown as the side with more of them
 * has. A line that only the log result knows stands behind the last line before it that both know.
 */
public final class LogResultMerge {
  private LogResultMerge() {}

  /**
   * The events of both, in order.
   *
   * @param events the trail's events, in the order of the stream; may be empty
   * @param invocation the invocation with its log, which may be null
   */
  public static List<TrailEvent> merge(List<TrailEvent> events, Invocation invocation) {
    List<String> log = LogResultLines.of(invocation);
    if (log.isEmpty()) {
      return events;
    }
    List<Line> lines = lines(events);
    log = cutSeams(log, events, lines, invocation);
    int[] matches = match(log, lines, invocation.logCut());
    return interleave(events, log, lines, matches, invocation.requestId());
  }

  /** Cuts lines that an event without a line break of its own has glued together. */
  private static List<String> cutSeams(
      List<String> log, List<TrailEvent> events, List<Line> lines, Invocation invocation) {
    SeamCutter cutter = new SeamCutter();
    for (Line line : lines) {
      String message = events.get(line.event()).event().message();
      cutter.add(line.text(), !message.endsWith("\n") && message.endsWith(line.text()));
    }
    RecordSeams seams = new RecordSeams(invocation.requestId());
    List<String> cut = new ArrayList<>(log.size());
    for (int k = 0; k < log.size(); k++) {
      boolean head = k == 0 && invocation.logCut();
      for (String line : cutter.cut(log.get(k), head)) {
        if (cutter.isKnown(line, head)) {
          cut.add(line);
        } else {
          seams.cut(line).forEach(record -> cut.addAll(cutter.cut(record)));
        }
      }
    }
    return cut;
  }

  private record Line(int event, String text) {}

  private static List<Line> lines(List<TrailEvent> events) {
    List<Line> lines = new ArrayList<>();
    for (int e = 0; e < events.size(); e++) {
      int event = e;
      String[] parts = events.get(e).event().message().split("\n", -1);
      Arrays.stream(parts)
          .map(LogResultLines::trimmed)
          .filter(text -> !text.isEmpty())
          .forEach(text -> lines.add(new Line(event, text)));
    }
    return lines;
  }

  /** For each line of the log the line of the trail that it is, or -1. */
  private static int[] match(List<String> log, List<Line> lines, boolean cut) {
    Map<String, LinePlaces> places = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      places.computeIfAbsent(lines.get(i).text(), text -> new LinePlaces()).add(i);
    }
    int[] matches = new int[log.size()];
    Arrays.fill(matches, -1);
    int to = lines.size();
    for (int k = log.size() - 1; k >= 0; k--) {
      LinePlaces same = places.get(log.get(k));
      matches[k] = same == null ? -1 : same.take(to);
      to = matches[k] < 0 ? to : Math.min(to, matches[k]);
    }
    if (cut && matches[0] < 0) {
      matches[0] = suffix(log.get(0), lines, matches);
    }
    return matches;
  }

  /** The cut first line is the end of the last line before the first match that ends with it. */
  private static int suffix(String text, List<Line> lines, int[] matches) {
    Set<Integer> taken = new HashSet<>();
    int before = lines.size();
    for (int match : matches) {
      if (match >= 0) {
        taken.add(match);
        before = Math.min(before, match);
      }
    }
    for (int i = before - 1; i >= 0; i--) {
      if (!taken.contains(i) && lines.get(i).text().endsWith(text)) {
        return i;
      }
    }
    return -1;
  }

  private static List<TrailEvent> interleave(
      List<TrailEvent> events,
      List<String> log,
      List<Line> lines,
      int[] matches,
      String requestId) {
    Map<Integer, List<TrailEvent>> behind = new HashMap<>();
    boolean text = log.stream().map(LineScanner::scan).anyMatch(f -> f.isMarker() && !f.json());
    int place = firstPlace(matches, lines);
    for (int k = 0; k < log.size(); k++) {
      if (matches[k] >= 0) {
        place = lines.get(matches[k]).event();
      } else if (!isForeign(log.get(k), requestId, text)) {
        behind.computeIfAbsent(place, p -> new ArrayList<>()).add(line(log.get(k)));
      }
    }
    List<TrailEvent> merged = new ArrayList<>(behind.getOrDefault(-1, List.of()));
    for (int e = 0; e < events.size(); e++) {
      merged.add(events.get(e));
      merged.addAll(behind.getOrDefault(e, List.of()));
    }
    return merged;
  }

  /**
   * Whether the runtime's own prefix says that another request wrote the line, which a background
   * task does: it is a line of that request's trail.
   */
  private static boolean isForeign(String line, String requestId, boolean textFormat) {
    LineFacts facts = LineScanner.scan(line);
    boolean record = facts.strength() == IdStrength.RECORD && !textFormat;
    boolean strong = facts.strength() == IdStrength.STRONG || record;
    return facts.kind() == LineKind.OUTPUT && strong && !requestId.equals(facts.requestId());
  }

  /**
   * Lines before the first match stand just before it; without any match the log follows what is
   * there.
   */
  private static int firstPlace(int[] matches, List<Line> lines) {
    for (int match : matches) {
      if (match >= 0) {
        return lines.get(match).event() - 1;
      }
    }
    return lines.isEmpty() ? -1 : lines.get(lines.size() - 1).event();
  }

  private static TrailEvent line(String text) {
    LogEvent event = new LogEvent("", LogEvent.UNKNOWN_TIME, text);
    return new TrailEvent(event, Basis.LOG_RESULT, false, Source.LOG_RESULT);
  }
}
