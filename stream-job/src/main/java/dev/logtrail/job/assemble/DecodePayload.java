package dev.logtrail.job.assemble;

import dev.logtrail.job.record.JobRecord;
import dev.logtrail.job.record.JobRecord.DroppedCount;
import dev.logtrail.job.record.JobRecord.EventBatch;
import dev.logtrail.job.record.JobRecord.InvocationResult;
import dev.logtrail.job.record.JobRecord.UnreadableRecord;
import dev.logtrail.payload.PayloadDecoder;
import dev.logtrail.payload.bytes.UnreadableException;
import dev.logtrail.payload.decoding.Decoded;
import dev.logtrail.payload.decoding.Rejected;
import dev.logtrail.store.DeadLetter;
import dev.logtrail.trail.Delivery;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/** Decodes deliveries; what cannot be read becomes a dead letter, never an exception. */
public final class DecodePayload extends RichFlatMapFunction<Delivery, JobRecord> {
  private static final long serialVersionUID = 1L;
  private transient PayloadDecoder decoder;

  @Override
  public void open(OpenContext context) {
    decoder = new PayloadDecoder();
  }

  @Override
  public void flatMap(Delivery delivery, Collector<JobRecord> out) {
    try {
      emit(delivery, decoder.decode(delivery), out);
    } catch (UnreadableException e) {
      out.collect(rejected(delivery, e.getMessage(), delivery.body()));
    }
  }

  private static void emit(Delivery delivery, Decoded decoded, Collector<JobRecord> out) {
    decoded.batches().forEach(batch -> out.collect(new EventBatch(batch)));
    decoded.invocations().forEach(i -> out.collect(new InvocationResult(i)));
    for (Rejected rejected : decoded.rejected()) {
      out.collect(rejected(delivery, rejected.reason(), rejected.body()));
    }
    decoded
        .dropped()
        .forEach((reason, n) -> out.collect(new DroppedCount(delivery.source(), reason, n)));
  }

  private static JobRecord rejected(Delivery delivery, String reason, byte[] body) {
    return new UnreadableRecord(
        new DeadLetter(delivery.source(), delivery.account(), delivery.region(), reason, body));
  }

  @Override
  public void close() {
    if (decoder != null) {
      decoder.close();
    }
  }
}
