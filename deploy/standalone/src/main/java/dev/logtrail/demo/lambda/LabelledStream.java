package dev.logtrail.demo.lambda;

import dev.logtrail.demo.lambda.platform.Ids;
import dev.logtrail.demo.lambda.platform.LambdaFunction;
import dev.logtrail.trail.LogStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One whole log stream in which every event knows its true request: what a reader's attribution can
 * be measured against.
 *
 * @param stream whose events these are
 * @param batches the events, batch by batch, in the order of ingestion
 * @param invoked the requests, in the order in which they ran
 */
public record LabelledStream(
    LogStream stream, List<LabelledBatch> batches, List<FinishedInvocation> invoked) {
  public LabelledStream {
    batches = List.copyOf(batches);
    invoked = List.copyOf(invoked);
  }

  /**
   * Runs one environment for a number of requests; failed requests of asynchronous functions come
   * again with the same id.
   *
   * @param seed decides everything
   * @param start when the first request comes, epoch ms
   */
  public static LabelledStream simulate(
      LambdaFunction function, long seed, long start, int requests, FailureOdds odds) {
    Random random = Ids.random(seed, function.name().hashCode());
    String name = Ids.streamName(function, random, start);
    LogStream stream = new LogStream("123456789012", "eu-west-1", function.logGroup(), name);
    boolean oldStyle = random.nextDouble() < odds.oldStyle();
    LambdaEnvironment environment =
        new LambdaEnvironment(function, stream, oldStyle, new Random(random.nextLong()));
    LogAgent agent = new LogAgent(IngestionDelay.usual(), new Random(random.nextLong()));
    List<FinishedInvocation> invoked = run(function, environment, random, start, requests, odds);
    invoked.forEach(request -> agent.write(request.written()));
    agent.write(environment.shutDown(environment.freeAt() + 300_000));
    List<LabelledBatch> batches = new ArrayList<>();
    while (agent.nextPut() != Long.MAX_VALUE) {
      batches.add(agent.put());
    }
    return new LabelledStream(stream, batches, invoked);
  }

  /** All events in the order of writing. */
  public List<LabelledEvent> events() {
    return batches.stream().flatMap(batch -> batch.events().stream()).toList();
  }

  private static List<FinishedInvocation> run(
      LambdaFunction function,
      LambdaEnvironment environment,
      Random random,
      long start,
      int requests,
      FailureOdds odds) {
    List<FinishedInvocation> invoked = new ArrayList<>();
    String again = null;
    long at = start;
    for (int i = 0; i < requests; i++) {
      String id = again != null ? again : Ids.requestId(random);
      FailureKind failure = odds.draw(random, environment.needsInit());
      FinishedInvocation request = environment.invoke(id, failure, at);
      invoked.add(request);
      boolean retry = request.failure().fails() && request.n() < 3;
      again = retry && !function.is(LambdaFunction.Trait.SYNCHRONOUS) ? id : null;
      at = environment.freeAt() + pause(random, again == null ? 0 : request.n());
    }
    return invoked;
  }

  /** Lambda waits a minute before the first retry and two before the second. */
  private static long pause(Random random, int retry) {
    if (retry > 0) {
      return retry * 60_000L + random.nextInt(5_000);
    }
    // Some requests follow at once, so that batches hold the end of one and the start of the next.
    return random.nextBoolean() ? random.nextInt(50) : random.nextInt(20_000);
  }
}
