package dev.logtrail.api.tail;

import dev.logtrail.api.load.LoadedTrail;
import dev.logtrail.api.render.TrailText;
import dev.logtrail.limit.ServerLimits;
import dev.logtrail.trail.Entry;
import dev.logtrail.trail.TrailHeader;
import dev.logtrail.trail.TrailKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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
   * What was written.
   *
   * @param lines a number for each entry
   * @param foot result and report
   */
  private record Printed(int[] lines, String outcome, List<String> foot) {}

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
      Printed now =
          new Printed(
              t.trail().entries().stream().mapToInt(PrintedTrails::line).toArray(),
              header.outcome().word(),
              // That of a test request stands, although CloudWatch's copy has only begun.
              header.isClosed() || before == null ? foot(t) : before.foot());
      remember(subject, now);
      text.header(out, t.trail(), t.attempt());
      int head = out.length();
      newEntries(out, t, now, before);
      now.foot().stream()
          .filter(line -> before == null || !before.foot().contains(line))
          .forEach(line -> out.append(line).append('\n'));
      boolean isNews =
          before == null || out.length() > head || !before.outcome().equals(now.outcome());
      return isNews ? out.toString().stripTrailing() : null;
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
  }

  private List<String> foot(LoadedTrail t) throws IOException {
    StringBuilder foot = new StringBuilder();
    if (t.trail().header().isClosed()) {
      text.foot(foot, t.trail());
    }
    return foot.toString().lines().toList();
  }

  private void newEntries(StringBuilder out, LoadedTrail t, Printed now, Printed before)
      throws IOException {
    Map<Integer, Integer> known = new HashMap<>();
    for (int line : before == null ? new int[0] : before.lines()) {
      known.merge(line, 1, Integer::sum);
    }
    for (int i = 0; i < now.lines().length; i++) {
      int left = known.getOrDefault(now.lines()[i], 0);
      if (left == 0) {
        text.entry(out, t.trail(), i);
      } else {
        known.put(now.lines()[i], left - 1);
      }
    }
  }

  private void remember(Subject subject, Printed now) {
    Printed before = printed.put(subject, now);
    lines += now.lines().length - (before == null ? 0 : before.lines().length);
    var oldest = printed.entrySet().iterator();
    while ((lines > ServerLimits.TAIL_PRINTED_LINES
            || printed.size() > ServerLimits.TAIL_PRINTED_TRAILS)
        && printed.size() > 1) {
      lines -= oldest.next().getValue().lines().length;
      oldest.remove();
    }
  }

  private static Subject subject(TrailKey key, TrailHeader header, int attempt) {
    return key.isEnvironment()
        ? new Subject(header.functionName(), null, key.stream().logStream(), 0)
        : new Subject(header.functionName(), key.requestId(), null, attempt);
  }

  /** A number for what is read of an entry; its time and its place may change. */
  private static int line(Entry e) {
    return Objects.hash(e.message(), e.level(), e.fields(), e.exception(), e.replays());
  }
}
