package dev.logtrail.api.loki;

import dev.logtrail.api.loki.LineSink.Line;
import dev.logtrail.limit.LokiLimits;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Which lines one client has got, by the trail they are of: a trail that changes is read again
 * whole, and its lines are to be sent once. The trails that were not looked at for longest are
 * forgotten first. Not thread-safe.
 */
final class SentLines {
  private final Map<Long, Set<Long>> byTrail = new LinkedHashMap<>(16, 0.75f, true);
  private int lines;

  /** One look at a trail: equal lines of the same time are told apart by their number. */
  final class Look {
    private final Set<Long> sent;
    private final Map<Long, Integer> equal = new HashMap<>();

    private Look(long trailId) {
      this.sent = byTrail.computeIfAbsent(trailId, id -> new HashSet<>());
    }

    /** Whether a line is new; it counts as sent from now on. */
    boolean isNew(Line line) {
      long ms = line.ns() / 1_000_000;
      long hash = 31 * ms + 0x9E3779B97F4A7C15L * line.text().hashCode() + line.text().length();
      int nth = equal.merge(hash, 1, Integer::sum);
      boolean added = sent.add(hash * 1_000_003 + Objects.hash(nth));
      lines += added ? 1 : 0;
      return added;
    }
  }

  /** Begins a look at a trail. */
  Look look(long trailId) {
    while (lines > LokiLimits.TAIL_REMEMBERED_LINES && byTrail.size() > 1) {
      Long eldest = byTrail.keySet().iterator().next();
      lines -= byTrail.remove(eldest).size();
    }
    return new Look(trailId);
  }
}
