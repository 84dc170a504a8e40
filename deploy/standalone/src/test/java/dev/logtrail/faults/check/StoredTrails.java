package dev.logtrail.faults.check;

import dev.logtrail.faults.load.Ledger;
import dev.logtrail.faults.load.Ledger.Place;
import dev.logtrail.faults.target.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every trail of some functions as the API tells it: by lists and one by one.
 *
 * @param places where each event stands, by event id; one that is stored well has one place
 * @param listed headers of requests, as lists tell them
 * @param details requests with their entries, as asked for by id
 */
record StoredTrails(
    Map<String, List<Place>> places, List<Map<?, ?>> listed, List<Map<?, ?>> details) {

  /** Asks for all trails of the functions that the ledger knows. */
  static StoredTrails read(Target target, Ledger ledger) throws IOException, InterruptedException {
    StoredTrails stored = new StoredTrails(new HashMap<>(), new ArrayList<>(), new ArrayList<>());
    Api api = new Api(target);
    for (String function : ledger.functions()) {
      String filter = "function=" + Api.encode(function);
      for (Map<?, ?> trail : api.list(filter + "&kind=environment&entries=true&limit=100")) {
        stored.place(trail);
      }
      stored.listed.addAll(api.list(filter + "&kind=request&limit=1000"));
    }
    Set<String> requestIds = new LinkedHashSet<>();
    stored.listed.forEach(header -> requestIds.add((String) header.get("requestId")));
    for (String requestId : requestIds) {
      for (Map<?, ?> trail : Api.objects(api.get("/api/v1/trails/" + requestId).get("trails"))) {
        stored.details.add(trail);
        stored.place(trail);
      }
    }
    return stored;
  }

  private void place(Map<?, ?> trail) {
    boolean request = trail.get("kind").equals("request");
    Place place =
        new Place(
            (String) trail.get("logStream"),
            request ? (String) trail.get("requestId") : null,
            request ? ((Number) trail.get("attempt")).intValue() : 0);
    for (String id : eventIds(trail)) {
      places.computeIfAbsent(id, i -> new ArrayList<>()).add(place);
    }
  }

  /** The ids of all events of a trail, in order; entries of a log result have none. */
  static List<String> eventIds(Map<?, ?> trail) {
    List<String> ids = new ArrayList<>();
    for (Map<?, ?> entry : Api.objects(trail.get("entries"))) {
      ((List<?>) entry.get("eventIds")).forEach(id -> ids.add((String) id));
    }
    return ids;
  }

  /** How many of these are stored nowhere. */
  long missing(Ledger ledger) {
    return ledger.events().entrySet().stream()
        .filter(e -> e.getValue().isAcknowledged() && !places.containsKey(e.getKey()))
        .count();
  }
}
