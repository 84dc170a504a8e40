package dev.logtrail.service;

import dev.logtrail.api.status.JobStatus;
import dev.logtrail.job.database.StoreFaults;
import dev.logtrail.job.local.LocalJob;
import dev.logtrail.store.FaultLog;
import dev.logtrail.store.lease.JobLease;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the job while this program holds the lease, starts it again when it has ended, and stands by
 * while another program holds the lease. All of it happens on a thread of its own.
 *
 * <pre>
 *            no lease
 *  starting ──────────► standby ◄──────── another has it ──┐
 *      │                   │ its holder ends               │
 *      │ lease             ▼                 lease lost    │
 *      └───────────────► running ─────────────────────► restarting
 *                          ▲       ended, or a task failed   │
 *                          └──────── back-off ◄──────────────┘
 * </pre>
 */
final class JobSupervisor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JobSupervisor.class);
  private static final long LOOK_MS = 500;
  private static final long LONGEST_PAUSE_MS = 5_000;

  /** Starts the job; returns when it runs. */
  @FunctionalInterface
  interface Starter {
    /**
     * Starts it.
     *
     * @param lease held now; the job's writers carry its token
     */
    LocalJob start(JobLease lease);
  }

  private final JobLease lease;
  private final Starter starter;
  private final FaultLog faults = new FaultLog(LOG, "The job (what is sent is kept in the inbox)");
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "job-supervisor");
  private volatile JobStatus status = JobStatus.starting();
  private LocalJob job;
  private boolean stoodBy;
  private long pauseMs = LOOK_MS;

  private JobSupervisor(JobLease lease, Starter starter) {
    this.lease = lease;
    this.starter = starter;
    thread.setDaemon(true);
  }

  /**
   * Begins, and returns at once.
   *
   * @param lease not taken yet; closed with this
   */
  static JobSupervisor start(JobLease lease, Starter starter) {
    JobSupervisor supervisor = new JobSupervisor(lease, starter);
    supervisor.thread.start();
    return supervisor;
  }

  /** What the job does now; never waits. */
  JobStatus status() {
    return status;
  }

  private void run() {
    do {
      try {
        step();
      } catch (RuntimeException e) {
        failed(e);
      }
    } while (!stopsWithin(pauseMs));
    stopJob();
    lease.close();
  }

  private void step() {
    if (job == null) {
      begin();
    } else if (!lease.isHeld()) {
      stopJob();
      lease.release();
      LOG.warn(
          "The job stops: its lease is lost with its connection to the database, and another program may run one now");
      status = JobStatus.restarting("the lease of the job was lost");
    } else if (job.hasEnded()) {
      stopJob();
      failed("it has ended");
    } else if (job.isRunning()) {
      worked();
    } else {
      String reason = StoreFaults.last();
      faults.failed("a task failed" + (reason == null ? "" : ": " + reason));
      status = JobStatus.restarting("a task of the job failed; it is restarting");
    }
  }

  private void begin() {
    if (!lease.tryTake()) {
      standBy(lease.holder());
      return;
    }
    job = starter.start(lease);
    if (stoodBy) {
      stoodBy = false;
      LOG.warn("The job runs here now: the program that ran it before has given it up");
    }
    worked();
  }

  private void standBy(String holder) {
    if (!stoodBy) {
      stoodBy = true;
      LOG.warn("The job stands by: that of {} writes this database", holder);
    }
    faults.worked();
    status = JobStatus.standby(holder);
    pauseMs = LOOK_MS;
  }

  private void worked() {
    faults.worked();
    status = JobStatus.running();
    pauseMs = LOOK_MS;
  }

  private void failed(RuntimeException e) {
    faults.failed(e);
    restartLater(e.getMessage());
  }

  private void failed(String reason) {
    faults.failed(reason);
    restartLater(reason);
  }

  private void restartLater(String reason) {
    status = JobStatus.restarting(reason);
    pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
  }

  private void stopJob() {
    if (job != null) {
      job.close();
      job = null;
    }
  }

  private boolean stopsWithin(long ms) {
    try {
      return stop.await(ms, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  /** Stops the job and gives the lease up; waits for a start under way, which has a deadline. */
  @Override
  public void close() {
    stop.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
