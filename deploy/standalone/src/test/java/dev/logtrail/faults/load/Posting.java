package dev.logtrail.faults.load;

import dev.logtrail.demo.SubscriptionPayloads;
import dev.logtrail.demo.lambda.LabelledEvent;
import dev.logtrail.faults.target.HttpCalls;
import dev.logtrail.faults.target.Target;
import dev.logtrail.trail.LogStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Posts one body after another, and tells the ledger what was answered. */
final class Posting {
  /** What a post came to. */
  enum Answer {
    ACKNOWLEDGED,
    TRY_AGAIN,
    UNKNOWN,
    REFUSED
  }

  private static final int OK = 200;
  private static final int TOO_MANY = 429;
  private static final int SERVER_FAULT = 500;
  private static final int NO_ROOM = 503;

  private final Target target;
  private final Ledger ledger;
  private final Duration within;
  private final HttpCalls http = new HttpCalls();

  /**
   * Posts to a program under test.
   *
   * @param within how long a post may take before its sender gives up waiting
   */
  Posting(Target target, Ledger ledger, Duration within) {
    this.target = target;
    this.ledger = ledger;
    this.within = within;
  }

  /** Posts events of one stream as CloudWatch does. */
  Answer events(LogStream stream, List<LabelledEvent> events, Random random)
      throws InterruptedException {
    byte[] body =
        SubscriptionPayloads.data(stream, events.stream().map(LabelledEvent::event).toList());
    String path = SubscriptionPayloads.path(stream.account(), stream.region());
    Answer answer = post(path, body, random);
    if (answer == Answer.ACKNOWLEDGED) {
      ledger.acknowledged(stream, events);
    } else if (answer == Answer.UNKNOWN) {
      ledger.uncertain(stream, events);
    }
    return answer;
  }

  /** Posts a body to a path of one of the programs that run. */
  Answer post(String path, byte[] body, Random random) throws InterruptedException {
    try {
      HttpResponse<String> answer =
          http.post(target.anyAddress(random).resolve(path), body, within);
      int status = answer.statusCode();
      if (status == OK) {
        return Answer.ACKNOWLEDGED;
      }
      ledger.count("answers of status " + status);
      if (status == NO_ROOM || status == TOO_MANY) {
        return Answer.TRY_AGAIN;
      }
      return status >= SERVER_FAULT ? Answer.UNKNOWN : Answer.REFUSED;
    } catch (IOException e) {
      return Answer.UNKNOWN;
    }
  }
}
