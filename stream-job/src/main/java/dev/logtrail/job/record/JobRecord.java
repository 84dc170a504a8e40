package dev.logtrail.job.record;

import dev.logtrail.store.DeadLetter;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import java.util.Objects;

/** One piece of a decoded delivery. Immutable. */
public sealed interface JobRecord {

  /** What is kept together: a stream's batches, a request's log results. Never null. */
  String key();

  /** Events of one log stream that were delivered together. */
  record EventBatch(LogBatch batch) implements JobRecord {
    public EventBatch {
      Objects.requireNonNull(batch, "batch");
    }

    @Override
    public String key() {
      LogStream stream = batch.stream();
      return String.join(
          "\n", stream.account(), stream.region(), stream.logGroup(), stream.logStream());
    }
  }

  /** What a synchronous invoke returned. */
  record InvocationResult(Invocation invocation) implements JobRecord {
    public InvocationResult {
      Objects.requireNonNull(invocation, "invocation");
    }

    @Override
    public String key() {
      return String.join(
          "\n",
          invocation.account(),
          invocation.region(),
          invocation.functionName(),
          invocation.requestId());
    }
  }

  /** A record that could not be read, with the reason. */
  record UnreadableRecord(DeadLetter letter) implements JobRecord {
    public UnreadableRecord {
      Objects.requireNonNull(letter, "letter");
    }

    @Override
    public String key() {
      return letter.reason();
    }
  }

  /**
   * Events that were dropped on purpose.
   *
   * @param source how they came
   * @param reason such as {@code control_message}
   * @param count above 0
   */
  record DroppedCount(Source source, String reason, long count) implements JobRecord {
    public DroppedCount {
      Objects.requireNonNull(source, "source");
      Objects.requireNonNull(reason, "reason");
    }

    @Override
    public String key() {
      return reason;
    }
  }
}
