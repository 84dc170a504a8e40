package dev.logtrail.structured;

import dev.logtrail.trail.ExceptionInfo;
import dev.logtrail.trail.Level;
import java.util.Map;
import java.util.Objects;

/**
 * A line that is JSON, read: its columns apart, everything else kept as fields. A key is removed
 * from the fields only if a column holds all of its value; times, threads and ids have no column of
 * their own and stay.
 *
 * @param convention the convention it follows, such as {@code pino}; {@code generic} if none knows
 *     it
 * @param level its level, or null
 * @param timestamp when it says it was written, epoch ms; null if it does not, or not readably
 * @param logger name of the logger, or null
 * @param thread the thread it names, or null
 * @param message its message, else its exception in short, else the line itself
 * @param fields the remaining fields, in order, with JSON types (String, Boolean, Integer, Long,
 *     BigInteger, Double, BigDecimal, Map, List, null). Keys that Logtrail adds: {@code _metrics}
 *     (embedded metrics), {@code _runtime} (values of the runtime's wrapper that differ from the
 *     program's line), {@code _prefix} (text that stood before the JSON), {@code _truncated} (how
 *     many keys a limit left out)
 * @param exception its exception, or null
 * @param requestId the request it names, or null
 * @param traceId the trace it belongs to: X-Ray's id where it has one, else that of another tracer;
 *     or null
 * @param correlation ids that link it to other systems, under the fixed names {@code xrayTraceId
 *     traceId spanId correlationId tenantId apiRequestId executionArn}; they stay in the fields too
 */
public record StructuredLine(
    String convention,
    Level level,
    Long timestamp,
    String logger,
    String thread,
    String message,
    Map<String, Object> fields,
    ExceptionInfo exception,
    String requestId,
    String traceId,
    Map<String, String> correlation) {
  public StructuredLine {
    Objects.requireNonNull(convention, "convention");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(fields, "fields");
    Objects.requireNonNull(correlation, "correlation");
  }
}
