package dev.logtrail.job.assemble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.job.kit.Deliveries;
import dev.logtrail.job.kit.EventfulStream;
import dev.logtrail.job.kit.StoredContents;
import dev.logtrail.store.StoreException;
import dev.logtrail.store.fake.FakeTrailStore;
import dev.logtrail.store.fake.FaultPlan;
import dev.logtrail.trail.LogBatch;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/**
 * Whichever call to the store fails, the operator fails, and after a restart behind the last
 * checkpoint the rows are those of a run without failures.
 */
@SuppressWarnings("try") // Flink declares close() so
class AssembleFaultsTest {
  private static final AssembleSettings SETTINGS = AssembleSettings.DEFAULT;
  private static final int CHECKPOINT_EVERY = 4;

  /** Trails of a stream that is read whole: few, so that parts of others are read too. */
  private static final int READ_WHOLE = 2;

  private final List<LogBatch> deliveries =
      Deliveries.of(
          List.of(EventfulStream.of(8, 7, true), EventfulStream.managed(9, 6)), new Random(12));

  private OperatorSubtaskState checkpoint;
  private int checkpointed;

  @Test
  void anyFlushMayFail() throws Exception {
    StoredContents expected = undisturbed();
    int calls = flushes();
    assertThat(calls).as("flushes that may fail").isGreaterThan(5);
    for (FaultPlan.When when : FaultPlan.When.values()) {
      for (int n = 1; n <= calls; n++) {
        FakeTrailStore store = new FakeTrailStore();
        store.faults().failCall(n, when);
        assertThat(run(store)).as("flush %d fails %s: failures", n, when).isEqualTo(1);
        assertThat(StoredContents.of(store)).as("flush %d, %s", n, when).isEqualTo(expected);
      }
    }
  }

  @Test
  void anyReadMayFail() throws Exception {
    StoredContents expected = undisturbed();
    FakeTrailStore counted = new FakeTrailStore(READ_WHOLE);
    runForgetful(counted);
    int calls = counted.readFaults().calls();
    assertThat(calls).as("reads that may fail").isGreaterThan(2);
    for (int n = 1; n <= calls; n++) {
      FakeTrailStore store = new FakeTrailStore(READ_WHOLE);
      store.readFaults().failCall(n, FaultPlan.When.BEFORE);
      assertThat(runForgetful(store)).as("read %d fails: failures", n).isEqualTo(1);
      assertThat(StoredContents.of(store)).as("read %d", n).isEqualTo(expected);
    }
  }

  @Test
  void severalMayFailInOneRun() throws Exception {
    StoredContents expected = undisturbed();
    FakeTrailStore store = new FakeTrailStore();
    store.faults().failCall(1, FaultPlan.When.BEFORE).failCall(2, FaultPlan.When.AFTER_COMMIT);
    store.faults().failCall(4, FaultPlan.When.AFTER_COMMIT).failCall(6, FaultPlan.When.BEFORE);
    assertThat(run(store)).isEqualTo(4);
    assertThat(StoredContents.of(store)).isEqualTo(expected);
  }

  private StoredContents undisturbed() throws Exception {
    FakeTrailStore store = new FakeTrailStore();
    assertThat(run(store)).isZero();
    return StoredContents.of(store);
  }

  private int flushes() throws Exception {
    FakeTrailStore store = new FakeTrailStore();
    run(store);
    return store.faults().calls();
  }

  /** Takes all deliveries, restarting when the operator fails; how often it did. */
  private int run(FakeTrailStore store) throws Exception {
    return run(store, Integer.MAX_VALUE);
  }

  /** The same of a job that begins anew at every checkpoint, with nothing in memory. */
  private int runForgetful(FakeTrailStore store) throws Exception {
    return run(store, CHECKPOINT_EVERY);
  }

  private int run(FakeTrailStore store, int deliveriesAtOnce) throws Exception {
    checkpoint = null;
    checkpointed = 0;
    int failures = 0;
    while (checkpointed < deliveries.size()) {
      int upTo = (int) Math.min(deliveries.size(), (long) checkpointed + deliveriesAtOnce);
      if (attempt(store, upTo)) {
        checkpointed = upTo;
      } else {
        failures++;
      }
    }
    return failures;
  }

  /** From the last checkpoint on; false if it fails. */
  private boolean attempt(FakeTrailStore store, int upTo) throws Exception {
    try (AssembleHarness job = AssembleHarness.open(store, SETTINGS, checkpoint)) {
      for (int next = checkpointed; next < upTo; next++) {
        job.take(deliveries.subList(next, next + 1));
        if ((next + 1) % CHECKPOINT_EVERY == 0) {
          checkpoint = job.checkpoint();
          checkpointed = next + 1;
          List<LogBatch> covered = deliveries.subList(0, checkpointed);
          assertThat(StoredContents.events(store)).isEqualTo(StoredContents.events(covered));
        }
      }
      job.endInput();
      return true;
    } catch (StoreException planned) {
      return false;
    }
  }
}
