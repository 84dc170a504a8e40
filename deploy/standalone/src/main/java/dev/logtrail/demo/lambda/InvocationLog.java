package dev.logtrail.demo.lambda;

import dev.logtrail.demo.lambda.runtime.Output;
import dev.logtrail.trail.Basis;
import java.util.ArrayList;
import java.util.List;

/**
 * The log of one request: what goes into the log stream, and what into the log result that its
 * caller gets. The two differ before START and after END, so each method says where lines go.
 */
public final class InvocationLog {
  private final String requestId;
  private final int n;
  private final List<WrittenEvent> stream = new ArrayList<>();
  private final StringBuilder logResult = new StringBuilder();
  private long lastAt;

  InvocationLog(String requestId, int n) {
    this.requestId = requestId;
    this.n = n;
  }

  /** The platform's lines before START; a log result does not hold them. */
  void beforeStart(long at, List<String> messages) {
    messages.forEach(message -> add(at, at, message, Basis.INIT));
  }

  /** The function's own output before START. */
  void init(long at, List<Output> outputs) {
    for (Output output : outputs) {
      add(at, output.timestamp(), output.message(), Basis.INIT);
      toLogResult(output.message());
    }
  }

  /** START, END, REPORT: they name the request. */
  void platform(long at, List<String> messages) {
    for (String message : messages) {
      add(at, at, message, Basis.REQUEST_ID);
      toLogResult(message);
    }
  }

  /** The function's output between START and END. */
  void function(long at, List<Output> outputs) {
    for (Output output : outputs) {
      Basis basis = output.ownId() ? Basis.REQUEST_ID : Basis.MARKERS;
      add(at, output.timestamp(), output.message(), basis);
      toLogResult(output.message());
    }
  }

  /** A line between START and END in which the platform names no request. */
  void unnamed(long at, String message) {
    add(at, at, message, Basis.MARKERS);
    toLogResult(message);
  }

  /** An earlier request's output, which shows while this one runs. */
  void foreign(long at, List<Output> outputs, String otherId, int otherN) {
    for (Output output : outputs) {
      advance(at);
      stream.add(
          new WrittenEvent(
              at, output.timestamp(), output.message(), otherId, otherN, Basis.REQUEST_ID));
      toLogResult(output.message());
    }
  }

  /** A failure line that names the request: CloudWatch shows it after REPORT. */
  void failureAfterReport(long at, String message) {
    add(at, at, message, Basis.REQUEST_ID);
  }

  /** The same failure line, which a log result shows before END. */
  void failureInLogResult(String message) {
    toLogResult(message);
  }

  /** What the environment writes when the request has ended. */
  void afterEnd(long at, List<Output> outputs) {
    outputs.forEach(output -> add(at, output.timestamp(), output.message(), Basis.AFTER_END));
  }

  /** All of it, once the request has ended. */
  FinishedInvocation close(RequestEnd ending, long invokedAt, long endedAt, String result) {
    return new FinishedInvocation(
        requestId,
        n,
        ending.failure(),
        invokedAt,
        endedAt,
        stream,
        logResult.toString(),
        ending.failure().fails() ? "Unhandled" : null,
        ending.payload(result));
  }

  List<WrittenEvent> stream() {
    return List.copyOf(stream);
  }

  /** When the last line was written, epoch ms. */
  long lastAt() {
    return lastAt;
  }

  private void add(long at, long timestamp, String message, Basis basis) {
    advance(at);
    stream.add(new WrittenEvent(at, timestamp, message, requestId, n, basis));
  }

  private void advance(long at) {
    if (at < lastAt) {
      throw new IllegalStateException("an environment writes forwards: " + at + " < " + lastAt);
    }
    lastAt = at;
  }

  /** JSON records have no line break in the stream, but stand one a line in a log result. */
  private void toLogResult(String message) {
    logResult.append(message);
    if (message.startsWith("{") && !message.endsWith("\n")) {
      logResult.append('\n');
    }
  }
}
