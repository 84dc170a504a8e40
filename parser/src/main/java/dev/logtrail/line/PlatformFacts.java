package dev.logtrail.line;

import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.Report;

/** Gathers what a line of the platform says, part by part. */
final class PlatformFacts {
  private final LineKind kind;
  private final String requestId;
  private Report report;
  private String version;
  private String runtimeVersion;
  private String traceId;
  private Outcome failure;
  private boolean suppressed;

  /** Facts of a line of this kind; {@code requestId} null if it names none. */
  PlatformFacts(LineKind kind, String requestId) {
    this.kind = kind;
    this.requestId = requestId;
  }

  PlatformFacts report(Report figures) {
    report = figures;
    return this;
  }

  PlatformFacts version(String functionVersion) {
    version = functionVersion;
    return this;
  }

  PlatformFacts runtimeVersion(String runtime) {
    runtimeVersion = runtime;
    return this;
  }

  PlatformFacts traceId(String trace) {
    traceId = trace;
    return this;
  }

  PlatformFacts failure(Outcome how) {
    failure = how;
    return this;
  }

  PlatformFacts suppressed(boolean inInvocation) {
    suppressed = inInvocation;
    return this;
  }

  LineFacts build() {
    return new LineFacts(
        kind,
        requestId,
        requestId == null ? IdStrength.NONE : IdStrength.STRONG,
        false,
        report,
        version,
        runtimeVersion,
        traceId,
        null, // Tenants are told in the JSON format alone.
        failure,
        false,
        suppressed,
        EntryShape.ANY);
  }
}
