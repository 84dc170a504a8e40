package dev.logtrail.service.flink;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ClusterOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RpcOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;

/**
 * How the processes of a cluster find each other, and where they keep things.
 *
 * @param host at which the JobManager is found
 * @param port its port for TaskManagers
 * @param restPort its port for people and tools
 * @param ownHost at which this TaskManager is found by others; null for the machine's name
 * @param slots of a TaskManager
 * @param checkpoints directory or URI below which checkpoints and savepoints are kept
 * @param scratch directory of this process alone
 * @param more further keys of Flink's, which win
 */
public record FlinkSettings(
    String host,
    int port,
    int restPort,
    String ownHost,
    int slots,
    String checkpoints,
    Path scratch,
    Map<String, String> more) {
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration HEARTBEAT = Duration.ofSeconds(1);

  /** So long TaskManagers go on looking for a JobManager that was killed, and it for them. */
  private static final Duration LOST_AFTER = Duration.ofSeconds(8);

  /** Ten seconds, Flink's own, pass on a busy machine before its classes are loaded. */
  private static final Duration START_WITHIN = Duration.ofSeconds(60);

  private static final Duration CHECKPOINT_EVERY = Duration.ofSeconds(1);

  /** One that fails, such as while S3 does not answer, costs nothing but a larger inbox. */
  private static final int CHECKPOINTS_MAY_FAIL = 30;

  private static final Duration BETWEEN_RESCALES = Duration.ofSeconds(3);
  private static final Duration RESOURCES_WITHIN = Duration.ofDays(1);

  /** As Flink knows it. */
  Configuration configuration(FlinkRole role) {
    Configuration c = new Configuration();
    c.set(JobManagerOptions.ADDRESS, host);
    c.set(JobManagerOptions.PORT, port);
    c.set(RestOptions.ADDRESS, host);
    c.set(RestOptions.PORT, restPort);
    c.set(CoreOptions.TMP_DIRS, scratch.toAbsolutePath().toString());
    c.set(WebOptions.TMP_DIR, scratch.toAbsolutePath().toString());
    c.set(WebOptions.SUBMIT_ENABLE, false);
    quick(c);
    if (role == FlinkRole.JOBMANAGER) {
      jobManager(c);
    } else {
      taskManager(c);
    }
    more.forEach(c::setString);
    return c;
  }

  /** Flink's own patience is that of a batch cluster: here each second is a second of delay. */
  private static void quick(Configuration c) {
    c.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, HEARTBEAT);
    c.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, LOST_AFTER);
    c.set(RpcOptions.STARTUP_TIMEOUT, START_WITHIN);
    c.set(ClusterOptions.MAX_REGISTRATION_TIMEOUT, SOON);
    c.set(ClusterOptions.ERROR_REGISTRATION_DELAY, SOON);
    c.set(ClusterOptions.REFUSED_REGISTRATION_DELAY, SOON);
  }

  private void jobManager(Configuration c) {
    c.set(JobManagerOptions.BIND_HOST, bind());
    c.set(RestOptions.BIND_ADDRESS, bind());
    c.set(RestOptions.BIND_PORT, Integer.toString(restPort));
    c.set(BlobServerOptions.PORT, "0");
    c.set(JobManagerOptions.SCHEDULER, JobManagerOptions.SchedulerType.Adaptive);
    c.set(JobManagerOptions.SCHEDULER_SUBMISSION_RESOURCE_WAIT_TIMEOUT, RESOURCES_WITHIN);
    c.set(JobManagerOptions.SCHEDULER_SUBMISSION_RESOURCE_STABILIZATION_TIMEOUT, SOON);
    c.set(JobManagerOptions.SCHEDULER_EXECUTING_RESOURCE_STABILIZATION_TIMEOUT, SOON);
    c.set(JobManagerOptions.SCHEDULER_EXECUTING_COOLDOWN_AFTER_RESCALING, BETWEEN_RESCALES);
    c.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_EVERY);
    c.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, CHECKPOINTS_MAY_FAIL);
    c.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    c.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints + "/checkpoints");
    c.set(CheckpointingOptions.SAVEPOINT_DIRECTORY, checkpoints + "/savepoints");
  }

  private void taskManager(Configuration c) {
    c.set(TaskManagerOptions.BIND_HOST, bind());
    if (ownHost != null) {
      c.set(TaskManagerOptions.HOST, ownHost);
    }
    c.set(TaskManagerOptions.NUM_TASK_SLOTS, slots);
    c.set(TaskManagerOptions.CPU_CORES, (double) slots);
  }

  /** Whoever reaches these ports can run code here: a cluster on one machine stays on it. */
  private String bind() {
    return host.equals("127.0.0.1") || host.equals("localhost") ? "127.0.0.1" : "0.0.0.0";
  }
}
