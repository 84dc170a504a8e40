package dev.logtrail.job.assemble;

import dev.logtrail.job.record.JobRecord;
import dev.logtrail.job.record.JobRecord.DroppedCount;
import dev.logtrail.job.record.JobRecord.EventBatch;
import dev.logtrail.job.record.JobRecord.InvocationResult;
import dev.logtrail.job.record.JobRecord.UnreadableRecord;
import dev.logtrail.limit.DeliveryLimits;
import dev.logtrail.payload.decoding.DecodedSink;
import dev.logtrail.payload.decoding.Rejected;
import dev.logtrail.redact.BytesRedaction;
import dev.logtrail.redact.RecordRedaction;
import dev.logtrail.redact.Redaction;
import dev.logtrail.store.DeadLetter;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.util.Collector;

/**
 * Hands on the pieces of one delivery while it is decoded. It holds back no more than a few dead
 * letters: should the whole delivery turn out to be unreadable, that one letter replaces them.
 */
final class DecodedRecords implements DecodedSink {
  private final Delivery delivery;
  private final Collector<JobRecord> out;
  private final RecordRedaction records;
  private final BytesRedaction bytes;
  private final List<JobRecord> held = new ArrayList<>();
  private final Map<String, Long> dropped = new TreeMap<>();
  private long heldBytes;
  private boolean refusedDownstream;

  DecodedRecords(Delivery delivery, Redaction redaction, Collector<JobRecord> out) {
    this.delivery = delivery;
    this.records = new RecordRedaction(redaction);
    this.bytes = new BytesRedaction(redaction);
    this.out = out;
  }

  @Override
  public void batch(LogBatch batch) {
    handOn(new EventBatch(records.batch(batch)));
  }

  @Override
  public void invocation(Invocation invocation) {
    handOn(new InvocationResult(records.invocation(invocation)));
  }

  @Override
  public void rejected(Rejected rejected) {
    held.add(letter(rejected.reason(), rejected.body(), rejected.length()));
    heldBytes += rejected.length();
    if (heldBytes > DeliveryLimits.BATCH_CHARS || held.size() > DeliveryLimits.BATCH_EVENTS) {
      handOnLetters();
    }
  }

  @Override
  public void dropped(String reason, long events) {
    dropped.merge(reason, events, Long::sum);
  }

  /** The delivery was read. */
  void end() {
    handOnLetters();
    dropped.forEach((reason, n) -> handOn(new DroppedCount(delivery.source(), reason, n)));
  }

  /** Nothing in it could be read, or it is too large. */
  void unreadable(String reason) {
    handOn(letter(reason, delivery.body(), delivery.body().length));
  }

  private void handOn(JobRecord record) {
    try {
      out.collect(record);
    } catch (RuntimeException e) {
      refusedDownstream = true;
      throw e;
    }
  }

  /** Whether what comes behind has failed, not the decoding. */
  boolean isRefusedDownstream() {
    return refusedDownstream;
  }

  private void handOnLetters() {
    held.forEach(this::handOn);
    held.clear();
    heldBytes = 0;
  }

  /** {@code fullBytes}: how many there were, should {@code body} be cut. */
  private JobRecord letter(String reason, byte[] body, long fullBytes) {
    byte[] masked = bytes.bytes(body);
    String told = bytes.text(reason);
    boolean cut = fullBytes > DeliveryLimits.DEAD_LETTER_BYTES;
    return new UnreadableRecord(
        masked == null
            ? DeadLetter.withoutBytes(delivery, told, fullBytes)
            : DeadLetter.unreadable(
                delivery, told, masked, cut ? Math.max(masked.length, fullBytes) : masked.length));
  }
}
