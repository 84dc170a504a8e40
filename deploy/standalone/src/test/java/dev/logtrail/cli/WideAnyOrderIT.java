package dev.logtrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.bench.data.WideFleet;
import dev.logtrail.bench.target.BenchClient;
import dev.logtrail.bench.target.TemporaryServer;
import dev.logtrail.demo.TestJson;
import dev.logtrail.job.assemble.JobProgress;
import dev.logtrail.service.kit.Await;
import dev.logtrail.store.inbox.Inbox;
import dev.logtrail.store.postgres.Database;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.Source;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

/**
 * A wide fleet in any order, with repeats, over several connections and by several writers of the
 * inbox, which are read side by side: what is stored is, row by row, what {@code split} makes of
 * the same payloads. {@code -Dwide.lines} tells about how many.
 */
@Timeout(600)
class WideAnyOrderIT {
  private static final int LINES = Integer.getInteger("wide.lines", 3_000);
  private static final Duration WITHIN = Duration.ofSeconds(120 + LINES / 1_000);
  private static final int REPEATED_EACH = 10;
  private static final int WRITERS = 5;

  /** What {@code split} cannot know, or only a store has. */
  private static final List<String> OF_THE_STORE = List.of("trailId", "revision", "sources");

  @Test
  void storesWhatSplitMakesOfTheSameFile() throws Exception {
    try (TemporaryServer server = TemporaryServer.start()) {
      Map<String, Object> expected = new TreeMap<>();
      for (int senders : new int[] {2, 8}) {
        WideFleet fleet = WideFleet.make(LINES, 100 + senders);
        expected.putAll(rows(split(fleet)));
        send(fleet, senders, (payloads, sender) -> post(server, payloads, sender, senders));
      }
      WideFleet fleet = WideFleet.make(LINES, 200);
      expected.putAll(rows(split(fleet)));
      send(fleet, WRITERS, (payloads, writer) -> put(server, payloads, writer));

      Map<String, Object> stored = stored(server);

      assertThat(stored.keySet()).isEqualTo(expected.keySet());
      expected.forEach((key, row) -> assertThat(differing(row, stored.get(key))).as(key).isEmpty());
    }
  }

  /** What of a row is not as it should be; of a request by field, so that a failure can be read. */
  private static Map<Object, Object> differing(Object expected, Object stored) {
    if (!(expected instanceof Map)) {
      return expected.equals(stored) ? Map.of() : Map.of(expected, stored);
    }
    Map<Object, Object> differing = new TreeMap<>((Map<?, ?>) stored);
    differing.entrySet().removeAll(((Map<?, ?>) expected).entrySet());
    ((Map<?, ?>) expected)
        .keySet().stream()
            .filter(field -> !((Map<?, ?>) stored).containsKey(field))
            .forEach(field -> differing.put(field, "missing"));
    return differing;
  }

  /** Sends its part of the payloads. */
  private interface Sender {
    Void send(List<byte[]> payloads, int sender) throws Exception;
  }

  /** Sends payloads in a random order, every tenth twice; returns when all of them are stored. */
  private static void send(WideFleet fleet, int senders, Sender how) throws Exception {
    List<byte[]> payloads = new ArrayList<>(fleet.payloads());
    for (int i = 0; i < fleet.payloads().size(); i += REPEATED_EACH) {
      payloads.add(fleet.payloads().get(i));
    }
    Collections.shuffle(payloads, new Random(senders));
    long before = storedEvents();
    ExecutorService threads = Executors.newFixedThreadPool(senders);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int s = 0; s < senders; s++) {
        int sender = s;
        all.add(threads.submit(() -> how.send(payloads, sender)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
    Await.until(
        WITHIN,
        () -> storedEvents() - before + " of " + fleet.events() + " events are stored",
        () -> storedEvents() - before >= fleet.events());
  }

  private static Void post(TemporaryServer server, List<byte[]> payloads, int from, int step)
      throws Exception {
    BenchClient client = new BenchClient(server.uri());
    for (int i = from; i < payloads.size(); i += step) {
      client.post(payloads.get(i));
    }
    return null;
  }

  /** As the door of another process would: as a writer of the inbox beside others. */
  private static Void put(TemporaryServer server, List<byte[]> payloads, int from) {
    try (Database database = Database.connect(server.settings());
        Inbox inbox = database.openInbox()) {
      for (int i = from; i < payloads.size(); i += WRITERS) {
        inbox.put(new Delivery(Source.SUBSCRIPTION, "123456789012", "eu-west-1", payloads.get(i)));
      }
    }
    return null;
  }

  private static long storedEvents() {
    return JobProgress.here().snapshot(0).values().stream()
        .mapToLong(JobProgress.Snapshot::stored)
        .sum();
  }

  private static List<Map<?, ?>> split(WideFleet fleet) {
    ByteArrayOutputStream in = new ByteArrayOutputStream();
    fleet.payloads().forEach(in::writeBytes);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SplitCommand split =
        new SplitCommand(new ByteArrayInputStream(in.toByteArray()), out, 64L << 20);
    assertThat(new CommandLine(split).execute("--region", "eu-west-1")).isZero();
    return out.toString(StandardCharsets.UTF_8)
        .lines()
        .<Map<?, ?>>map(line -> TestJson.object(line.getBytes(StandardCharsets.UTF_8)))
        .toList();
  }

  private static List<Map<?, ?>> list(TemporaryServer server, String kind)
      throws IOException, InterruptedException {
    BenchClient client = new BenchClient(server.uri());
    List<Map<?, ?>> all = new ArrayList<>();
    Object cursor = null;
    do {
      String page =
          client.text(
              "api/v1/trails?entries=true&limit=100&kind="
                  + kind
                  + (cursor == null ? "" : "&cursor=" + cursor));
      Map<String, Object> read = TestJson.object(page.getBytes(StandardCharsets.UTF_8));
      for (Object trail : (List<?>) read.get("trails")) {
        all.add((Map<?, ?>) trail);
      }
      cursor = read.get("nextCursor");
    } while (cursor != null && !cursor.equals("null"));
    return all;
  }

  private static Map<String, Object> stored(TemporaryServer server) throws Exception {
    List<Map<?, ?>> all = new ArrayList<>(list(server, "request"));
    all.addAll(list(server, "environment"));
    return rows(all);
  }

  /** Requests whole, by stream, id and attempt; of environments the events, by stream. */
  private static Map<String, Object> rows(List<Map<?, ?>> trails) {
    Map<String, Object> rows = new TreeMap<>();
    for (Map<?, ?> trail : trails) {
      String stream = trail.get("logGroup") + " " + trail.get("logStream");
      if ("request".equals(trail.get("kind"))) {
        Map<Object, Object> row = new TreeMap<>(trail);
        OF_THE_STORE.forEach(row::remove);
        rows.put(stream + " " + trail.get("requestId") + " " + trail.get("attempt"), row);
        continue;
      }
      Object entries =
          trail.get("unattributed") == null ? trail.get("entries") : trail.get("unattributed");
      Object ids = rows.computeIfAbsent(stream, s -> new TreeSet<Object>());
      for (Object entry : (List<?>) entries) {
        for (Object id : (List<?>) ((Map<?, ?>) entry).get("eventIds")) {
          add(ids, id);
        }
      }
    }
    return rows;
  }

  @SuppressWarnings("unchecked") // made by the method above
  private static void add(Object ids, Object id) {
    ((TreeSet<Object>) ids).add(id);
  }
}
