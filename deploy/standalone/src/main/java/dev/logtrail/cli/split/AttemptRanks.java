package dev.logtrail.cli.split;

import dev.logtrail.trail.TrailKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Ranks the attempts of request ids that started more than once, in one stream or several. Of ids
 * that came once, which is nearly all, only a hash is kept.
 */
final class AttemptRanks {

  /** What makes two trails attempts of each other. */
  record Request(String account, String region, String functionName, String requestId) {
    static Request of(TrailKey key) {
      return new Request(
          key.stream().account(),
          key.stream().region(),
          key.stream().functionName(),
          key.requestId());
    }

    private long hash() {
      return (long) hashCode() << 32 ^ (requestId + '/' + functionName).hashCode() & 0xFFFFFFFFL;
    }
  }

  private record Attempt(TrailKey key, Long startedAt) {}

  private static final Comparator<Attempt> BY_START =
      Comparator.comparing(
              Attempt::startedAt, Comparator.nullsLast(Comparator.<Long>naturalOrder()))
          .thenComparing(a -> a.key().stream().logStream())
          .thenComparing(a -> a.key().startNumber());

  private final Set<Long> seen = new HashSet<>();
  private final Set<Long> repeated = new HashSet<>();
  private final Map<Request, List<Attempt>> attempts = new HashMap<>();

  /** First pass: this trail exists. */
  void see(TrailKey key) {
    long hash = Request.of(key).hash();
    if (!seen.add(hash)) {
      repeated.add(hash);
    }
  }

  /** Whether a second pass is needed. */
  boolean hasRepeats() {
    return !repeated.isEmpty();
  }

  /** Whether the trail's request may have other attempts. */
  boolean isRepeated(TrailKey key) {
    return repeated.contains(Request.of(key).hash());
  }

  /** Second pass: this trail of a repeated request started then (epoch ms; null: not known). */
  void started(TrailKey key, Long startedAt) {
    attempts
        .computeIfAbsent(Request.of(key), r -> new ArrayList<>())
        .add(new Attempt(key, startedAt));
  }

  /** Ranks by start all that were added. */
  void rank() {
    attempts.values().forEach(a -> a.sort(BY_START));
  }

  /** Which attempt a trail is, from 1. */
  int attempt(TrailKey key) {
    List<Attempt> of = attempts.get(Request.of(key));
    for (int i = 0; of != null && i < of.size(); i++) {
      if (of.get(i).key().equals(key)) {
        return i + 1;
      }
    }
    return 1;
  }

  /** Whether a trail is the last attempt of its request. */
  boolean isLast(TrailKey key) {
    List<Attempt> of = attempts.get(Request.of(key));
    return of == null || of.get(of.size() - 1).key().equals(key);
  }
}
