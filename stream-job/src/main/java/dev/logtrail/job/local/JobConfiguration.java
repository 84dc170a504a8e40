package dev.logtrail.job.local;

import dev.logtrail.job.TrailJob;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;

/** How Flink runs inside this process. */
final class JobConfiguration {
  private static final Duration CHECKPOINT_EVERY = Duration.ofSeconds(1);

  private static final String LOOPBACK = "127.0.0.1";

  private JobConfiguration() {}

  /**
   * The configuration of one run.
   *
   * @param checkpoints directory of its checkpoints
   * @param scratch directory of its temporary files
   * @param resumeFrom the checkpoint to begin with; null to begin with empty state
   */
  static Configuration of(Path checkpoints, Path scratch, Path resumeFrom) {
    Configuration configuration = new Configuration();
    checkpoints(configuration, checkpoints);
    keepToThisMachine(configuration);
    configuration.set(CoreOptions.TMP_DIRS, scratch.toAbsolutePath().toString());
    configuration.set(WebOptions.TMP_DIR, scratch.toAbsolutePath().toString());
    configuration.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(5));
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    // Records are values that nobody changes: a source need not copy what it hands on.
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    TrailJob.restartForEver(configuration);
    if (resumeFrom != null) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, resumeFrom.toUri().toString());
      configuration.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
      // A source that is not read any more may have left state; its positions are in the store.
      configuration.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, true);
    }
    return configuration;
  }

  private static void checkpoints(Configuration configuration, Path directory) {
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_EVERY);
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory.toAbsolutePath().toUri().toString());
    configuration.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
  }

  /** Whoever reaches Flink's own ports can run code here: nobody but this machine does. */
  private static void keepToThisMachine(Configuration configuration) {
    configuration.set(RestOptions.ADDRESS, LOOPBACK);
    configuration.set(RestOptions.BIND_ADDRESS, LOOPBACK);
    configuration.set(JobManagerOptions.BIND_HOST, LOOPBACK);
    configuration.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
    configuration.set(WebOptions.SUBMIT_ENABLE, false);
    configuration.set(WebOptions.CANCEL_ENABLE, false);
  }
}
