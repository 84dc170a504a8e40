package dev.logtrail.faults.check;

import dev.logtrail.faults.load.Ledger;
import dev.logtrail.faults.load.Ledger.Owed;
import dev.logtrail.faults.load.Ledger.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds stored events to the ledger: what was acknowledged stands once; of streams that were taken
 * whole each event is where it belongs; nothing else is there.
 */
public final class EventsCheck {
  /** An acknowledged event that stands nowhere. */
  public static final String LOST = "event acknowledged and lost";

  /** An event that stands more than once. */
  public static final String DOUBLED = "event stored more than once";

  private final List<Long> lostAt = new ArrayList<>();
  private final List<Long> doubledAt = new ArrayList<>();

  /** Checks all events. */
  void check(Ledger ledger, StoredTrails stored, Findings findings) {
    Map<String, Owed> owed = ledger.events();
    Set<String> whole = ledger.wholeStreams();
    owed.forEach((id, event) -> check(id, event, whole, stored, findings));
    Set<String> unknown = new HashSet<>(stored.places().keySet());
    unknown.removeAll(owed.keySet());
    unknown.forEach(
        id -> findings.add("event that nobody posted", id + " in " + stored.places().get(id)));
    logResults(ledger, stored, whole, findings);
  }

  private void check(
      String id, Owed event, Set<String> whole, StoredTrails stored, Findings findings) {
    List<Place> places = stored.places().getOrDefault(id, List.of());
    if (places.isEmpty() && event.isAcknowledged()) {
      lostAt.add(event.acknowledgedAt());
      findings.add(LOST, event + " " + id);
    } else if (places.size() > 1) {
      doubledAt.add(event.acknowledgedAt());
      findings.add(DOUBLED, event + " in " + places);
    } else if (places.size() == 1
        && whole.contains(event.place().logStream())
        && !places.get(0).equals(event.place())) {
      findings.add("event in the wrong trail", event + " is in " + places.get(0));
    }
  }

  /** A log result is in its trail, and none of its lines stands twice. */
  private static void logResults(
      Ledger ledger, StoredTrails stored, Set<String> whole, Findings findings) {
    Set<String> told = new HashSet<>();
    for (Map<?, ?> trail : stored.details()) {
      if (((List<?>) trail.get("sources")).contains("log_result")) {
        told.add((String) trail.get("requestId"));
        if (whole.contains(trail.get("logStream"))) {
          long alone =
              Api.objects(trail.get("entries")).stream()
                  .filter(entry -> ((List<?>) entry.get("eventIds")).isEmpty())
                  .count();
          if (alone > 0) {
            findings.add(
                "trail with lines of its log result beside its events",
                trail.get("requestId") + ": " + alone);
          }
        }
      }
    }
    Set<String> lost = new HashSet<>(ledger.logResults());
    lost.removeAll(told);
    lost.forEach(id -> findings.add("log result acknowledged and lost", id));
  }

  /** When the lost ones were acknowledged, epoch ms. */
  List<Long> lostAt() {
    return lostAt;
  }

  /** When the doubled ones were acknowledged, epoch ms; 0 if never. */
  List<Long> doubledAt() {
    return doubledAt;
  }
}
