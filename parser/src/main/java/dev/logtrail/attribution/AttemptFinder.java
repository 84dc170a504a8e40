package dev.logtrail.attribution;

import dev.logtrail.line.LineFacts;
import dev.logtrail.line.LineKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the requests among sorted events by their markers.
 *
 * <p>Per id, markers group into attempts: START opens one, END and REPORT belong to the open one,
 * or to one whose START never came. Then look-alikes go: requests of a stream never nest, so a
 * marker of another id inside a request whose own END or REPORT follows is text. On Managed
 * Instances requests overlap and every marker counts.
 */
final class AttemptFinder {
  private final List<ScannedEvent> events;
  private final StreamFormat format;
  private final List<Integer> markers = new ArrayList<>();
  private final List<Attempt> attempts = new ArrayList<>();

  private AttemptFinder(List<ScannedEvent> events, StreamFormat format) {
    this.events = events;
    this.format = format;
  }

  /** The attempts in the order of their beginnings, without start numbers. */
  static List<Attempt> find(List<ScannedEvent> events, StreamFormat format, boolean managed) {
    AttemptFinder finder = new AttemptFinder(events, format);
    finder.groupMarkers();
    if (!managed) {
      finder.removeNested();
      finder.placeInferred();
    }
    finder.attempts.sort(
        Comparator.comparingInt((Attempt a) -> a.begin).thenComparing(Attempt::hasStart));
    return finder.attempts;
  }

  /** Whether requests of a JSON-format stream overlap: both report, one starts inside the other. */
  static boolean overlap(List<ScannedEvent> events, StreamFormat format) {
    if (format != StreamFormat.JSON) {
      return false;
    }
    AttemptFinder finder = new AttemptFinder(events, format);
    finder.groupMarkers();
    int latestReport = -1;
    for (Attempt attempt : finder.started()) {
      if (attempt.start < latestReport && attempt.report >= 0) {
        return true;
      }
      latestReport = Math.max(latestReport, attempt.report);
    }
    return false;
  }

  static boolean isMarker(LineFacts facts, StreamFormat format) {
    return facts.isMarker() && (format == StreamFormat.JSON) == facts.json();
  }

  private void groupMarkers() {
    Map<String, Attempt> latest = new LinkedHashMap<>();
    for (int i = 0; i < events.size(); i++) {
      LineFacts facts = events.get(i).facts();
      if (!isMarker(facts, format)) {
        continue;
      }
      markers.add(i);
      Attempt current = latest.get(facts.requestId());
      if (facts.kind() == LineKind.START
          || current == null
          || isFinishedBeforeOthers(current, facts)) {
        current = new Attempt(facts.requestId(), facts.kind() == LineKind.START ? i : -1);
        current.begin = i;
        latest.put(facts.requestId(), current);
        attempts.add(current);
      }
      setMarker(current, facts.kind(), i);
    }
  }

  private static void setMarker(Attempt attempt, LineKind kind, int position) {
    if (kind == LineKind.END) {
      attempt.end = position;
    } else if (kind == LineKind.REPORT) {
      attempt.report = position;
    }
  }

  /**
   * A second END or REPORT is a new attempt if other requests' markers stand between; else the last
   * one counts.
   */
  private boolean isFinishedBeforeOthers(Attempt current, LineFacts facts) {
    boolean repeats = current.report >= 0 || facts.kind() == LineKind.END && current.end >= 0;
    if (!repeats) {
      return false;
    }
    int previous = markers.size() > 1 ? markers.get(markers.size() - 2) : -1;
    return previous > current.finish();
  }

  private List<Attempt> started() {
    return attempts.stream()
        .filter(Attempt::hasStart)
        .sorted(Comparator.comparingInt(a -> a.start))
        .toList();
  }

  private void removeNested() {
    Set<Attempt> nested = new HashSet<>();
    List<Attempt> remainders = new ArrayList<>();
    Attempt enclosing = null;
    for (Attempt attempt : started()) {
      if (enclosing != null && attempt.start < enclosing.finish()) {
        nested.add(attempt);
        keepMarkersAfter(attempt, enclosing.finish(), remainders);
      } else {
        enclosing = attempt;
      }
    }
    attempts.removeIf(nested::contains);
    attempts.addAll(remainders);
  }

  /** A look-alike START may share its id with a real END further on. */
  private static void keepMarkersAfter(Attempt removed, int position, List<Attempt> remainders) {
    if (removed.finish() <= position) {
      return;
    }
    Attempt remainder = new Attempt(removed.requestId, -1);
    remainder.end = removed.end > position ? removed.end : -1;
    remainder.report = removed.report > position ? removed.report : -1;
    remainders.add(remainder);
  }

  /**
   * Places the requests whose START never came, by their ends: one that ends inside a started one
   * is text, any other begins behind the last marker before its end.
   */
  private void placeInferred() {
    List<Attempt> inferred = new ArrayList<>(attempts);
    inferred.removeIf(Attempt::hasStart);
    if (inferred.isEmpty()) {
      return;
    }
    inferred.sort(Comparator.comparingInt(Attempt::firstFinish));
    List<Attempt> started = started();
    TreeSet<Integer> placed = new TreeSet<>();
    started.forEach(attempt -> addMarkers(placed, attempt));
    Set<Attempt> text = new HashSet<>();
    int next = 0;
    for (Attempt attempt : inferred) {
      int end = attempt.firstFinish();
      while (next < started.size() && started.get(next).start < end) {
        next++;
      }
      // What started is not nested: only the last to start before a place can enclose it.
      if (next > 0 && started.get(next - 1).covers(end)) {
        text.add(attempt);
      } else {
        Integer last = placed.lower(end);
        attempt.begin = InferredStart.position(events, attempt, last == null ? 0 : last + 1);
        addMarkers(placed, attempt);
      }
    }
    attempts.removeIf(text::contains);
  }

  private static void addMarkers(Set<Integer> positions, Attempt attempt) {
    for (int marker : new int[] {attempt.start, attempt.end, attempt.report}) {
      if (marker >= 0) {
        positions.add(marker);
      }
    }
  }
}
