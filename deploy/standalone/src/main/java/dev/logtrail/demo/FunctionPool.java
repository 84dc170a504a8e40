package dev.logtrail.demo;

import dev.logtrail.demo.lambda.LambdaEnvironment;
import dev.logtrail.demo.lambda.LogAgent;
import dev.logtrail.demo.lambda.platform.Ids;
import dev.logtrail.demo.lambda.platform.LambdaFunction;
import dev.logtrail.trail.LogStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/** The environments of one function, and the choice among them. */
final class FunctionPool {
  private static final long IDLE_MS = 5 * 60_000;

  private final LambdaFunction function;
  private final DemoOptions options;
  private final Random random;
  private final List<PooledEnvironment> environments = new ArrayList<>();

  FunctionPool(LambdaFunction function, DemoOptions options, Random random) {
    this.function = function;
    this.options = options;
    this.random = random;
  }

  LambdaFunction function() {
    return function;
  }

  /** The one used last among the free ones, as Lambda chooses; null if all are busy. */
  PooledEnvironment free(long at) {
    PooledEnvironment best = null;
    for (PooledEnvironment pooled : environments) {
      boolean later = best == null || pooled.environment().freeAt() > best.environment().freeAt();
      if (pooled.isFree(at) && later) {
        best = pooled;
      }
    }
    return best;
  }

  /** A new environment. It lives 2 to 9 minutes: shorter than at AWS, to show cold starts. */
  PooledEnvironment add(long at) {
    String name = Ids.streamName(function, random, at);
    LogStream stream =
        new LogStream(options.account(), options.region(), function.logGroup(), name);
    boolean oldStyle = random.nextDouble() < options.odds().oldStyle();
    PooledEnvironment pooled =
        new PooledEnvironment(
            new LambdaEnvironment(function, stream, oldStyle, new Random(random.nextLong())),
            new LogAgent(options.delay(), new Random(random.nextLong())),
            at + 120_000 + random.nextInt(420_000));
    environments.add(pooled);
    return pooled;
  }

  /** Takes out the environments that Lambda ends now. */
  List<PooledEnvironment> retire(long at) {
    List<PooledEnvironment> done = new ArrayList<>();
    for (Iterator<PooledEnvironment> all = environments.iterator(); all.hasNext(); ) {
      PooledEnvironment pooled = all.next();
      if (pooled.isDone(at, IDLE_MS)) {
        all.remove();
        done.add(pooled);
      }
    }
    return done;
  }
}
