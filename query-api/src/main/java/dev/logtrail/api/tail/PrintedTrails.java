package dev.logtrail.api.tail;

import dev.logtrail.api.load.LoadedTrail;
import dev.logtrail.api.render.TrailText;
import dev.logtrail.limit.ServerLimits;
import dev.logtrail.trail.Entry;
import dev.logtrail.trail.Origin;
import dev.logtrail.trail.TrailHeader;
import dev.logtrail.trail.TrailKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The readable form of a live tail, for one client: of each trail what is new. A terminal cannot
 * take back what it shows: so a line is written once, even where CloudWatch's copy of a log result
 * gives it a time and a place. Bounded: a trail that was forgotten is written whole again. Not
 * thread-safe.
 */
final class PrintedTrails {
  /**
   * What people take for the same request: its trail is replaced when CloudWatch's copy of a log
   * result comes.
   */
  private record Subject(String function, String requestId, String stream, int attempt) {}

  /**
   * What was written, of all that was ever read of it: CloudWatch's copy may begin with less than a
   * log result told.
   *
   * @param lines how often each line was, by a number for it
   * @param foot result and report
   */
  private record Printed(Map<Integer, Integer> lines, String outcome, Set<String> foot) {}

  private final TrailText text;
  private final Map<Subject, Printed> printed = new LinkedHashMap<>(16, 0.75f, true);
  private int lines;

  PrintedTrails(TailFormat format) {
    this.text = new TrailText(format.zone(), format.colours());
  }

  /** What is new of a trail, under its header; null if nothing is. */
  String next(LoadedTrail t) {
    TrailHeader header = t.trail().header();
    Subject subject = subject(header.key(), header, t.attempt());
    Printed before = printed.get(subject);
    StringBuilder out = new StringBuilder();
    try {
      Map<Integer, Integer> lines = counted(t.trail().entries());
      Set<String> foot = foot(t);
      text.header(out, t.trail(), t.attempt());
      int head = out.length();
      newEntries(out, t, before);
      foot.stream()
          .filter(line -> before == null || !before.foot().contains(line))
          .forEach(line -> out.append(line).append('\n'));
      String outcome = header.outcome().word();
      boolean isNews = before == null || out.length() > head || !before.outcome().equals(outcome);
      if (before != null) {
        before.lines().forEach((line, times) -> lines.merge(line, times, Math::max));
        foot.addAll(before.foot());
      }
      remember(subject, new Printed(lines, outcome, foot));
      return isNews ? out.toString().stripTrailing() : null;
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
  }

  private Set<String> foot(LoadedTrail t) throws IOException {
    StringBuilder foot = new StringBuilder();
    if (t.trail().header().isClosed()) {
      text.foot(foot, t.trail());
    }
    return foot.toString().lines().collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private void newEntries(StringBuilder out, LoadedTrail t, Printed before) throws IOException {
    Map<Integer, Integer> left = before == null ? Map.of() : new HashMap<>(before.lines());
    List<Entry> entries = t.trail().entries();
    for (int i = 0; i < entries.size(); i++) {
      boolean isKnown = true;
      for (int line : lines(entries.get(i))) {
        int times = left.getOrDefault(line, 0);
        isKnown &= times > 0;
        if (times > 0) {
          left.put(line, times - 1);
        }
      }
      if (!isKnown) {
        text.entry(out, t.trail(), i);
      }
    }
  }

  private void remember(Subject subject, Printed now) {
    Printed before = printed.put(subject, now);
    lines += now.lines().size() - (before == null ? 0 : before.lines().size());
    var oldest = printed.entrySet().iterator();
    while ((lines > ServerLimits.TAIL_PRINTED_LINES
            || printed.size() > ServerLimits.TAIL_PRINTED_TRAILS)
        && printed.size() > 1) {
      lines -= oldest.next().getValue().lines().size();
      oldest.remove();
    }
  }

  private static Subject subject(TrailKey key, TrailHeader header, int attempt) {
    return key.isEnvironment()
        ? new Subject(header.functionName(), null, key.stream().logStream(), 0)
        : new Subject(header.functionName(), key.requestId(), null, attempt);
  }

  private static Map<Integer, Integer> counted(List<Entry> entries) {
    Map<Integer, Integer> counted = new HashMap<>();
    entries.forEach(e -> lines(e).forEach(line -> counted.merge(line, 1, Integer::sum)));
    return counted;
  }

  /**
   * A number for what is read of an entry; its time and its place may change. A record of the
   * platform has one for each of its lines: in a log result its second line stands alone.
   */
  private static List<Integer> lines(Entry e) {
    return e.origin() == Origin.PLATFORM
        ? e.message().lines().filter(l -> !l.isBlank()).map(l -> l.strip().hashCode()).toList()
        : List.of(Objects.hash(e.message(), e.level(), e.fields(), e.exception(), e.replays()));
  }
}
