package dev.logtrail.demo;

import dev.logtrail.demo.lambda.FailureKind;
import dev.logtrail.demo.lambda.FinishedInvocation;
import dev.logtrail.demo.lambda.LabelledBatch;
import dev.logtrail.demo.lambda.platform.Ids;
import dev.logtrail.demo.lambda.platform.LambdaFunction;
import dev.logtrail.demo.lambda.platform.LambdaFunction.Trait;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * The fleet at work, without a clock: tells what AWS sends out, one after the other. The same
 * options and start give the same.
 */
final class FleetSimulation {
  private static final int MOST_ATTEMPTS = 3;
  private static final int FIRST_RETRY_MS = 60_000;

  private record Task(long at, long seq, Runnable run) {}

  private record Queued(Outgoing outgoing, long seq) {}

  private final DemoOptions options;
  private final Random random;
  private final List<FunctionPool> pools = new ArrayList<>();
  private final int shares;
  private final PriorityQueue<Task> agenda =
      new PriorityQueue<>(Comparator.comparingLong(Task::at).thenComparingLong(Task::seq));
  private final PriorityQueue<Queued> outbox =
      new PriorityQueue<>(
          Comparator.comparingLong((Queued q) -> q.outgoing().due())
              .thenComparingLong(Queued::seq));
  private long seq;

  private FleetSimulation(DemoOptions options, Random random) {
    this.options = options;
    this.random = random;
    for (LambdaFunction function : options.functions()) {
      pools.add(new FunctionPool(function, options, new Random(random.nextLong())));
    }
    this.shares = options.functions().stream().mapToInt(LambdaFunction::share).sum();
  }

  /** A fleet whose first request comes at this epoch ms, and which never ends. */
  static FleetSimulation endless(DemoOptions options, long start) {
    FleetSimulation fleet = new FleetSimulation(options, Ids.random(options.seed(), start));
    fleet.at(start, () -> fleet.tick(start));
    return fleet;
  }

  /** One request of every function, each in a new environment, at this epoch ms. */
  static FleetSimulation oneOfEach(DemoOptions options, long start) {
    FleetSimulation fleet = new FleetSimulation(options, Ids.random(~options.seed(), start));
    for (FunctionPool pool : fleet.pools) {
      // One handled error, so that the first page shows one.
      boolean first = pool == fleet.pools.get(0);
      FailureKind failure = first ? FailureKind.HANDLED_ERROR : FailureKind.NONE;
      String id = Ids.requestId(fleet.random);
      fleet.at(start, () -> fleet.run(pool, pool.add(start), id, 1, failure, start));
    }
    return fleet;
  }

  /** When the next thing goes out, epoch ms; {@link Long#MAX_VALUE} if nothing ever will. */
  long nextDue() {
    while (!agenda.isEmpty()
        && (outbox.isEmpty() || agenda.peek().at() <= outbox.peek().outgoing().due())) {
      agenda.remove().run.run();
    }
    return outbox.isEmpty() ? Long.MAX_VALUE : outbox.peek().outgoing().due();
  }

  /**
   * The next thing that goes out; never earlier than the one before.
   *
   * @throws java.util.NoSuchElementException if nothing ever will
   */
  Outgoing next() {
    nextDue();
    return outbox.remove().outgoing();
  }

  private void tick(long now) {
    double waitMs = -Math.log(1 - random.nextDouble()) * 1000 / options.requestsPerSecond();
    long next = now + Math.max(1, (long) waitMs);
    at(next, () -> tick(next));
    FunctionPool pool = choose();
    boolean queued = !pool.function().is(Trait.SYNCHRONOUS) && random.nextBoolean();
    String id = queued ? Ids.queueRequestId(random) : Ids.requestId(random);
    arrive(pool, id, 1, now);
  }

  private FunctionPool choose() {
    int drawn = random.nextInt(shares);
    for (FunctionPool pool : pools) {
      drawn -= pool.function().share();
      if (drawn < 0) {
        return pool;
      }
    }
    throw new IllegalStateException("the shares sum to " + shares);
  }

  private void arrive(FunctionPool pool, String requestId, int attempt, long now) {
    for (PooledEnvironment done : pool.retire(now)) {
      done.agent().write(done.environment().shutDown(now));
      schedule(done);
    }
    PooledEnvironment pooled = pool.free(now);
    if (pooled == null) {
      pooled = pool.add(now);
      maybeSpare(pool, now);
    }
    FailureKind failure = options.odds().draw(random, pooled.environment().needsInit());
    run(pool, pooled, requestId, attempt, failure, now);
  }

  private void run(
      FunctionPool pool,
      PooledEnvironment pooled,
      String requestId,
      int attempt,
      FailureKind wanted,
      long now) {
    FinishedInvocation invoked = pooled.environment().invoke(requestId, wanted, now);
    pooled.agent().write(invoked.written());
    schedule(pooled);
    long endedAt = invoked.endedAt();
    if (pool.function().is(Trait.SYNCHRONOUS)) {
      long due = endedAt + 5 + random.nextInt(35);
      send(new Outgoing.Result(due, pooled.environment().stream(), pool.function(), invoked));
    } else if (invoked.failure().fails() && attempt < MOST_ATTEMPTS) {
      // Lambda waits one minute before the second attempt and two before the third.
      long again = endedAt + (long) attempt * FIRST_RETRY_MS + random.nextInt(5_000);
      at(again, () -> arrive(pool, requestId, attempt + 1, again));
    }
  }

  /** Now and then Lambda prepares one environment more than it needs. */
  private void maybeSpare(FunctionPool pool, long now) {
    if (random.nextInt(12) == 0 && !pool.function().is(Trait.SNAP_START)) {
      PooledEnvironment spare = pool.add(now);
      spare.agent().write(spare.environment().spare(now));
      schedule(spare);
    }
  }

  private void schedule(PooledEnvironment pooled) {
    long due = pooled.agent().nextPut();
    if (due != Long.MAX_VALUE) {
      at(due, () -> put(pooled, due));
    }
  }

  /** A put may be on the agenda more than once; only the first at its time finds it to do. */
  private void put(PooledEnvironment pooled, long due) {
    if (pooled.agent().nextPut() != due) {
      return;
    }
    LabelledBatch batch = pooled.agent().put();
    for (long time : options.delivery().draw(random, batch.ingestedAt())) {
      send(new Outgoing.Batch(time, pooled.environment().stream(), batch.plain()));
    }
    schedule(pooled);
  }

  private void at(long time, Runnable run) {
    agenda.add(new Task(time, seq++, run));
  }

  private void send(Outgoing outgoing) {
    outbox.add(new Queued(outgoing, seq++));
  }
}
