package dev.logtrail.job.assemble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.job.kit.StoredContents;
import dev.logtrail.limit.MemoryBudgets;
import dev.logtrail.store.StoreException;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.store.fake.FakeTrailStore;
import dev.logtrail.store.fake.FaultPlan;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.trail.LogBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * The keyed stage without Flink: takes deliveries, flushes and checkpoints now and then, is ended
 * now and then, and begins again after its last checkpoint with nothing in memory.
 */
final class SimulatedJob implements AutoCloseable {
  private final FakeTrailStore store;
  private final Random random;
  private final List<Integer> contextSizes;
  private TrailWriter writer;
  private PendingFlush pending;
  private StreamAssembler assembler;
  private int checkpoint;
  private final Set<String> acknowledged = new HashSet<>();

  SimulatedJob(FakeTrailStore store, long seed, List<Integer> contextSizes) {
    this.store = store;
    this.random = new Random(seed);
    this.contextSizes = contextSizes;
    restart();
  }

  private void restart() {
    close();
    writer = store.openWriter();
    pending = new PendingFlush(writer);
    assembler =
        new StreamAssembler(
            writer,
            pending,
            TrailLimits.DEFAULT,
            Conventions.builtIn(),
            contextSizes,
            MemoryBudgets.ofThisProcess().repairs(),
            Duration.ofMinutes(1));
  }

  /** Gives back what its task held of the process's memory. */
  @Override
  public void close() {
    if (assembler != null) {
      assembler.close();
    }
  }

  /** Takes all deliveries, whatever happens on the way. */
  void run(List<LogBatch> deliveries) {
    checkpoint = 0;
    int next = 0;
    while (next < deliveries.size()) {
      try {
        step(deliveries, next);
        next++;
        if (next == deliveries.size()) {
          checkpoint(deliveries, next);
        }
      } catch (StoreException planned) {
        next = checkpoint;
        restart();
      }
    }
  }

  private void step(List<LogBatch> deliveries, int next) {
    if (random.nextInt(12) == 0) {
      store
          .faults()
          .failCall(1, random.nextBoolean() ? FaultPlan.When.BEFORE : FaultPlan.When.AFTER_COMMIT);
    }
    assembler.take(deliveries.get(next), next);
    switch (random.nextInt(10)) {
      case 0, 1, 2 -> flush();
      case 3 -> checkpoint(deliveries, next + 1);
      case 4 -> {
        checkpoint(deliveries, next + 1);
        restart();
      }
      case 5 -> {
        flush();
        assembler.dropIdle(next, 0);
      }
      default -> {
        // What changed waits.
      }
    }
  }

  private void flush() {
    assembler.flush();
    StoredContents.events(store);
  }

  private void checkpoint(List<LogBatch> deliveries, int next) {
    flush();
    acknowledged.addAll(StoredContents.events(deliveries.subList(checkpoint, next)));
    checkpoint = next;
    Set<String> missing = new HashSet<>(acknowledged);
    missing.removeAll(StoredContents.events(store));
    assertThat(missing).as("acknowledged, but stored nowhere").isEmpty();
  }

  /** Everything again, by a task that remembers nothing. */
  void replay(List<LogBatch> deliveries) {
    restart();
    store.forgetFlushes();
    List<LogBatch> all = new ArrayList<>(deliveries);
    for (LogBatch batch : all) {
      assembler.take(batch, 0);
      assembler.flush();
    }
  }
}
