package dev.logtrail.line;

import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.Report;
import java.util.Objects;

/**
 * What one message says for itself, as far as attribution and headers need it. Parts that a kind
 * does not have are null.
 *
 * @param kind what it looks like
 * @param requestId the request it names, or null
 * @param strength how far that id can be trusted
 * @param json whether it is a JSON record of the platform's (only platform kinds)
 * @param report the figures of REPORT, RUNTIME_DONE (duration, status) or INIT_REPORT (init or
 *     restore duration, status)
 * @param version the function's version (START, initStart)
 * @param runtimeVersion such as {@code nodejs:22.v29} (INIT_START)
 * @param traceId X-Ray trace id (REPORT, platform records)
 * @param tenantId the tenant of a tenant-isolated function (platform.start)
 * @param failure how the request died, as this line says: TIMEOUT, OUT_OF_MEMORY, CRASH or null
 * @param concurrent whether it tells that requests of this stream may overlap (Managed Instances,
 *     Web Functions)
 * @param suppressed whether it tells of an init inside an invocation ({@code Phase: invoke})
 * @param shape how much has to be read of it to count it; {@code ANY} for the platform's lines
 */
public record LineFacts(
    LineKind kind,
    String requestId,
    IdStrength strength,
    boolean json,
    Report report,
    String version,
    String runtimeVersion,
    String traceId,
    String tenantId,
    Outcome failure,
    boolean concurrent,
    boolean suppressed,
    EntryShape shape) {

  /** Output without a request id: most lines. */
  public static final LineFacts PLAIN = output(null, IdStrength.NONE, EntryShape.ANY);

  private static final LineFacts ORDINARY = output(null, IdStrength.NONE, EntryShape.ORDINARY);
  private static final LineFacts COLUMNED = output(null, IdStrength.NONE, EntryShape.COLUMNED);

  public LineFacts {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(strength, "strength");
    Objects.requireNonNull(shape, "shape");
  }

  /**
   * Whether it says that an init made for a request has failed: that request dies of it, even where
   * its REPORT has no status to say so.
   */
  public boolean isFailedRepeatedInit() {
    String status = report == null ? null : report.status();
    boolean failed = "error".equals(status) || "timeout".equals(status) || "failure".equals(status);
    return kind == LineKind.INIT_REPORT && suppressed && failed;
  }

  /** Output without a request id, of this shape. */
  static LineFacts plain(EntryShape shape) {
    return switch (shape) {
      case ORDINARY -> ORDINARY;
      case COLUMNED -> COLUMNED;
      case ANY -> PLAIN;
    };
  }

  static LineFacts output(String requestId, IdStrength strength, EntryShape shape) {
    return new LineFacts(
        LineKind.OUTPUT,
        requestId,
        strength,
        false,
        null,
        null,
        null,
        null,
        null,
        null,
        false,
        false,
        shape);
  }

  static LineFacts platform(LineKind kind, String requestId) {
    return new PlatformFacts(kind, requestId).build();
  }

  /** Whether this is START, END or REPORT. */
  public boolean isMarker() {
    return kind == LineKind.START || kind == LineKind.END || kind == LineKind.REPORT;
  }

  /** Whether the platform wrote it. */
  public boolean isPlatform() {
    return kind != LineKind.OUTPUT;
  }
}
