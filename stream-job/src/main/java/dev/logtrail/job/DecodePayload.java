package dev.logtrail.job;

import dev.logtrail.payload.Decoded;
import dev.logtrail.payload.PayloadDecoder;
import dev.logtrail.payload.UnreadableException;
import dev.logtrail.trail.Delivery;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Decodes deliveries; what cannot be read becomes a dead letter, never an exception. */
final class DecodePayload implements FlatMapFunction<Delivery, Work> {
  private static final long serialVersionUID = 1L;
  private transient PayloadDecoder decoder;

  @Override
  public void flatMap(Delivery delivery, Collector<Work> out) {
    if (decoder == null) {
      decoder = new PayloadDecoder();
    }
    try {
      emit(delivery, decoder.decode(delivery), out);
    } catch (UnreadableException e) {
      out.collect(Work.rejected(delivery.source(), delivery.account(), delivery.region(), e.getMessage(), delivery.body()));
    }
  }

  private static void emit(Delivery delivery, Decoded decoded, Collector<Work> out) {
    decoded.batches().forEach(batch -> out.collect(Work.of(batch)));
    decoded.invocations().forEach(invocation -> out.collect(Work.of(invocation)));
    decoded
        .rejected()
        .forEach(
            r ->
                out.collect(
                    Work.rejected(delivery.source(), delivery.account(), delivery.region(), r.reason(), r.body())));
    Work.dropped(decoded.dropped()).forEach(out::collect);
  }
}
