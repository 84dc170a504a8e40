package dev.logtrail.store.postgres;

import static dev.logtrail.store.SampleTrails.T0;
import static dev.logtrail.store.SampleTrails.trail;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.store.Flush;
import dev.logtrail.store.ListedTrail;
import dev.logtrail.store.SampleTrails;
import dev.logtrail.store.TrailQuery;
import dev.logtrail.store.TrailReader;
import dev.logtrail.store.TrailWrite;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.store.upkeep.RetentionLimits;
import dev.logtrail.store.upkeep.UpkeepTask;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.TrailKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Several writers, log results, dropped counts and housekeeping at the same time, on the same
 * names.
 */
final class ConcurrentWritersIT {
  private static final int WRITERS = 4;
  private static final int FLUSHES = 25;
  private static final int TRAILS = 20;

  @RegisterExtension static final EmbeddedDatabase DB = new EmbeddedDatabase();

  /** An hour after the trails, so that the open ones are idle. */
  private final Clock clock = Clock.fixed(Instant.ofEpochMilli(T0 + 3_600_000), ZoneOffset.UTC);

  @Test
  void nobody_fails_and_nothing_is_missing() throws Exception {
    List<Callable<Void>> tasks = new ArrayList<>();
    for (int w = 0; w < WRITERS; w++) {
      int number = w;
      tasks.add(() -> write(number));
    }
    UpkeepTask housekeeping =
        DB.database().housekeeping(clock, RetentionLimits.ofTrails(Duration.ofDays(30)));
    tasks.add(() -> runOften(housekeeping));
    tasks.add(() -> runOften(housekeeping));

    ExecutorService pool = Executors.newFixedThreadPool(tasks.size());
    List<Future<Void>> done = new ArrayList<>();
    tasks.forEach(t -> done.add(pool.submit(t)));
    for (Future<Void> one : done) {
      one.get(120, TimeUnit.SECONDS);
    }
    pool.shutdown();

    TrailReader reader = DB.database().reader();
    for (int w = 0; w < WRITERS; w++) {
      for (int i = 0; i < FLUSHES * TRAILS; i++) {
        assertThat(reader.byRequestId("w%d-%d".formatted(w, i))).hasSize(1);
      }
    }
    List<ListedTrail> alone =
        reader.list(TrailQuery.builder().limit(1_000).build()).trails().stream()
            .filter(t -> t.row().isLogResultOnly())
            .toList();
    assertThat(alone).as("every log result found its trail").isEmpty();
  }

  /** Each writer stores trails and, in other flushes, the log results of its neighbour's. */
  private Void write(int number) {
    int neighbour = (number + 1) % WRITERS;
    try (TrailWriter writer = DB.database().openWriter(clock)) {
      for (int f = 0; f < FLUSHES; f++) {
        List<TrailWrite> writes = new ArrayList<>();
        List<TrailWrite> again = new ArrayList<>();
        for (int i = f * TRAILS; i < (f + 1) * TRAILS; i++) {
          TrailKey key =
              TrailKey.request(
                  SampleTrails.stream("orders", "s" + number + i % 7),
                  "w%d-%d".formatted(number, i),
                  1);
          SampleTrails.Builder trail = trail(writer, key).start(T0 + i);
          writes.add((i % 2 == 0 ? trail.open() : trail).write());
          again.add(trail.revision(2).write());
        }
        Collections.shuffle(again, new Random(f));
        Invocation result =
            SampleTrails.invocation("w%d-%d".formatted(neighbour, f * TRAILS), "l", null, T0);
        writer.flush(
            new Flush(writes, List.of(), List.of(result), List.of(), Map.of("a", 1L, "b", 2L)));
        writer.flush(new Flush(again, List.of(), List.of(result), List.of(), Map.of("b", 1L)));
      }
    }
    return null;
  }

  private static Void runOften(UpkeepTask housekeeping) {
    for (int i = 0; i < 20; i++) {
      housekeeping.run();
    }
    return null;
  }
}
