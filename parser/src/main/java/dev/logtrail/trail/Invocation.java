package dev.logtrail.trail;

import java.util.Objects;

/**
 * What a synchronous invoke with {@code LogType=Tail} returned: the log result and the result
 * itself.
 *
 * @param account owner of the function
 * @param region where it ran
 * @param functionName the function's bare name
 * @param functionVersion executed version, or null
 * @param requestId the invoke's request id, the same that START names
 * @param log the decoded log result (at most its last 4 KB, cut anywhere), or null if none came
 * @param logCut whether {@code log} begins in the middle
 * @param statusCode HTTP status of the invoke call, or null
 * @param functionError {@code Handled}, {@code Unhandled} or another word of Lambda's, null when
 *     the function succeeded
 * @param payload what the function returned, as it was sent (JSON text), or null
 * @param invokedAt epoch ms when the invoke was made; null if not told
 */
public record Invocation(
    String account,
    String region,
    String functionName,
    String functionVersion,
    String requestId,
    String log,
    boolean logCut,
    Integer statusCode,
    String functionError,
    String payload,
    Long invokedAt) {

  /**
   * The account of what told none and for which none is configured: no account of AWS's is this.
   */
  public static final String UNKNOWN_ACCOUNT = "000000000000";

  public Invocation {
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(functionName, "functionName");
    Objects.requireNonNull(requestId, "requestId");
  }
}
