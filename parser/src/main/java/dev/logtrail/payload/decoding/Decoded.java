package dev.logtrail.payload.decoding;

import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.LogEvent;
import java.util.List;
import java.util.Map;

/**
 * What a delivery held: everything in it is in exactly one of the four parts.
 *
 * @param batches events by stream, in the order of delivery
 * @param invocations log results
 * @param rejected records that could not be read
 * @param dropped events left out on purpose, by reason (such as {@code control_message})
 */
public record Decoded(
    List<LogBatch> batches,
    List<Invocation> invocations,
    List<Rejected> rejected,
    Map<String, Long> dropped) {
  /** What an event takes beside its texts. */
  private static final long EVENT_BYTES = 130;

  public Decoded {
    batches = List.copyOf(batches);
    invocations = List.copyOf(invocations);
    rejected = List.copyOf(rejected);
    dropped = Map.copyOf(dropped);
  }

  /** About what the batches take in memory, in bytes. */
  public long batchBytes() {
    long bytes = 0;
    for (LogBatch batch : batches) {
      bytes += memoryOf(batch);
    }
    return bytes;
  }

  /** About what a batch takes in memory, in bytes. */
  public static long memoryOf(LogBatch batch) {
    long bytes = 0;
    for (LogEvent event : batch.events()) {
      bytes += EVENT_BYTES + event.id().length() + 2L * event.message().length();
    }
    return bytes;
  }

  /** The same of a log result. */
  public static long memoryOf(Invocation invocation) {
    return EVENT_BYTES + 2L * (lengthOf(invocation.log()) + lengthOf(invocation.payload()));
  }

  private static int lengthOf(String text) {
    return text == null ? 0 : text.length();
  }

  /** Hands all of it on. */
  public void to(DecodedSink sink) {
    batches.forEach(sink::batch);
    invocations.forEach(sink::invocation);
    rejected.forEach(sink::rejected);
    dropped.forEach(sink::dropped);
  }
}
