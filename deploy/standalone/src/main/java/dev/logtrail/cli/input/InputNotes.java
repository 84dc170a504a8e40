package dev.logtrail.cli.input;

import dev.logtrail.line.IdStrength;
import dev.logtrail.line.LineFacts;
import dev.logtrail.line.LineScanner;
import dev.logtrail.payload.carrier.text.CarriedText;
import dev.logtrail.payload.carrier.text.Carrier;
import dev.logtrail.payload.decoding.DecodedSink;
import dev.logtrail.payload.decoding.Rejected;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.LogEvent;

/**
 * What is worth saying about one input that was read: whether its requests were understood, all of
 * them or none.
 */
public final class InputNotes implements DecodedSink {
  private final DecodedSink sink;
  private Carrier carrier;
  private boolean named;
  private boolean understood;
  private final MissedRequests missed = new MissedRequests();

  /**
   * @param sink gets what the input holds
   */
  InputNotes(DecodedSink sink) {
    this.sink = sink;
  }

  void carrier(Carrier of) {
    carrier = of;
  }

  /** Whether the input names requests that were not understood: some of them, or all. */
  public boolean isDoubtful() {
    return named && !understood || !missed.ids().isEmpty();
  }

  /**
   * What to say then.
   *
   * @param input its name
   */
  public String warning(String input) {
    String taken =
        carrier == null
            ? ""
            : " It was taken for a text that has "
                + carrier.before()
                + " before each event ("
                + carrier.label()
                + "). If that is wrong, name the right one with --carrier: "
                + Carrier.labels()
                + ".";
    String what =
        understood
            ? ": lines of the platform stand inside of others there; so these requests were not"
                + " understood: "
                + missed.words()
                + "."
            : ": it names requests, but none of them was understood.";
    return input + what + taken;
  }

  @Override
  public void batch(LogBatch batch) {
    for (LogEvent e : batch.events()) {
      if (!understood) {
        note(e.message());
      }
      missed.note(e.message());
    }
    sink.batch(batch);
  }

  private void note(String message) {
    named |= message.contains("equestId") || message.contains("equest_id");
    LineFacts facts = LineScanner.scan(message);
    understood |= facts.requestId() != null && (facts.isPlatform() || isOwn(facts));
  }

  private static boolean isOwn(LineFacts facts) {
    return facts.strength() == IdStrength.STRONG;
  }

  @Override
  public void invocation(Invocation invocation) {
    understood = true;
    sink.invocation(invocation);
  }

  @Override
  public void rejected(Rejected rejected) {
    sink.rejected(rejected);
  }

  @Override
  public void dropped(String reason, long events) {
    named |= reason.equals(CarriedText.LEFT_OUT_REQUEST);
    sink.dropped(reason, events);
  }
}
