package dev.logtrail.demo;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A simulated fleet that sends its logs to a server, from a thread of its own, until it is closed.
 * Problems are logged, once a minute at most, and never reach the caller.
 */
public final class DemoFleet implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DemoFleet.class);
  private static final long FIRST_WAIT_MS = 200;
  private static final long LONGEST_WAIT_MS = 5_000;
  private static final long LONGEST_ASKED_WAIT_MS = 60_000;
  private static final long QUIET_MS = 60_000;

  /** Further behind than this, the fleet lets the time in between go (a laptop that slept). */
  private static final long TOO_LATE_MS = 120_000;

  /** Waits for a time; a test's own clock may make it pass. */
  interface Pause {
    /** Returns at this time, epoch ms, or as soon as the fleet is closed. */
    void until(long time) throws InterruptedException;
  }

  private final DemoOptions options;
  private final Clock clock;
  private final Pause pause;
  private final IngestClient client;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "demo-fleet");
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong retried = new AtomicLong();
  private long lastComplaint = Long.MIN_VALUE / 2;

  /** A fleet that does nothing until {@link #start()}. */
  public DemoFleet(DemoOptions options, Clock clock) {
    this(options, clock, null);
  }

  DemoFleet(DemoOptions options, Clock clock, Pause pause) {
    this.options = options;
    this.clock = clock;
    this.pause = pause != null ? pause : this::waitUntil;
    this.client = new IngestClient(options.server(), options.token());
    thread.setDaemon(true);
  }

  /** Begins to send. To be called once; returns at once. */
  public DemoFleet start() {
    thread.start();
    return this;
  }

  /** How many posts the server has accepted. */
  public long accepted() {
    return accepted.get();
  }

  /** How many posts the server has refused for good. */
  public long refused() {
    return refused.get();
  }

  /** How many tries had to be made again. */
  public long retried() {
    return retried.get();
  }

  /** Stops sending, and waits until it has stopped. What was not sent is lost. */
  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
    try {
      thread.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      FleetPlan plan = FleetPlan.withPast(options, clock.millis());
      sendAll(plan.opening());
      sendAll(plan.backfill());
      while (isOpen()) {
        Post post = plan.next();
        if (clock.millis() - post.due() > TOO_LATE_MS) {
          plan = FleetPlan.fromNow(options, clock.millis());
          continue;
        }
        pause.until(post.due());
        send(post);
      }
    } catch (InterruptedException e) {
      // close() interrupts; nobody else holds this thread.
      LOG.debug("the demo fleet was interrupted");
    } catch (RuntimeException e) {
      LOG.error("the demo fleet has stopped; everything else goes on", e);
    }
  }

  private void sendAll(List<Post> posts) throws InterruptedException {
    for (Post post : posts) {
      send(post);
    }
  }

  private void send(Post post) throws InterruptedException {
    long waitMs = FIRST_WAIT_MS;
    while (isOpen()) {
      PostResult answer = client.post(post);
      if (answer.kind() == PostResult.Kind.ACCEPTED) {
        accepted.incrementAndGet();
        return;
      }
      complain(answer.detail());
      if (answer.kind() == PostResult.Kind.REFUSED) {
        refused.incrementAndGet();
        return;
      }
      retried.incrementAndGet();
      long asked = Math.min(answer.waitMs(), LONGEST_ASKED_WAIT_MS);
      pause.until(clock.millis() + (asked >= 0 ? asked : waitMs));
      waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS);
    }
  }

  private void complain(String detail) {
    long now = clock.millis();
    if (now - lastComplaint >= QUIET_MS) {
      lastComplaint = now;
      LOG.warn("the demo fleet could not post, and goes on: {}", detail);
    }
  }

  private boolean isOpen() {
    return closed.getCount() > 0;
  }

  private void waitUntil(long time) throws InterruptedException {
    long ms = time - clock.millis();
    if (ms > 0) {
      boolean closing = closed.await(ms, TimeUnit.MILLISECONDS);
      LOG.trace("waited for {} ms, closing: {}", ms, closing);
    }
  }
}
