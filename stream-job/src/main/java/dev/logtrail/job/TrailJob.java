package dev.logtrail.job;

import dev.logtrail.job.assemble.AssembleTrails;
import dev.logtrail.job.assemble.DecodePayload;
import dev.logtrail.job.assemble.JobRecord;
import dev.logtrail.job.assemble.JobSettings;
import dev.logtrail.job.database.TrailWriterFactory;
import dev.logtrail.trail.Delivery;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

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
   * @param store what trails are written to
   */
  public static void build(
      StreamExecutionEnvironment env,
      Source<Delivery, ?, ?> source,
      TrailWriterFactory store,
      JobSettings settings) {
    DataStream<Delivery> deliveries =
        env.fromSource(
                source,
                WatermarkStrategy.noWatermarks(),
                "inbox",
                TypeInformation.of(Delivery.class))
            .uid("inbox")
            .setParallelism(1);
    SingleOutputStreamOperator<JobRecord> work =
        deliveries
            .flatMap(new DecodePayload())
            .returns(TypeInformation.of(JobRecord.class))
            .name("decode")
            .uid("decode")
            .setParallelism(1);
    work.keyBy(JobRecord::key, Types.STRING)
        .transform("assemble", Types.VOID, new AssembleTrails(store, settings))
        .uid("assemble")
        .setParallelism(settings.parallelism());
  }
}
