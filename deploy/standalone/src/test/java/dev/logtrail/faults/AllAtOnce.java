package dev.logtrail.faults;

import dev.logtrail.faults.target.Fault;
import dev.logtrail.faults.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several faults that strike at the same moment and end together. */
final class AllAtOnce implements Fault {
  private static final long HOLD_MS = 8_000;

  private final String name;
  private final List<Fault> faults;
  private final List<Future<?>> strikes = new ArrayList<>();

  AllAtOnce(String name, List<Fault> faults) {
    this.name = name;
    this.faults = List.copyOf(faults);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long holdMs(Random random) {
    return HOLD_MS;
  }

  @Override
  public boolean leavesProgramAlone() {
    return faults.stream().allMatch(Fault::leavesProgramAlone);
  }

  @Override
  public void strike(Target target, Random random) {
    ExecutorService threads = Executors.newFixedThreadPool(faults.size());
    for (Fault fault : faults) {
      Random own = new Random(random.nextLong());
      strikes.add(
          threads.submit(
              () -> {
                fault.strike(target, own);
                return null;
              }));
    }
    threads.shutdown();
  }

  /** Ends each, and waits for those that are still sending. */
  @Override
  public void heal(Target target) throws Exception {
    for (Fault fault : faults) {
      fault.heal(target);
    }
    for (Future<?> strike : strikes) {
      try {
        strike.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException(name + " could not be carried out", e.getCause());
      }
    }
    strikes.clear();
  }
}
