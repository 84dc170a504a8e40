package dev.logtrail.job.local;

import dev.logtrail.job.JobSettings;
import dev.logtrail.job.JobSource;
import dev.logtrail.job.TrailJob;
import dev.logtrail.job.inbox.OpenEnumerators;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.trail.Delivery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.function.SerializableSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The job inside this process. It resumes from the newest checkpoint it finds; one that cannot be
 * restored is left aside, which costs a re-read of the inbox and no data. Stopping it is the same
 * as losing it: what was acknowledged is in the inbox until it is in the store.
 */
public final class LocalJob implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LocalJob.class);
  private static final Duration START_WITHIN = Duration.ofSeconds(60);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(10);
  private static final Duration CONNECTIONS_END_WITHIN = Duration.ofSeconds(3);
  private static final long POLL_MS = 20;

  private final JobClient client;

  private LocalJob(JobClient client) {
    this.client = client;
  }

  /**
   * Starts the job and returns when it runs.
   *
   * @param checkpoints directory of its checkpoints and temporary files; made if missing
   * @throws JobFailedException if it does not come to run
   */
  public static LocalJob start(
      List<JobSource> sources,
      SerializableSupplier<TrailWriter> writers,
      JobSettings settings,
      Path checkpoints) {
    Path scratch = prepare(checkpoints);
    Optional<Path> newest = Checkpoints.newest(checkpoints);
    if (newest.isPresent()) {
      try {
        Checkpoints.check(newest.get());
        Configuration resuming = JobConfiguration.of(checkpoints, scratch, newest.get());
        return run(sources, writers, settings, resuming);
      } catch (IOException | JobFailedException e) {
        LOG.warn(
            "Cannot resume from {}: {} Beginning with empty state: the inbox is read again, and"
                + " other sources from their stored positions; nothing is lost.",
            newest.get(),
            sentence(e));
      }
    }
    return run(sources, writers, settings, JobConfiguration.of(checkpoints, scratch, null));
  }

  /** Takes away what earlier runs left, however they ended; makes a directory for this one's. */
  private static Path prepare(Path checkpoints) {
    Path scratch = checkpoints.resolve("tmp");
    try {
      Checkpoints.delete(scratch);
      Checkpoints.deleteEmpty(checkpoints);
      return Files.createDirectories(scratch);
    } catch (IOException e) {
      throw new JobFailedException(
          "the checkpoint directory " + checkpoints + " cannot be used: " + e, e);
    }
  }

  private static String sentence(Exception e) {
    String message = String.valueOf(e.getMessage());
    return message.endsWith(".") ? message : message + ".";
  }

  /**
   * Runs the job over a source that ends, from an empty state, and returns when all of it is
   * stored.
   *
   * @throws JobFailedException if it fails
   */
  public static void runToEnd(
      Source<Delivery, ?, ?> source,
      SerializableSupplier<TrailWriter> writers,
      JobSettings settings,
      Path checkpoints) {
    Configuration configuration = JobConfiguration.of(checkpoints, prepare(checkpoints), null);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(settings.parallelism(), configuration);
    TrailJob.build(env, JobSource.only(source), writers, settings);
    try {
      env.execute("logtrail");
    } catch (Exception e) {
      throw new JobFailedException(String.valueOf(root(e).getMessage()), e);
    }
  }

  private static LocalJob run(
      List<JobSource> sources,
      SerializableSupplier<TrailWriter> writers,
      JobSettings settings,
      Configuration configuration) {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(settings.parallelism(), configuration);
    TrailJob.build(env, sources, writers, settings);
    try {
      return running(new LocalJob(env.executeAsync("logtrail")));
    } catch (JobFailedException e) {
      throw e;
    } catch (Exception e) {
      throw new JobFailedException("the job cannot be started: " + root(e).getMessage(), e);
    }
  }

  /** A job that does not come to run is stopped: no second one may run beside it. */
  private static LocalJob running(LocalJob job) throws InterruptedException {
    try {
      job.awaitRunning();
      return job;
    } catch (RuntimeException | InterruptedException e) {
      job.close();
      throw e;
    }
  }

  private void awaitRunning() throws InterruptedException {
    long deadline = System.nanoTime() + START_WITHIN.toNanos();
    while (System.nanoTime() < deadline) {
      JobStatus status = status();
      if (status == JobStatus.RUNNING) {
        return;
      }
      if (status.isGloballyTerminalState()) {
        throw failed();
      }
      Thread.sleep(POLL_MS);
    }
    throw new JobFailedException(
        "the job does not run after " + START_WITHIN.toSeconds() + " s", null);
  }

  /** Whether it runs now; between a failure of a task and its restart it does not. */
  public boolean isRunning() {
    return status() == JobStatus.RUNNING;
  }

  /** Whether it has ended by itself and will not run again. */
  public boolean hasEnded() {
    return status().isGloballyTerminalState();
  }

  private JobStatus status() {
    try {
      return client.getJobStatus().get(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return JobStatus.FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return JobStatus.FAILED;
    }
  }

  private JobFailedException failed() {
    try {
      client.getJobExecutionResult().get(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS);
      return new JobFailedException("the job ended by itself", null);
    } catch (ExecutionException | TimeoutException e) {
      return new JobFailedException(String.valueOf(root(e).getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new JobFailedException("interrupted while the job was starting", e);
    }
  }

  private static Throwable root(Throwable e) {
    return e.getCause() == null ? e : root(e.getCause());
  }

  /** Stops it; returns when its tasks have ended, so that the store may go. */
  @Override
  public void close() {
    try {
      client.cancel().get(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS);
      client.getJobExecutionResult().get(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("The job has ended, which a cancelled one tells as a failure", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    try {
      OpenEnumerators.awaitNone(CONNECTIONS_END_WITHIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
