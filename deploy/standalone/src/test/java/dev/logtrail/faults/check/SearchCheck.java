package dev.logtrail.faults.check;

import dev.logtrail.faults.load.Ledger;
import dev.logtrail.faults.load.Ledger.Owed;
import dev.logtrail.faults.target.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Searches for words of a sample of acknowledged events: each must be found where it stands. */
final class SearchCheck {
  private static final Pattern WORDS = Pattern.compile("[A-Za-z0-9]{2}[A-Za-z0-9 ]{4,40}[a-z0-9]");

  private SearchCheck() {}

  static void check(
      Target target, Ledger ledger, StoredTrails stored, int sample, Random random, Findings found)
      throws IOException, InterruptedException {
    List<Map.Entry<String, Owed>> events = new ArrayList<>();
    ledger.events().entrySet().stream()
        .filter(e -> e.getValue().isAcknowledged() && stored.places().containsKey(e.getKey()))
        .sorted(Map.Entry.comparingByKey())
        .forEach(events::add);
    Collections.shuffle(events, random);
    Api api = new Api(target);
    for (Map.Entry<String, Owed> event : events.subList(0, Math.min(sample, events.size()))) {
      Matcher words = WORDS.matcher(event.getValue().event().message());
      if (words.find()) {
        search(api, stored, event.getKey(), words.group(), found);
      }
    }
  }

  private static void search(
      Api api, StoredTrails stored, String id, String phrase, Findings findings)
      throws IOException, InterruptedException {
    Ledger.Place place = stored.places().get(id).get(0);
    String kind = place.requestId() == null ? "environment" : "request";
    String query =
        "limit=1000&kind=%s&logStream=%s&q=%s"
            .formatted(kind, Api.encode(place.logStream()), Api.encode('"' + phrase + '"'));
    String wanted = place.requestId() == null ? "null" : place.requestId();
    boolean there =
        api.list(query).stream().anyMatch(trail -> wanted.equals(trail.get("requestId")));
    if (!there) {
      findings.add("event that a search for its words does not find", phrase + " of " + place);
    }
  }
}
