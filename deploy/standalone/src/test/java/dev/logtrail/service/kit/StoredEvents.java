package dev.logtrail.service.kit;

import dev.logtrail.demo.TestJson;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where every event of the store stands, as the API tells.
 *
 * @param places by event id; an event that is stored well has one place
 */
public record StoredEvents(Map<String, List<Place>> places) {

  /**
   * A trail.
   *
   * @param requestId null for an environment trail
   * @param attempt 0 for an environment trail
   */
  public record Place(String logStream, String requestId, int attempt) {}

  /** Asks for every trail there is: requests one by one by their ids, environments by lists. */
  public static StoredEvents read(RunningLogtrail server) throws IOException, InterruptedException {
    StoredEvents stored = new StoredEvents(new HashMap<>());
    for (Map<?, ?> trail : all(server, "kind=environment&entries=true&limit=100")) {
      stored.add(trail);
    }
    Set<String> requestIds = new LinkedHashSet<>();
    for (Map<?, ?> trail : all(server, "kind=request&limit=1000")) {
      requestIds.add((String) trail.get("requestId"));
    }
    for (String requestId : requestIds) {
      for (Object trail : (List<?>) get(server, "/api/v1/trails/" + requestId).get("trails")) {
        stored.add((Map<?, ?>) trail);
      }
    }
    return stored;
  }

  /** The same of what {@code split} wrote, a trail a line. */
  public static StoredEvents split(String lines) {
    StoredEvents split = new StoredEvents(new HashMap<>());
    for (String line : lines.split("\n")) {
      split.add(TestJson.object(line.getBytes(StandardCharsets.UTF_8)));
    }
    return split;
  }

  private static List<Map<?, ?>> all(RunningLogtrail server, String query)
      throws IOException, InterruptedException {
    List<Map<?, ?>> all = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      Map<String, Object> page = get(server, "/api/v1/trails?" + query + cursor);
      for (Object trail : (List<?>) page.get("trails")) {
        all.add((Map<?, ?>) trail);
      }
      Object next = page.get("nextCursor");
      cursor = next == null || next.equals("null") ? null : "&cursor=" + next;
    }
    return all;
  }

  private static Map<String, Object> get(RunningLogtrail server, String path)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = server.get(path);
    if (answer.statusCode() != 200) {
      throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return TestJson.object(answer.body().getBytes(StandardCharsets.UTF_8));
  }

  private void add(Map<?, ?> trail) {
    boolean request = "request".equals(trail.get("kind"));
    Place place =
        new Place(
            (String) trail.get("logStream"),
            request ? (String) trail.get("requestId") : null,
            request ? ((Number) trail.get("attempt")).intValue() : 0);
    Object entries =
        trail.containsKey("entries") ? trail.get("entries") : trail.get("unattributed");
    for (Object entry : (List<?>) entries) {
      for (Object id : (List<?>) ((Map<?, ?>) entry).get("eventIds")) {
        places.computeIfAbsent((String) id, i -> new ArrayList<>()).add(place);
      }
    }
  }
}
