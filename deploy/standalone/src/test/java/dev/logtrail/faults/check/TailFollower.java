package dev.logtrail.faults.check;

import dev.logtrail.demo.TestJson;
import dev.logtrail.faults.target.Target;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A client of the live tail that follows from the first change to the last, connecting again where
 * it was as a browser does, and keeps what it was sent as a page does.
 */
public final class TailFollower implements AutoCloseable {
  private static final int AGAIN_MS = 200;
  private static final int READ_WITHIN_MS = 20_000;

  private final Target target;
  private final Map<String, List<Map<?, ?>>> entries = new HashMap<>();
  private final Map<String, Integer> counts = new TreeMap<>();
  private final Thread thread;
  private String lastId = "0";
  private volatile boolean stopped;
  private volatile HttpURLConnection connection;

  private TailFollower(Target target) {
    this.target = target;
    this.thread = new Thread(this::follow, "tail-follower");
    thread.setDaemon(true);
  }

  /** Starts one that follows everything from now on. */
  public static TailFollower start(Target target) {
    TailFollower follower = new TailFollower(target);
    follower.thread.start();
    return follower;
  }

  private void follow() {
    while (!stopped) {
      try {
        read();
      } catch (IOException e) {
        count("tail connections that broke");
      }
      try {
        Thread.sleep(AGAIN_MS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void read() throws IOException {
    HttpURLConnection to =
        (HttpURLConnection) target.address().resolve("/api/v1/tail").toURL().openConnection();
    connection = to;
    to.setConnectTimeout(READ_WITHIN_MS);
    to.setReadTimeout(READ_WITHIN_MS);
    to.setRequestProperty("Accept", "text/event-stream");
    to.setRequestProperty("Last-Event-ID", lastId);
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(to.getInputStream(), StandardCharsets.UTF_8))) {
      String id = null;
      String event = "";
      StringBuilder data = new StringBuilder();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty()) {
          take(id, event, data.toString());
          id = null;
          event = "";
          data.setLength(0);
        } else if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("event: ")) {
          event = line.substring(7);
        } else if (line.startsWith("data: ")) {
          data.append(line, 6, line.length());
        }
      }
    } finally {
      to.disconnect();
    }
  }

  private synchronized void take(String id, String event, String data) {
    if (event.equals("trail")) {
      trail(TestJson.object(data.getBytes(StandardCharsets.UTF_8)));
    } else if (event.equals("gone")) {
      entries.remove(key(TestJson.object(data.getBytes(StandardCharsets.UTF_8))));
    } else if (event.equals("reset")) {
      entries.clear(); // A page would load its list again; what comes from here on is checked.
    }
    if (!event.isEmpty() && !event.equals("trail")) {
      count("tail events '" + event + "'");
    }
    if (id != null) {
      lastId = id;
    }
  }

  private void trail(Map<String, Object> trail) {
    List<Map<?, ?>> known = entries.computeIfAbsent(key(trail), k -> new ArrayList<>());
    int from = ((Number) trail.get("from")).intValue();
    if (from > known.size()) {
      count("tail events with a gap before them");
      return;
    }
    known.subList(from, known.size()).clear();
    known.addAll(Api.objects(trail.get("entries")));
  }

  private static String key(Map<String, Object> trail) {
    String trailId = String.valueOf(trail.get("trailId"));
    // A request known only from its log result has no id of its own yet.
    return trailId.equals("null")
        ? trail.get("functionName") + " " + trail.get("requestId")
        : trailId;
  }

  private synchronized void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  /** What happened on the way. */
  public synchronized Map<String, Integer> counts() {
    return new TreeMap<>(counts);
  }

  /** Holds what was sent to what is stored. */
  synchronized void check(StoredTrails stored, Findings findings) {
    boolean all = !counts.containsKey("tail events 'reset'");
    for (Map<?, ?> trail : stored.details()) {
      String trailId = String.valueOf(trail.get("trailId"));
      List<Map<?, ?>> sent = entries.get(trailId);
      if (sent == null && !all || trailId.equals("null")) {
        continue;
      }
      List<String> want = StoredTrails.eventIds(trail);
      List<String> have = sent == null ? List.of() : StoredTrails.eventIds(Map.of("entries", sent));
      if (!want.equals(have)) {
        findings.add(
            "trail whose events the live tail did not tell",
            "%s attempt %s: %d of %d told, revision %s"
                .formatted(
                    trail.get("requestId"),
                    trail.get("attempt"),
                    have.size(),
                    want.size(),
                    trail.get("revision")));
      }
    }
  }

  @Override
  public void close() {
    stopped = true;
    thread.interrupt();
    HttpURLConnection open = connection;
    if (open != null) {
      open.disconnect();
    }
  }
}
