package dev.logtrail.faults.load;

import dev.logtrail.demo.lambda.LabelledEvent;
import dev.logtrail.demo.lambda.platform.Ids;
import dev.logtrail.faults.load.Posting.Answer;
import dev.logtrail.faults.target.HttpCalls;
import dev.logtrail.faults.target.Target;
import dev.logtrail.trail.Basis;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** New requests, one a call, of which one waits until they are acknowledged and can be read. */
public final class Probe {
  private static final long AT = 1_795_168_800_000L;
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
  private static final int POLL_MS = 20;
  private static final int OK = 200;

  private final Target target;
  private final Ledger ledger;
  private final Random random;
  private final Posting posting;
  private final HttpCalls http = new HttpCalls();

  public Probe(Target target, Ledger ledger, long seed) {
    this.target = target;
    this.ledger = ledger;
    this.random = new Random(seed ^ 0x70726f6265L);
    this.posting = new Posting(target, ledger, ANSWER_WITHIN);
  }

  /**
   * Posts a new request until it is acknowledged, and asks for it until it is there.
   *
   * @return whether that came to pass in time
   */
  public boolean passes(Duration within) throws InterruptedException {
    long deadline = System.nanoTime() + within.toNanos();
    String requestId = Ids.requestId(random);
    LogStream stream =
        new LogStream(
            "123456789012",
            "eu-west-1",
            "/aws/lambda/probe",
            "2026/11/20/[$LATEST]" + requestId.replace("-", ""));
    LogEvent start =
        new LogEvent(
            Ids.eventId(AT, AT + 1_000, random.nextLong(), 0),
            AT,
            "START RequestId: " + requestId + " Version: $LATEST\n");
    List<LabelledEvent> events = List.of(new LabelledEvent(start, requestId, 1, Basis.REQUEST_ID));
    while (posting.events(stream, events, random) != Answer.ACKNOWLEDGED) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Thread.sleep(POLL_MS);
    }
    ledger.whole(stream);
    while (!isThere(requestId)) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Thread.sleep(POLL_MS);
    }
    return true;
  }

  private boolean isThere(String requestId) throws InterruptedException {
    try {
      return http.get(target.address().resolve("/api/v1/trails/" + requestId), ANSWER_WITHIN)
              .statusCode()
          == OK;
    } catch (IOException e) {
      return false;
    }
  }
}
