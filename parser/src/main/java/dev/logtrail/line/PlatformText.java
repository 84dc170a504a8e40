package dev.logtrail.line;

import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.Report;

/**
 * The platform's lines of the text format. Each method returns null when the message is not such a
 * line.
 */
final class PlatformText {
  private static final String REQUEST_ID = "RequestId: ";
  private static final String START = "START RequestId: ";
  private static final String END = "END RequestId: ";
  private static final String REPORT = "REPORT RequestId: ";
  private static final String RUNTIME_EXITED = "Error: Runtime exited ";
  private static final String XRAY = "XRAY TraceId: ";
  private static final String TIMED_OUT = "Task timed out after ";
  private static final String RUNTIME_VERSION = "Runtime Version: ";

  private PlatformText() {}

  /** Dispatches on the first letter; {@code s} is not empty. */
  static LineFacts scan(String s) {
    return switch (s.charAt(0)) {
      case 'S' -> start(s);
      case 'E' -> scanE(s);
      case 'R' -> scanR(s);
      case 'I' -> scanI(s);
      case 'T' -> subscription(s, "TELEMETRY");
      case 'L' -> subscription(s, "LOGS");
      case 'U' -> unknownError(s);
      case 'X' -> xray(s);
      default -> null;
    };
  }

  private static LineFacts scanE(String s) {
    if (s.startsWith("END ")) {
      return end(s);
    }
    return s.startsWith(RUNTIME_EXITED)
        ? LineFacts.platform(LineKind.PLATFORM, null)
        : extension(s);
  }

  private static LineFacts scanR(String s) {
    if (s.startsWith(REPORT)) {
      return report(s);
    }
    if (s.startsWith("RESTORE_START ")) {
      return initStart(s);
    }
    if (s.startsWith("RESTORE_REPORT ")) {
      return initReport(s, "RESTORE_REPORT ".length());
    }
    return s.startsWith(REQUEST_ID) ? exit(s) : null;
  }

  private static LineFacts scanI(String s) {
    if (s.startsWith("INIT_START ")) {
      return initStart(s);
    }
    return s.startsWith("INIT_REPORT ") ? initReport(s, "INIT_REPORT ".length()) : null;
  }

  private static LineFacts start(String s) {
    if (!s.startsWith(START)) {
      return null;
    }
    int idEnd = Text.wordEnd(s, START.length());
    String id = RequestIds.read(s, START.length(), idEnd);
    int rest = Text.skipSeparators(s, idEnd);
    if (id == null) {
      return null;
    }
    if (rest == s.length()) {
      return LineFacts.platform(LineKind.START, id);
    }
    if (!s.startsWith("Version: ", rest)) {
      return null;
    }
    int versionAt = rest + "Version: ".length();
    int versionEnd = Text.wordEnd(s, versionAt);
    boolean nothingElse = Text.skipSeparators(s, versionEnd) == s.length();
    return nothingElse && versionEnd > versionAt
        ? new PlatformFacts(LineKind.START, id).version(s.substring(versionAt, versionEnd)).build()
        : null;
  }

  private static LineFacts end(String s) {
    if (!s.startsWith(END)) {
      return null;
    }
    int idEnd = Text.wordEnd(s, END.length());
    String id = RequestIds.read(s, END.length(), idEnd);
    boolean nothingElse = Text.skipSeparators(s, idEnd) == s.length();
    return id != null && nothingElse ? LineFacts.platform(LineKind.END, id) : null;
  }

  private static LineFacts report(String s) {
    int idEnd = Text.wordEnd(s, REPORT.length());
    String id = RequestIds.read(s, REPORT.length(), idEnd);
    ReportFields fields = ReportFields.read(s, idEnd);
    if (id == null || fields.isEmpty()) {
      return null;
    }
    Report report = fields.report();
    return new PlatformFacts(LineKind.REPORT, id)
        .report(report)
        .traceId(fields.traceId())
        .failure(Failures.ofReport(report))
        .build();
  }

  private static LineFacts initStart(String s) {
    int at = s.indexOf(RUNTIME_VERSION);
    if (at < 0) {
      return null;
    }
    int from = at + RUNTIME_VERSION.length();
    return new PlatformFacts(LineKind.INIT_START, null)
        .runtimeVersion(s.substring(from, Text.wordEnd(s, from)))
        .build();
  }

  private static LineFacts initReport(String s, int from) {
    ReportFields fields = ReportFields.read(s, from);
    if (fields.isEmpty()) {
      return null;
    }
    return new PlatformFacts(LineKind.INIT_REPORT, null)
        .report(fields.report())
        .suppressed("invoke".equals(fields.phase()))
        .build();
  }

  private static LineFacts extension(String s) {
    boolean named =
        s.startsWith("EXTENSION")
            && Text.at(s, Text.skipSeparators(s, "EXTENSION".length()), "Name: ");
    return named && s.contains("State: ") ? LineFacts.platform(LineKind.PLATFORM, null) : null;
  }

  private static LineFacts subscription(String s, String word) {
    boolean named =
        s.startsWith(word) && Text.at(s, Text.skipSeparators(s, word.length()), "Name: ");
    return named && s.contains("State: ") ? LineFacts.platform(LineKind.PLATFORM, null) : null;
  }

  /** The second line of a REPORT, where a carrier cut it off. */
  private static LineFacts xray(String s) {
    if (!s.startsWith(XRAY)) {
      return null;
    }
    return new PlatformFacts(LineKind.PLATFORM, null)
        .traceId(ReportFields.read(s, 0).traceId())
        .build();
  }

  private static LineFacts unknownError(String s) {
    return s.startsWith("Unknown application error occurred")
        ? LineFacts.platform(LineKind.PLATFORM, null)
        : null;
  }

  /**
   * {@code RequestId: <id> Error: Runtime exited …} and {@code RequestId: <id> Process exited …}.
   */
  private static LineFacts exit(String s) {
    int idEnd = Text.wordEnd(s, REQUEST_ID.length());
    String id = RequestIds.read(s, REQUEST_ID.length(), idEnd);
    int rest = Text.skipSeparators(s, idEnd);
    if (id == null
        || !(Text.at(s, rest, "Error: ") || Text.at(s, rest, "Process exited before completing"))) {
      return null;
    }
    return new PlatformFacts(LineKind.FAILURE, id).failure(Failures.ofExit(s, rest)).build();
  }

  /** {@code <time> <id> Task timed out after 3.00 seconds}; {@code from} is where the id begins. */
  static LineFacts timedOut(String s, int from) {
    int idEnd = Text.wordEnd(s, from);
    String id = RequestIds.read(s, from, idEnd);
    int rest = Text.skipSeparators(s, idEnd);
    if (id == null || !Text.at(s, rest, TIMED_OUT) || !Text.isDigit(s, rest + TIMED_OUT.length())) {
      return null;
    }
    return new PlatformFacts(LineKind.FAILURE, id).failure(Outcome.TIMEOUT).build();
  }
}
