package dev.logtrail.faults.check;

import dev.logtrail.faults.target.Target;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Holds the statistics that the API tells to the requests that its lists tell. */
final class StatisticsCheck {
  private static final String SPAN = "from=2026-11-01T00:00:00Z&to=2027-02-01T00:00:00Z";

  private StatisticsCheck() {}

  static void check(Target target, StoredTrails stored, Findings findings)
      throws IOException, InterruptedException {
    Map<String, Long> listed = new HashMap<>();
    for (Map<?, ?> header : stored.listed()) {
      if (!header.get("startedAt").equals("null")) {
        listed.merge((String) header.get("functionName"), 1L, Long::sum);
      }
    }
    Map<String, Object> stats =
        new Api(target).get("/api/v1/stats?groupBy=function&step=none&" + SPAN);
    Map<String, Long> told = new HashMap<>();
    for (Map<?, ?> group : Api.objects(stats.get("groups"))) {
      Object requests = ((Map<?, ?>) group.get("totals")).get("requests");
      told.put((String) group.get("function"), ((Number) requests).longValue());
    }
    listed.forEach(
        (function, count) -> {
          long requests = told.getOrDefault(function, 0L);
          if (requests != count) {
            findings.add(
                "function whose statistics differ from its list",
                "%s: %d requests in statistics, %d in lists".formatted(function, requests, count));
          }
        });
  }
}
