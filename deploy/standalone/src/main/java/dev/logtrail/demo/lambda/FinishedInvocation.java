package dev.logtrail.demo.lambda;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * One finished invocation: what it wrote, and what its caller was told.
 *
 * @param requestId its id
 * @param n which start of this id in this stream, from 1
 * @param failure what really went wrong
 * @param invokedAt when it was asked for, epoch ms
 * @param endedAt when END was written, epoch ms
 * @param written its events in the order of writing
 * @param logText all that its log result could hold, before it is cut
 * @param functionError {@code Unhandled}, or null if it succeeded
 * @param payload what it returned: JSON text
 */
public record FinishedInvocation(
    String requestId,
    int n,
    FailureKind failure,
    long invokedAt,
    long endedAt,
    List<WrittenEvent> written,
    String logText,
    String functionError,
    String payload) {
  /** The most bytes a log result holds. */
  public static final int LOG_RESULT_BYTES = 4096;

  public FinishedInvocation {
    written = List.copyOf(written);
  }

  /** The last 4 KB of the log, cut wherever that falls, as Invoke returns it. */
  public byte[] logResult() {
    byte[] all = logText.getBytes(StandardCharsets.UTF_8);
    return Arrays.copyOfRange(all, Math.max(0, all.length - LOG_RESULT_BYTES), all.length);
  }
}
