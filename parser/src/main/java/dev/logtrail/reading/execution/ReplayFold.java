package dev.logtrail.reading.execution;

import dev.logtrail.trail.Basis;
import dev.logtrail.trail.Entry;
import dev.logtrail.trail.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds what replays of a durable execution wrote again. A replay runs the handler from its start,
 * so that what it prints before it comes to new work has been printed before: the n-th equal line
 * of a request repeats the n-th of the execution. The SDK's logger is silent while it replays: what
 * follows its first new record is new. Linear in the lines.
 */
final class ReplayFold {
  private static final Set<String> VARYING =
      Set.of(
          "timestamp",
          "@timestamp",
          "time",
          "ts",
          "datetime",
          "instant",
          "timemillis",
          "coldstart",
          "xraytraceid",
          "traceid",
          "spanid");

  /** A line that stands, with the events of those that repeat it. */
  private static final class Line {
    private final Entry entry;
    private List<String> ids;
    private int replays;

    Line(Entry entry) {
      this.entry = entry;
    }

    void repeat(Entry again) {
      if (ids == null) {
        ids = new ArrayList<>(entry.eventIds());
      }
      ids.addAll(again.eventIds());
      replays += 1 + again.replays();
    }

    Entry folded() {
      return replays == 0 ? entry : entry.replayed(entry.replays() + replays, ids);
    }
  }

  private final Map<Object, List<Line>> before = new HashMap<>();
  private final List<List<Line>> requests = new ArrayList<>();

  /** How many entries of each request were folded. */
  private final List<Integer> folded = new ArrayList<>();

  /**
   * Takes the next request's entries.
   *
   * @param records what each entry says of the execution; null where it says nothing
   */
  void add(List<Entry> entries, List<DurableRecord> records, String requestId) {
    Map<Object, Integer> own = new HashMap<>();
    List<Line> lines = new ArrayList<>();
    boolean live = false;
    int repeated = 0;
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      Object key = isPrinted(entry) ? key(entry, requestId) : null;
      if (key == null) {
        lines.add(new Line(entry));
        continue;
      }
      List<Line> known = before.computeIfAbsent(key, k -> new ArrayList<>(1));
      int n = own.merge(key, 1, Integer::sum) - 1;
      if (!live && n < known.size()) {
        known.get(n).repeat(entry);
        repeated++;
        continue;
      }
      live |= records.get(i) != null;
      Line line = new Line(entry);
      known.add(line);
      lines.add(line);
    }
    requests.add(lines);
    folded.add(repeated);
  }

  /** The entries that stand, of the request that was taken as the n-th, from 0. */
  List<Entry> entries(int n) {
    return requests.get(n).stream().map(Line::folded).toList();
  }

  /** How many entries of that request repeat others. */
  int folded(int n) {
    return folded.get(n);
  }

  /** Of the handler: neither the platform's, nor what each environment writes when it starts. */
  private static boolean isPrinted(Entry entry) {
    return entry.origin() == Origin.FUNCTION && entry.basis() != Basis.INIT;
  }

  /** What is the same each time a line is written, whoever's request it is. */
  private static Object key(Entry entry, String requestId) {
    Map<String, Object> fields = new TreeMap<>();
    if (entry.fields() != null) {
      entry.fields().forEach((name, value) -> put(fields, name, value, requestId));
    }
    return List.of(
        String.valueOf(entry.level()),
        String.valueOf(entry.logger()),
        entry.message().replace(requestId, "\0"),
        fields);
  }

  private static void put(Map<String, Object> to, String name, Object value, String requestId) {
    String plain = name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    if (!VARYING.contains(plain) && !requestId.equals(value)) {
      to.put(name, String.valueOf(value));
    }
  }
}
