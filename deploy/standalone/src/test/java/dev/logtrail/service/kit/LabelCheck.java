package dev.logtrail.service.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.demo.lambda.LabelledBatch;
import dev.logtrail.demo.lambda.LabelledEvent;
import dev.logtrail.demo.lambda.LabelledStream;
import dev.logtrail.service.kit.StoredEvents.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Holds what a server stored to the labels of what was posted. */
public final class LabelCheck {
  private LabelCheck() {}

  /**
   * All that was acknowledged is there once; of streams that were taken whole, each event is in the
   * trail that it belongs to; and nothing else is there.
   *
   * @return what was counted, to be printed
   */
  public static Map<String, Integer> check(
      List<LabelledStream> streams, LabelledLoad load, StoredEvents stored) {
    Map<String, List<Place>> rest = new HashMap<>(stored.places());
    Set<LabelledBatch> acknowledged = load.acknowledged();
    Map<String, Integer> seen = new TreeMap<>();
    seen.put("posted again", load.repeats());
    seen.put("refused", load.refusals());
    List<String> wrong = new ArrayList<>();
    for (LabelledStream stream : streams) {
      boolean whole = acknowledged.containsAll(stream.batches());
      for (LabelledBatch batch : stream.batches()) {
        boolean must = acknowledged.contains(batch);
        seen.merge(must ? "payloads acknowledged" : "payloads given up", 1, Integer::sum);
        for (LabelledEvent event : batch.events()) {
          List<Place> places = rest.remove(event.event().id());
          int count = places == null ? 0 : places.size();
          seen.merge(must ? "events acknowledged" : "events given up", 1, Integer::sum);
          seen.merge("stored " + count + " times", 1, Integer::sum);
          Place truth = new Place(stream.stream().logStream(), event.requestId(), event.n());
          if (must ? count != 1 : count > 1) {
            wrong.add(count + " times in the store: " + event + " of " + truth);
          } else if (whole && !places.get(0).equals(truth)) {
            wrong.add(event + " of " + truth + " is in " + places.get(0));
          }
        }
      }
    }
    rest.keySet().removeAll(Sentinels.EVENT_IDS);
    assertThat(wrong).isEmpty();
    assertThat(rest).as("events that nobody posted").isEmpty();
    return seen;
  }
}
