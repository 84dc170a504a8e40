package dev.logtrail.job;

import dev.logtrail.job.assemble.AssembleTrails;
import dev.logtrail.job.assemble.DecodePayload;
import dev.logtrail.job.record.JobRecord;
import dev.logtrail.job.record.JobRecordType;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.trail.Delivery;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.function.SerializableSupplier;

/**
 * The graph.
 *
 * <pre>
 *  inbox ───► decode ──┐
 *  Kinesis ─► decode ──┼─► keyBy(log stream) ──► assemble (and store)
 *  …                   ┘
 * </pre>
 */
public final class TrailJob {
  private static final Duration BUFFER_TIMEOUT = Duration.ofMillis(5);

  /** Between two attempts, so that a database that is back is written to within seconds. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private TrailJob() {}

  /**
   * Sets what the job needs wherever it runs: it is for live use, so that no buffer waits long and
   * a database that is back is written to within seconds. What the cluster's own configuration says
   * of other things counts.
   */
  public static void configure(StreamExecutionEnvironment env) {
    Configuration configuration = new Configuration();
    configuration.set(ExecutionOptions.BUFFER_TIMEOUT, BUFFER_TIMEOUT);
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    // Records are values that nobody changes: a source need not copy what it hands on.
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    restartForEver(configuration);
    env.configure(configuration);
  }

  /**
   * Has failed tasks started again after a pause, however often. Flink's growing pauses end at a
   * time of day: if the clock is set back by an hour meanwhile, the job waits for an hour.
   */
  public static void restartForEver(Configuration configuration) {
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, Integer.MAX_VALUE);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, PAUSE);
  }

  /**
   * Adds the job to an environment.
   *
   * @param sources where deliveries come from, each with a name of its own
   * @param writers opens the writer of each task, with an epoch of its own; closed with the task
   */
  public static void build(
      StreamExecutionEnvironment env,
      List<JobSource> sources,
      SerializableSupplier<TrailWriter> writers,
      JobSettings settings) {
    List<DataStream<JobRecord>> records =
        sources.stream().map(source -> decoded(env, source, settings)).toList();
    records
        .get(0)
        .union(others(records))
        .keyBy(JobRecord::key, Types.STRING)
        .transform("assemble", Types.VOID, new AssembleTrails(writers, settings.assemble()))
        .uid("assemble")
        .setParallelism(settings.parallelism());
  }

  /** Of the inbox it is called "decode", as it was when there was no other source. */
  private static DataStream<JobRecord> decoded(
      StreamExecutionEnvironment env, JobSource source, JobSettings settings) {
    String decode = source.name().equals("inbox") ? "decode" : "decode-" + source.name();
    return env.fromSource(
            source.source(),
            WatermarkStrategy.noWatermarks(),
            source.name(),
            TypeInformation.of(Delivery.class))
        .uid(source.name())
        .setParallelism(source.parallelism())
        .flatMap(new DecodePayload(settings.redaction()))
        .returns(new JobRecordType())
        .name(decode)
        .uid(decode)
        .setParallelism(source.parallelism());
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
  private static DataStream<JobRecord>[] others(List<DataStream<JobRecord>> records) {
    return records.subList(1, records.size()).toArray(DataStream[]::new);
  }
}
