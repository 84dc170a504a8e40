package dev.logtrail.service.flink;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessSpec;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/** The two kinds of processes of a cluster: their entry points, and how memory is shared out. */
public enum FlinkRole {
  /** Runs the job's main method, keeps its checkpoints and tells the tasks where to run. */
  JOBMANAGER("org.apache.flink.container.entrypoint.StandaloneApplicationClusterEntryPoint") {
    @Override
    Memory memory(Configuration configuration, MemorySize process) {
      configuration.set(JobManagerOptions.TOTAL_PROCESS_MEMORY, process);
      configuration.set(JobManagerOptions.JVM_METASPACE, METASPACE);
      configuration.set(JobManagerOptions.JVM_OVERHEAD_MIN, LEAST_OVERHEAD);
      configuration.set(JobManagerOptions.OFF_HEAP_MEMORY, OFF_HEAP);
      JobManagerProcessSpec spec = JobManagerProcessUtils.processSpecFromConfig(configuration);
      return new Memory(
          JobManagerProcessUtils.generateJvmParametersStr(spec, configuration),
          JobManagerProcessUtils.generateDynamicConfigsStr(spec));
    }
  },
  /** Runs tasks in its slots. */
  TASKMANAGER("org.apache.flink.runtime.taskexecutor.TaskManagerRunner") {
    @Override
    Memory memory(Configuration configuration, MemorySize process) {
      configuration.set(TaskManagerOptions.TOTAL_PROCESS_MEMORY, process);
      configuration.set(TaskManagerOptions.JVM_METASPACE, METASPACE);
      configuration.set(TaskManagerOptions.JVM_OVERHEAD_MIN, LEAST_OVERHEAD);
      configuration.set(TaskManagerOptions.FRAMEWORK_OFF_HEAP_MEMORY, OFF_HEAP);
      configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, NETWORK);
      configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, NETWORK);
      // What is managed by Flink serves RocksDB and batches; the job has neither.
      configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ZERO);
      TaskExecutorProcessSpec spec = TaskExecutorProcessUtils.processSpecFromConfig(configuration);
      return new Memory(
          ProcessMemoryUtils.generateJvmParametersStr(spec),
          TaskExecutorProcessUtils.generateDynamicConfigsStr(spec));
    }
  };

  private static final MemorySize METASPACE = MemorySize.ofMebiBytes(192);
  private static final MemorySize LEAST_OVERHEAD = MemorySize.ofMebiBytes(96);
  private static final MemorySize OFF_HEAP = MemorySize.ofMebiBytes(64);
  private static final MemorySize NETWORK = MemorySize.ofMebiBytes(64);

  private final String entryPoint;

  FlinkRole(String entryPoint) {
    this.entryPoint = entryPoint;
  }

  /**
   * How memory is shared out.
   *
   * @param jvmFlags for the JVM, with blanks
   * @param settings Flink's own, as {@code -D key=value} with blanks
   */
  record Memory(String jvmFlags, String settings) {}

  /**
   * Shares out what the process may take in all.
   *
   * @throws IllegalArgumentException (or a subclass) if that is too little; says for what
   */
  abstract Memory memory(Configuration configuration, MemorySize process);

  String entryPoint() {
    return entryPoint;
  }
}
