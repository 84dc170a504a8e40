package dev.logtrail.faults.sender;

import dev.logtrail.faults.target.Fault;
import dev.logtrail.faults.target.HttpCalls;
import dev.logtrail.faults.target.Target;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** The same small body that becomes large, posted several times at once. */
public final class LargeBodies implements Fault {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);

  private final String name;
  private final String path;
  private final int posts;
  private final Supplier<byte[]> body;

  private LargeBodies(String name, String path, int posts, Supplier<byte[]> body) {
    this.name = name;
    this.path = path;
    this.posts = posts;
    this.body = body;
  }

  /** So many bodies at once of blanks in three layers of gzip. */
  public static LargeBodies bombs(int posts, int mb) {
    return new LargeBodies(
        posts + " bombs of " + mb + " MB",
        "/ingest/subscription?region=eu-west-1&account=123456789012",
        posts,
        () -> Bodies.bomb(mb, 3));
  }

  /** One Firehose delivery of so many valid records of so many MB. */
  public static LargeBodies records(int records, int mb) {
    return new LargeBodies(
        records + " records of " + mb + " MB",
        "/ingest/firehose",
        1,
        () -> Bodies.firehose(records, mb));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void strike(Target target, Random random) throws Exception {
    HttpCalls http = new HttpCalls();
    URI uri = target.address().resolve(path);
    byte[] made = body.get(); // Takes seconds.
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < posts; i++) {
      Thread sender = new Thread(() -> post(http, uri, made), "large-" + i);
      senders.add(sender);
      sender.start();
    }
    for (Thread sender : senders) {
      sender.join();
    }
  }

  private void post(HttpCalls http, URI uri, byte[] made) {
    try {
      http.post(uri, made, ANSWER_WITHIN);
    } catch (IOException e) {
      // Whether it is answered is not what counts here: the program must stand it.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
