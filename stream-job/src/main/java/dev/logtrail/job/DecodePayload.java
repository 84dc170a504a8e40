package dev.logtrail.job;

import dev.logtrail.payload.Decoded;
import dev.logtrail.payload.PayloadDecoder;
import dev.logtrail.payload.Rejected;
import dev.logtrail.payload.UnreadableException;
import dev.logtrail.trail.Delivery;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/** Decodes deliveries; what cannot be read becomes a dead letter, never an exception. */
final class DecodePayload extends RichFlatMapFunction<Delivery, Work> {
  private static final long serialVersionUID = 1L;
  private transient PayloadDecoder decoder;

  @Override
  public void open(OpenContext context) {
    decoder = new PayloadDecoder();
  }

  @Override
  public void flatMap(Delivery delivery, Collector<Work> out) {
    try {
      emit(delivery, decoder.decode(delivery), out);
    } catch (UnreadableException e) {
      out.collect(rejected(delivery, e.getMessage(), delivery.body()));
    }
  }

  private static void emit(Delivery delivery, Decoded decoded, Collector<Work> out) {
    decoded.batches().forEach(batch -> out.collect(Work.of(batch)));
    decoded.invocations().forEach(invocation -> out.collect(Work.of(invocation)));
    for (Rejected rejected : decoded.rejected()) {
      out.collect(rejected(delivery, rejected.reason(), rejected.body()));
    }
    Work.dropped(delivery.source(), decoded.dropped()).forEach(out::collect);
  }

  private static Work rejected(Delivery delivery, String reason, byte[] body) {
    return Work.rejected(delivery.source(), delivery.account(), delivery.region(), reason, body);
  }

  @Override
  public void close() {
    if (decoder != null) {
      decoder.close();
    }
  }
}
