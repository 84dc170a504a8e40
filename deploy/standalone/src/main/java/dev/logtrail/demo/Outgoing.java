package dev.logtrail.demo;

import dev.logtrail.demo.lambda.FinishedInvocation;
import dev.logtrail.demo.lambda.platform.LambdaFunction;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import java.util.List;

/** Something the simulated AWS sends out at a certain time, before it is packed. */
sealed interface Outgoing {

  /** When it goes out, epoch ms. */
  long due();

  /** The stream whose requests it tells of. */
  LogStream stream();

  /** A batch that the subscription delivers. */
  record Batch(long due, LogStream stream, List<LogEvent> events) implements Outgoing {
    public Batch {
      events = List.copyOf(events);
    }
  }

  /** What a synchronous invoke has returned to its caller. */
  record Result(long due, LogStream stream, LambdaFunction function, FinishedInvocation invoked)
      implements Outgoing {}
}
