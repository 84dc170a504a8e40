package dev.logtrail.faults;

import dev.logtrail.faults.target.HttpCalls;
import dev.logtrail.faults.target.Target;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;

/**
 * Watches the program from outside: memory of it and its database, how long health answers take,
 * whether it lives. Figures are those since the last {@link #take}.
 */
final class Monitor implements AutoCloseable {
  private static final int MEMORY_EVERY_MS = 300;
  private static final int HEALTH_EVERY_MS = 50;

  /** A thread that wants to run again after this time and runs later was kept waiting. */
  private static final int FLOOR_EVERY_MS = 2;

  private static final Duration HEALTH_WITHIN = Duration.ofSeconds(10);
  private static final int OK = 200;

  private final Target target;
  private final Thread memory;
  private final Thread health;
  private final Thread floor;
  private long programMb;
  private long databaseMb;
  private long slowestMs;
  private long floorMs;
  private long overFloorMs;

  /** How long the thread that does nothing was kept waiting since the last question began. */
  private long keptWaitingNs;

  private int unanswered;
  private long linesBefore;

  /**
   * What was seen for a while.
   *
   * @param programMb peak memory of the program
   * @param databaseMb peak memory of all processes of PostgreSQL
   * @param slowestMs the slowest answer to {@code /healthz/live}
   * @param floorMs how long a thread of this process that does nothing was kept waiting at most
   * @param overFloorMs the slowest answer without the time for which that thread was kept waiting
   *     meanwhile: what is the program's own, and not the machine's or the asker's
   * @param unanswered how many such questions got no answer, or another than 200, though the
   *     program was reached
   * @param logLines what the programs wrote to their logs
   */
  record Seen(
      long programMb,
      long databaseMb,
      long slowestMs,
      long floorMs,
      long overFloorMs,
      int unanswered,
      long logLines) {}

  Monitor(Target target) {
    this.target = target;
    this.memory = start(this::watchMemory, "monitor-memory");
    this.health = start(this::watchHealth, "monitor-health");
    this.floor = start(this::watchFloor, "monitor-floor");
  }

  private static Thread start(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void watchMemory() {
    try {
      while (true) {
        target.watch();
        long program = target.programMb();
        long database = target.databaseMb();
        synchronized (this) {
          programMb = Math.max(programMb, program);
          databaseMb = Math.max(databaseMb, database);
        }
        Thread.sleep(MEMORY_EVERY_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new IllegalStateException("the program cannot be started again", e);
    }
  }

  private void watchHealth() {
    HttpCalls http = new HttpCalls();
    try {
      while (true) {
        ask(http);
        Thread.sleep(HEALTH_EVERY_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void watchFloor() {
    try {
      while (true) {
        long from = System.nanoTime();
        Thread.sleep(FLOOR_EVERY_MS);
        long late = System.nanoTime() - from - FLOOR_EVERY_MS * 1_000_000L;
        synchronized (this) {
          floorMs = Math.max(floorMs, late / 1_000_000);
          keptWaitingNs += Math.max(0, late);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask(HttpCalls http) throws InterruptedException {
    long from = System.nanoTime();
    synchronized (this) {
      keptWaitingNs = 0;
    }
    boolean answered;
    try {
      answered =
          http.get(target.address().resolve("/healthz/live"), HEALTH_WITHIN).statusCode() == OK;
    } catch (ConnectException e) {
      return; // It is being started.
    } catch (IOException e) {
      answered = !target.isUp();
    }
    long ns = System.nanoTime() - from;
    synchronized (this) {
      if (answered) {
        slowestMs = Math.max(slowestMs, ns / 1_000_000);
        overFloorMs = Math.max(overFloorMs, (ns - keptWaitingNs) / 1_000_000);
      }
      unanswered += answered ? 0 : 1;
    }
  }

  /** What was seen since this was asked last. */
  synchronized Seen take() throws IOException {
    long lines = target.logLines();
    Seen seen =
        new Seen(
            programMb,
            databaseMb,
            slowestMs,
            floorMs,
            overFloorMs,
            unanswered,
            lines - linesBefore);
    programMb = 0;
    databaseMb = 0;
    slowestMs = 0;
    floorMs = 0;
    overFloorMs = 0;
    unanswered = 0;
    linesBefore = lines;
    return seen;
  }

  @Override
  public void close() throws InterruptedException {
    memory.interrupt();
    health.interrupt();
    floor.interrupt();
    memory.join();
    health.join();
    floor.join();
  }
}
