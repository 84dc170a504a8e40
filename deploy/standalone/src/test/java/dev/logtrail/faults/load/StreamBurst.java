package dev.logtrail.faults.load;

import dev.logtrail.demo.lambda.LabelledEvent;
import dev.logtrail.demo.lambda.platform.Ids;
import dev.logtrail.faults.load.Posting.Answer;
import dev.logtrail.faults.target.Fault;
import dev.logtrail.faults.target.Target;
import dev.logtrail.trail.Basis;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Thousands of new streams at once, each of one short request. */
public final class StreamBurst implements Fault {
  private static final long AT = 1_795_168_800_000L;
  private static final int CLIENTS = 8;
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);

  private final Ledger ledger;
  private final int streams;
  private final int clients;

  public StreamBurst(Ledger ledger, int streams) {
    this(ledger, streams, CLIENTS);
  }

  /** The same, sent by so many clients at once. */
  StreamBurst(Ledger ledger, int streams, int clients) {
    this.ledger = ledger;
    this.streams = streams;
    this.clients = clients;
  }

  @Override
  public String name() {
    return "%,d new streams".formatted(streams);
  }

  @Override
  public void strike(Target target, Random random) throws Exception {
    Posting posting = new Posting(target, ledger, ANSWER_WITHIN);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      Random own = new Random(random.nextLong());
      Thread client = new Thread(() -> send(posting, own), "burst-" + i);
      threads.add(client);
      client.start();
    }
    for (Thread client : threads) {
      client.join();
    }
  }

  private void send(Posting posting, Random random) {
    try {
      for (int i = 0; i < streams / clients; i++) {
        String requestId = Ids.requestId(random);
        LogStream stream =
            new LogStream(
                "123456789012",
                "eu-west-1",
                "/aws/lambda/burst",
                "2026/11/20/[$LATEST]" + requestId.replace("-", ""));
        if (posting.events(stream, events(requestId, random), random) == Answer.ACKNOWLEDGED) {
          ledger.whole(stream);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<LabelledEvent> events(String requestId, Random random) {
    String[] lines = {
      "START RequestId: " + requestId + " Version: $LATEST\n",
      "one of many\n",
      "END RequestId: " + requestId + "\n",
      "REPORT RequestId: "
          + requestId
          + "\tDuration: 2.00 ms\tBilled Duration: 2 ms\tMemory Size: 128 MB\tMax Memory Used: 35 MB\t\n"
    };
    long batch = random.nextLong();
    List<LabelledEvent> events = new ArrayList<>();
    for (int i = 0; i < lines.length; i++) {
      LogEvent event = new LogEvent(Ids.eventId(AT + i, AT + 1_000, batch, i), AT + i, lines[i]);
      events.add(new LabelledEvent(event, requestId, 1, i == 1 ? Basis.MARKERS : Basis.REQUEST_ID));
    }
    return events;
  }
}
