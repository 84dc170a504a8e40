package dev.logtrail.demo.lambda;

import dev.logtrail.demo.lambda.platform.Ids;
import dev.logtrail.trail.LogEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * The platform's sender of one log stream: gathers what was written and puts it into CloudWatch in
 * batches, where events get their ids.
 *
 * <p>Events keep the order of writing in a batch, also where a runtime's cut times go backwards:
 * the place in the batch is then the only witness of it.
 */
public final class LogAgent {
  private static final int MAX_EVENTS = 10_000;

  private final IngestionDelay delay;
  private final Random random;
  private final Deque<WrittenEvent> waiting = new ArrayDeque<>();
  private long lastWrittenAt = Long.MIN_VALUE;
  private long nextPut = Long.MAX_VALUE;
  private long lastPut = Long.MIN_VALUE;

  /** A sender with nothing to send. */
  public LogAgent(IngestionDelay delay, Random random) {
    this.delay = delay;
    this.random = random;
  }

  /** Takes lines, which must come in the order of writing. */
  public void write(List<WrittenEvent> lines) {
    for (WrittenEvent line : lines) {
      if (line.writtenAt() < lastWrittenAt) {
        throw new IllegalArgumentException("lines must come in the order of writing: " + line);
      }
      lastWrittenAt = line.writtenAt();
      waiting.add(line);
    }
    schedule();
  }

  /** When the next batch is due, epoch ms; {@link Long#MAX_VALUE} if nothing waits. */
  public long nextPut() {
    return nextPut;
  }

  /**
   * Puts the batch that is due at {@link #nextPut()}.
   *
   * @throws IllegalStateException if nothing waits
   */
  public LabelledBatch put() {
    if (waiting.isEmpty()) {
      throw new IllegalStateException("nothing waits to be put; ask nextPut() first");
    }
    long ingestedAt = nextPut;
    long batch = random.nextLong();
    List<LabelledEvent> events = new ArrayList<>();
    while (!waiting.isEmpty()
        && waiting.peek().writtenAt() <= ingestedAt - delay.minMs()
        && events.size() < MAX_EVENTS) {
      events.add(labelled(waiting.remove(), ingestedAt, batch, events.size()));
    }
    lastPut = ingestedAt;
    nextPut = Long.MAX_VALUE;
    schedule();
    return new LabelledBatch(ingestedAt, events);
  }

  private void schedule() {
    if (nextPut == Long.MAX_VALUE && !waiting.isEmpty()) {
      nextPut = Math.max(lastPut + 1, waiting.peek().writtenAt() + delay.draw(random));
    }
  }

  private static LabelledEvent labelled(WrittenEvent line, long ingestedAt, long batch, int seq) {
    String id = Ids.eventId(line.timestamp(), ingestedAt, batch, seq);
    LogEvent event = new LogEvent(id, line.timestamp(), line.message());
    return new LabelledEvent(event, line.requestId(), line.n(), line.basis());
  }
}
