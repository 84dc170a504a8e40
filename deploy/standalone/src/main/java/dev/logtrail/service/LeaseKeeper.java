package dev.logtrail.service;

import dev.logtrail.api.status.JobStatus;
import dev.logtrail.store.FaultLog;
import dev.logtrail.store.StoreException;
import dev.logtrail.store.lease.JobLease;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.core.execution.JobClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the lease of a job on a cluster. When its session is lost it is taken again under the same
 * token, so that the job goes on; if another program had it in between, every flush of this job is
 * refused, and the process ends.
 */
final class LeaseKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);
  private static final long LOOK_MS = 500;
  private static final int ANSWER_WITHIN_S = 10;
  private static final int SUPERSEDED = 3;

  private final JobLease lease;
  private final FaultLog faults = new FaultLog(LOG, "Holding the lease of the job");
  private volatile JobStatus state = JobStatus.starting();
  private boolean stoodBy;

  LeaseKeeper(JobLease lease) {
    this.lease = lease;
  }

  /** What the job does; never waits. */
  JobStatus state() {
    return state;
  }

  /** The lease, if it could be taken; null if another holds it, or the database does not answer. */
  JobLease tryTake() {
    try {
      if (lease.tryTake()) {
        state = JobStatus.starting();
        faults.worked();
        return lease;
      }
      String holder = lease.holder();
      if (!stoodBy) {
        stoodBy = true;
        LOG.warn("The job stands by: that of {} writes this database", holder);
      }
      state = JobStatus.standby(holder);
      faults.worked();
    } catch (StoreException e) {
      faults.failed(e);
      state = JobStatus.restarting(e.getMessage());
    }
    return null;
  }

  /** Keeps it from now on, on a thread of its own, until the process ends. */
  void watch(JobClient client) {
    Thread thread = new Thread(() -> keep(client), "job-lease");
    thread.setDaemon(true);
    thread.start();
  }

  private void keep(JobClient client) {
    try {
      while (true) {
        TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        look(client);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look(JobClient client) throws InterruptedException {
    try {
      if (!lease.isHeld() && !lease.tryRetake()) {
        if (lease.isSuperseded()) {
          LOG.error("The job ends: {} writes this store now", lease.holder());
          Runtime.getRuntime().halt(SUPERSEDED);
        }
        state = JobStatus.restarting("the lease of the job was lost; it is taken again");
        return;
      }
      faults.worked();
      state = state(client);
    } catch (StoreException e) {
      faults.failed(e);
      state = JobStatus.restarting(e.getMessage());
    }
  }

  private static JobStatus state(JobClient client) throws InterruptedException {
    try {
      org.apache.flink.api.common.JobStatus status =
          client.getJobStatus().get(ANSWER_WITHIN_S, TimeUnit.SECONDS);
      return status == org.apache.flink.api.common.JobStatus.RUNNING
          ? JobStatus.running()
          : JobStatus.restarting(
              "the job is " + status.name().toLowerCase(java.util.Locale.ROOT) + " on its cluster");
    } catch (ExecutionException | TimeoutException e) {
      return JobStatus.restarting("Flink does not tell what the job does: " + e.getMessage());
    }
  }
}
