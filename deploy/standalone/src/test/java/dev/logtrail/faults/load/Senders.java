package dev.logtrail.faults.load;

import dev.logtrail.demo.InvocationDocument;
import dev.logtrail.demo.lambda.FailureOdds;
import dev.logtrail.demo.lambda.FinishedInvocation;
import dev.logtrail.demo.lambda.LabelledBatch;
import dev.logtrail.demo.lambda.LabelledStream;
import dev.logtrail.demo.lambda.platform.LambdaFunction;
import dev.logtrail.demo.shop.Shop;
import dev.logtrail.faults.load.Posting.Answer;
import dev.logtrail.faults.target.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients that post one labelled stream after another, whatever becomes of the server. Some streams
 * come out of order, some payloads come twice or later again, and callers of synchronous functions
 * post log results. A client that gets no answer mostly posts again and sometimes gives up.
 */
public final class Senders {
  private static final long START = 1_795_168_800_123L;
  private static final int PAUSE_MS = 30;
  private static final int AGAIN_MS = 50;
  private static final int MOST_REQUESTS = 14;
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);

  private final long seed;
  private final Ledger ledger;
  private final Posting posting;
  private final List<LambdaFunction> functions;
  private final AtomicInteger nextStream = new AtomicInteger();
  private final List<Thread> clients = new ArrayList<>();
  private volatile boolean stopped;
  private volatile boolean givingUp;
  private volatile Throwable fault;

  private Senders(Target target, Ledger ledger, long seed) {
    this.seed = seed;
    this.ledger = ledger;
    this.posting = new Posting(target, ledger, ANSWER_WITHIN);
    // The one left out cuts its times to the second, which makes true places a matter of opinion.
    this.functions =
        Shop.functions().stream().filter(f -> !f.name().equals("inventory-sync")).toList();
  }

  /** Starts so many. */
  public static Senders start(Target target, Ledger ledger, long seed, int clients) {
    Senders senders = new Senders(target, ledger, seed);
    for (int i = 0; i < clients; i++) {
      Random random = new Random(seed * 31 + i);
      Thread client = new Thread(() -> senders.run(random), "sender-" + i);
      client.setDaemon(true);
      senders.clients.add(client);
      client.start();
    }
    return senders;
  }

  private void run(Random random) {
    try {
      while (!stopped) {
        send(nextStream.getAndIncrement(), random);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      fault = e;
    }
  }

  private void send(int number, Random random) throws InterruptedException {
    LambdaFunction function = functions.get(number % functions.size());
    LabelledStream stream =
        LabelledStream.simulate(
            function,
            seed + number,
            START + number * 1_000L,
            2 + random.nextInt(MOST_REQUESTS),
            FailureOdds.frequent());
    boolean resultsFirst = random.nextBoolean();
    if (resultsFirst) {
      logResults(function, stream, random);
    }
    boolean whole = true;
    List<LabelledBatch> order = order(stream.batches(), random);
    for (int i = 0; i < order.size() && !givingUp; i++) {
      whole &= deliver(stream, order.get(i), random);
      if (random.nextInt(12) == 0) {
        ledger.count("payloads repeated");
        deliver(stream, order.get(random.nextInt(i + 1)), random);
      }
      Thread.sleep(random.nextInt(PAUSE_MS));
    }
    if (whole && !givingUp) {
      ledger.whole(stream.stream());
    }
    if (!resultsFirst) {
      logResults(function, stream, random);
    }
  }

  /** Mostly as they were written; else each a little early or late, or all mixed. */
  private static List<LabelledBatch> order(List<LabelledBatch> batches, Random random) {
    List<LabelledBatch> order = new ArrayList<>(batches);
    switch (random.nextInt(6)) {
      case 0 -> Collections.shuffle(order, random);
      case 1, 2 -> {
        for (int i = 0; i + 1 < order.size(); i += 1 + random.nextInt(3)) {
          Collections.swap(order, i, i + 1);
        }
      }
      default -> {}
    }
    return order;
  }

  /** Posts until it is acknowledged; false if the client gave up before. */
  private boolean deliver(LabelledStream stream, LabelledBatch batch, Random random)
      throws InterruptedException {
    while (!givingUp) {
      Answer answer = posting.events(stream.stream(), batch.events(), random);
      if (answer == Answer.ACKNOWLEDGED) {
        return true;
      }
      if (answer == Answer.REFUSED || answer == Answer.UNKNOWN && random.nextInt(20) == 0) {
        return false;
      }
      Thread.sleep(AGAIN_MS);
    }
    return false;
  }

  private void logResults(LambdaFunction function, LabelledStream stream, Random random)
      throws InterruptedException {
    if (!function.is(LambdaFunction.Trait.SYNCHRONOUS)) {
      return;
    }
    for (FinishedInvocation invoked : stream.invoked()) {
      if (!givingUp && random.nextInt(3) == 0) {
        byte[] body = InvocationDocument.of(function, stream.stream(), invoked);
        if (posting.post(InvocationDocument.PATH, body, random) == Answer.ACKNOWLEDGED) {
          ledger.logResult(invoked.requestId());
        }
      }
    }
  }

  /**
   * Lets each client finish its stream and waits for it.
   *
   * @throws AssertionError if a client failed by itself
   */
  public void finish(Duration within) throws InterruptedException {
    stopped = true;
    long deadline = System.nanoTime() + within.toNanos();
    for (Thread client : clients) {
      client.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
    }
    givingUp = true;
    for (Thread client : clients) {
      client.join(ANSWER_WITHIN.toMillis() + AGAIN_MS);
    }
    if (fault != null) {
      throw new AssertionError("a sender failed", fault);
    }
  }
}
