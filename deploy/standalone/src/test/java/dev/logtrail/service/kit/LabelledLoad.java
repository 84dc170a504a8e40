package dev.logtrail.service.kit;

import dev.logtrail.demo.SubscriptionPayloads;
import dev.logtrail.demo.lambda.FailureOdds;
import dev.logtrail.demo.lambda.LabelledBatch;
import dev.logtrail.demo.lambda.LabelledStream;
import dev.logtrail.demo.lambda.platform.LambdaFunction;
import dev.logtrail.demo.shop.Shop;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that post labelled streams at a bounded rate, each stream batch by batch, whatever
 * becomes of the server; it remembers what was acknowledged.
 *
 * <p>A client whose post gets no answer cannot know whether it was taken: mostly it posts again,
 * sometimes it gives up. Now and then it posts again what was acknowledged, as AWS does.
 */
public final class LabelledLoad {
  private static final Duration USUAL_PAUSE = Duration.ofMillis(14);
  private static final long WAIT_MS = 50;

  private final List<Thread> clients = new ArrayList<>();
  private final Set<LabelledBatch> acknowledged = new HashSet<>();
  private final Set<LabelledBatch> givenUp = new HashSet<>();
  private final long pauseNs;
  private int repeats;
  private int refusals;
  private RunningLogtrail server;
  private Throwable fault;

  /** Whole streams of every function but the one whose runtime cuts its times to the second. */
  public static List<LabelledStream> streams(int aFunction, int requests, long seed, long start) {
    List<LabelledStream> streams = new ArrayList<>();
    for (int i = 0; i < aFunction; i++) {
      for (LambdaFunction function : Shop.functions()) {
        if (!function.name().equals("inventory-sync")) {
          streams.add(
              LabelledStream.simulate(
                  function, seed + i, start + i, requests, FailureOdds.frequent()));
        }
      }
    }
    return streams;
  }

  /** Starts {@code clients} threads that share the streams; they wait for a server. */
  public LabelledLoad(List<LabelledStream> streams, int clients, long seed) {
    this(streams, clients, seed, USUAL_PAUSE);
  }

  /** The same with other pauses: none to {@code pause} after each post. */
  public LabelledLoad(List<LabelledStream> streams, int clients, long seed, Duration pause) {
    this.pauseNs = pause.toNanos();
    for (int i = 0; i < clients; i++) {
      List<LabelledStream> own = new ArrayList<>();
      for (int s = i; s < streams.size(); s += clients) {
        own.add(streams.get(s));
      }
      Random random = new Random(seed + i);
      Thread client = new Thread(() -> run(own, random), "client-" + i);
      client.setDaemon(true);
      this.clients.add(client);
      client.start();
    }
  }

  /** Where to post from now on. */
  public synchronized void use(RunningLogtrail next) {
    server = next;
    notifyAll();
  }

  private void run(List<LabelledStream> streams, Random random) {
    try {
      int longest = streams.stream().mapToInt(s -> s.batches().size()).max().orElse(0);
      for (int i = 0; i < longest; i++) {
        for (LabelledStream stream : streams) {
          if (i < stream.batches().size()) {
            deliver(stream, stream.batches().get(i), random);
            LockSupport.parkNanos((long) (random.nextDouble() * pauseNs));
          }
        }
      }
    } catch (InterruptedException | RuntimeException | Error e) {
      fail(e);
    }
  }

  private void deliver(LabelledStream stream, LabelledBatch batch, Random random)
      throws InterruptedException {
    byte[] body = SubscriptionPayloads.data(stream.stream(), batch.plain());
    boolean again = true;
    while (again) {
      RunningLogtrail to = awaitServer();
      try {
        HttpResponse<String> answer =
            to.post(
                SubscriptionPayloads.path(stream.stream().account(), stream.stream().region()),
                "application/json",
                body);
        if (isRefused(answer)) {
          Thread.sleep(WAIT_MS);
          continue;
        }
        if (answer.statusCode() != 200) {
          throw new AssertionError(answer.statusCode() + ": " + answer.body());
        }
        again = random.nextInt(10) == 0;
        acknowledge(batch, again);
      } catch (IOException e) {
        if (!to.wasToldToEnd()) {
          throw new AssertionError("no answer from a server that nobody ended", e);
        }
        forget(to);
        again = random.nextInt(3) > 0;
        if (!again) {
          giveUp(batch);
        }
      }
    }
  }

  /** No room now: to be posted again. */
  private synchronized boolean isRefused(HttpResponse<String> answer) {
    boolean refused =
        answer.statusCode() == 503 && answer.headers().firstValue("Retry-After").isPresent();
    refusals += refused ? 1 : 0;
    return refused;
  }

  private synchronized RunningLogtrail awaitServer() throws InterruptedException {
    while (server == null) {
      wait();
    }
    return server;
  }

  private synchronized void forget(RunningLogtrail lost) {
    server = server == lost ? null : server;
  }

  private synchronized void acknowledge(LabelledBatch batch, boolean again) {
    acknowledged.add(batch);
    givenUp.remove(batch);
    repeats += again ? 1 : 0;
    notifyAll();
  }

  private synchronized void giveUp(LabelledBatch batch) {
    if (!acknowledged.contains(batch)) {
      givenUp.add(batch);
    }
    notifyAll();
  }

  private synchronized void fail(Throwable e) {
    fault = fault == null ? e : fault;
    notifyAll();
  }

  /** Waits until so many payloads are acknowledged. */
  public synchronized void awaitAcknowledged(int payloads, Duration within)
      throws InterruptedException {
    long deadline = System.nanoTime() + within.toNanos();
    while (acknowledged.size() < payloads) {
      check();
      if (System.nanoTime() > deadline) {
        throw new AssertionError(acknowledged.size() + " acknowledged, not " + payloads);
      }
      wait(WAIT_MS);
    }
  }

  /** Waits until so many posts were refused for lack of room. */
  public synchronized void awaitRefusals(int posts, Duration within) throws InterruptedException {
    long deadline = System.nanoTime() + within.toNanos();
    while (refusals < posts) {
      check();
      if (System.nanoTime() > deadline) {
        throw new AssertionError(refusals + " posts were refused, not " + posts);
      }
      wait(WAIT_MS);
    }
  }

  /** Waits until every client has posted all that it had. */
  public void join(Duration within) throws InterruptedException {
    long deadline = System.nanoTime() + within.toNanos();
    for (Thread client : clients) {
      client.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
      check();
      if (client.isAlive()) {
        throw new AssertionError(client.getName() + " still posts after " + within);
      }
    }
  }

  private synchronized void check() {
    if (fault != null) {
      throw new AssertionError("a client failed: " + fault, fault);
    }
  }

  /** Batches that were answered with 200, each once. */
  public synchronized Set<LabelledBatch> acknowledged() {
    return Set.copyOf(acknowledged);
  }

  /** Batches that perhaps were taken: no answer came, and the client gave up. */
  public synchronized Set<LabelledBatch> givenUp() {
    return Set.copyOf(givenUp);
  }

  /** How often a client was told that there is no room. */
  public synchronized int refusals() {
    return refusals;
  }

  /** How often a client posted again what was acknowledged. */
  public synchronized int repeats() {
    return repeats;
  }
}
