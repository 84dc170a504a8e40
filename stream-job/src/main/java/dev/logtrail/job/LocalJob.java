package dev.logtrail.job;

import dev.logtrail.trail.Delivery;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The job inside this process. It resumes from the newest checkpoint it finds; one that cannot be
 * restored is left aside, which costs a re-read of the inbox and no data. Stopping it is the same
 * as losing it: what was acknowledged is in the inbox until it is in the store.
 */
public final class LocalJob implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LocalJob.class);
  private static final Duration CHECKPOINT_EVERY = Duration.ofSeconds(1);
  private static final Duration START_WITHIN = Duration.ofSeconds(60);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(10);
  private static final long POLL_MS = 20;

  private final JobClient client;

  private LocalJob(JobClient client) {
    this.client = client;
  }

  /**
   * Starts the job and returns when it runs.
   *
   * @param checkpoints directory of its checkpoints; made if missing
   * @throws JobFailedException if it does not come to run
   */
  public static LocalJob start(
      Source<Delivery, ?, ?> source,
      TrailWriterFactory store,
      JobSettings settings,
      Path checkpoints) {
    Optional<Path> newest = Checkpoints.newest(checkpoints);
    if (newest.isPresent()) {
      try {
        return run(source, store, settings, configuration(checkpoints, newest.get()));
      } catch (JobFailedException e) {
        LOG.warn(
            "Cannot resume from {}: {}. Beginning with empty state: the inbox is read again, nothing is lost.",
            newest.get(),
            e.getMessage());
      }
    }
    return run(source, store, settings, configuration(checkpoints, null));
  }

  private static LocalJob run(
      Source<Delivery, ?, ?> source,
      TrailWriterFactory store,
      JobSettings settings,
      Configuration configuration) {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(settings.parallelism(), configuration);
    TrailJob.build(env, source, store, settings);
    try {
      LocalJob job = new LocalJob(env.executeAsync("logtrail"));
      job.awaitRunning();
      return job;
    } catch (JobFailedException e) {
      throw e;
    } catch (Exception e) {
      throw new JobFailedException("the job cannot be started: " + e.getMessage(), e);
    }
  }

  private static Configuration configuration(Path checkpoints, Path resumeFrom) {
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_EVERY);
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        checkpoints.toAbsolutePath().toUri().toString());
    configuration.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    configuration.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(5));
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    if (resumeFrom != null) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, resumeFrom.toUri().toString());
      configuration.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
    }
    return configuration;
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
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      return new JobFailedException(String.valueOf(cause.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new JobFailedException("interrupted while the job was starting", e);
    }
  }

  @Override
  public void close() {
    try {
      client.cancel().get(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("The job had ended before it was stopped", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
