package dev.logtrail.job.assemble;

import dev.logtrail.job.record.DecodedAhead;
import dev.logtrail.job.record.JobRecord;
import dev.logtrail.limit.MemoryBudgets;
import dev.logtrail.payload.PayloadDecoder;
import dev.logtrail.payload.bytes.DecodingBusyException;
import dev.logtrail.payload.bytes.DecodingRoom;
import dev.logtrail.payload.bytes.UnreadableException;
import dev.logtrail.payload.decoding.Decoded;
import dev.logtrail.payload.decoding.DecodedSink;
import dev.logtrail.payload.decoding.PayloadLimits;
import dev.logtrail.redact.Redaction;
import dev.logtrail.text.FaultText;
import dev.logtrail.trail.Delivery;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * Decodes deliveries and hands on each piece as it is read, so that a slow store slows the decoding
 * of a large one, too. What cannot be read becomes a dead letter, never an exception. Where there
 * is no memory to decode in, it waits.
 */
public final class DecodePayload extends RichFlatMapFunction<Delivery, JobRecord> {
  private static final long serialVersionUID = 1L;
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Redaction redaction;
  private transient PayloadDecoder decoder;

  /** Masks nothing. */
  public DecodePayload() {
    this(Redaction.none());
  }

  /** Masks what it decodes, dead letters included. */
  public DecodePayload(Redaction redaction) {
    this.redaction = redaction;
  }

  @Override
  public void open(OpenContext context) {
    DecodingRoom room = new DecodingRoom(MemoryBudgets.ofThisProcess().decoding(), PATIENCE);
    decoder = new PayloadDecoder(PayloadLimits.DEFAULT, room);
  }

  @Override
  public void flatMap(Delivery delivery, Collector<JobRecord> out) {
    Decoded ahead = DecodedAhead.of(delivery);
    Decoder reading = ahead == null ? decoder::decode : (same, sink) -> ahead.to(sink);
    while (!tryDecode(reading, delivery, out)) {
      if (Thread.currentThread().isInterrupted()) {
        throw new DecodingBusyException("interrupted while waiting for memory to decode in");
      }
    }
  }

  /** Reads a delivery and hands on its pieces. */
  interface Decoder {
    void decode(Delivery delivery, DecodedSink sink) throws UnreadableException;
  }

  /**
   * False if there was no memory; what was handed on then is handed on again, which is harmless. A
   * delivery at which the decoder fails, a fault of Logtrail's, is a dead letter like one that
   * cannot be read.
   */
  boolean tryDecode(Decoder decoder, Delivery delivery, Collector<JobRecord> out) {
    DecodedRecords records = new DecodedRecords(delivery, redaction, out);
    try {
      decoder.decode(delivery, records);
      records.end();
    } catch (UnreadableException e) {
      records.unreadable(e.getMessage());
    } catch (DecodingBusyException e) {
      return false;
    } catch (RuntimeException | StackOverflowError e) {
      if (records.isRefusedDownstream()) {
        throw e;
      }
      RefusalLog.here().refused("a delivery at which decoding fails", FaultText.of(e));
      records.unreadable("Logtrail failed at decoding it: " + FaultText.of(e));
    }
    return true;
  }

  @Override
  public void close() {
    if (decoder != null) {
      decoder.close();
    }
  }
}
