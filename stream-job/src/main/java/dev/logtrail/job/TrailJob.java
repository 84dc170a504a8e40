package dev.logtrail.job;

import dev.logtrail.job.assemble.AssembleTrails;
import dev.logtrail.job.assemble.DecodePayload;
import dev.logtrail.job.record.JobRecord;
import dev.logtrail.job.record.JobRecordType;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.trail.Delivery;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.function.SerializableSupplier;

/**
 * The graph.
 *
 * <pre>
 *  source ──► decode ──► keyBy(log stream) ──► assemble (and store)
 * </pre>
 */
public final class TrailJob {
  private TrailJob() {}

  /**
   * Adds the job to an environment.
   *
   * @param source where deliveries come from; read by one task, so that a stream's deliveries keep
   *     their order
   * @param writers opens the writer of each task, with an epoch of its own; closed with the task
   */
  public static void build(
      StreamExecutionEnvironment env,
      Source<Delivery, ?, ?> source,
      SerializableSupplier<TrailWriter> writers,
      JobSettings settings) {
    DataStream<Delivery> deliveries =
        env.fromSource(
                source,
                WatermarkStrategy.noWatermarks(),
                "inbox",
                TypeInformation.of(Delivery.class))
            .uid("inbox")
            .setParallelism(1);
    SingleOutputStreamOperator<JobRecord> records =
        deliveries
            .flatMap(new DecodePayload(settings.redaction()))
            .returns(new JobRecordType())
            .name("decode")
            .uid("decode")
            .setParallelism(1);
    records
        .keyBy(JobRecord::key, Types.STRING)
        .transform("assemble", Types.VOID, new AssembleTrails(writers, settings.assemble()))
        .uid("assemble")
        .setParallelism(settings.parallelism());
  }
}
