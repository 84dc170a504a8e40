package dev.logtrail.api.kit;

import dev.logtrail.ingest.aws.AwsCallException;
import dev.logtrail.ingest.invoke.InvokeTarget;
import dev.logtrail.ingest.invoke.Invoked;
import dev.logtrail.ingest.invoke.Invoker;
import dev.logtrail.text.NamePattern;
import dev.logtrail.trail.Invocation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Invokes nothing: notes what was asked for, and answers; can fail, and can be held up. */
public final class FakeInvoker implements Invoker {
  private final List<NamePattern> allowed;

  /** What was invoked: function, qualifier, account, region and payload. */
  public final List<String> invoked = new CopyOnWriteArrayList<>();

  public volatile String problem;
  public volatile String functionError;
  public volatile String failure;

  /** What each invoke waits for before it answers. */
  public volatile CountDownLatch held = new CountDownLatch(0);

  public FakeInvoker(String... patterns) {
    this.allowed = List.of(patterns).stream().map(NamePattern::new).toList();
  }

  @Override
  public List<NamePattern> allowed() {
    return allowed;
  }

  @Override
  public String problem() {
    return problem;
  }

  @Override
  public String account(InvokeTarget target) {
    return target.account() == null ? "111111111111" : target.account();
  }

  @Override
  public Invoked invoke(InvokeTarget target, byte[] payload) throws AwsCallException {
    String given = new String(payload, StandardCharsets.UTF_8);
    invoked.add(
        "%s %s %s %s %s"
            .formatted(
                target.function(), target.qualifier(), target.account(), target.region(), given));
    try {
      held.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (failure != null) {
      throw new AwsCallException(failure);
    }
    String id = "invoked-" + invoked.size();
    Invocation invocation =
        new Invocation(
            account(target),
            "eu-west-1",
            target.function(),
            "7",
            id,
            "START RequestId: " + id + " Version: 7\nhello\n",
            false,
            200,
            functionError,
            "{\"ok\":true}",
            Samples.T0);
    return new Invoked(invocation, invocation.payload().getBytes(StandardCharsets.UTF_8), "log");
  }
}
