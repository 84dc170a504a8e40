package dev.logtrail.demo.lambda.platform;

import dev.logtrail.demo.lambda.runtime.LogContext;
import dev.logtrail.trail.LogStream;
import java.math.BigDecimal;
import java.util.List;

/** The platform's lines in the text format. */
public record TextPlatform(LambdaFunction function, LogStream stream) implements PlatformLog {

  /** Managed runtimes only, and only the first init of an environment. */
  @Override
  public List<String> initStart(String phase, LogContext at) {
    boolean first = phase.equals("init");
    return first && function.runtime().version() != null ? started("INIT_START") : List.of();
  }

  @Override
  public List<String> initFailed(BigDecimal ms, String phase, String errorType, LogContext at) {
    return List.of(
        "INIT_REPORT Init Duration: "
            + ms
            + " ms\tPhase: "
            + phase
            + "\tStatus: error\tError Type: "
            + errorType
            + "\n");
  }

  @Override
  public List<String> restoreStart() {
    return started("RESTORE_START");
  }

  @Override
  public List<String> restoreReport(BigDecimal ms) {
    return List.of("RESTORE_REPORT Restore Duration: " + ms + " ms\n");
  }

  @Override
  public List<String> extensionReady(String name, LogContext at) {
    return List.of("EXTENSION\tName: " + name + "\tState: Ready\tEvents: [INVOKE, SHUTDOWN]\n");
  }

  @Override
  public List<String> start(LogContext at) {
    return List.of("START RequestId: " + at.requestId() + " Version: " + function.version() + "\n");
  }

  @Override
  public List<String> finish(RunReport report, LogContext at) {
    return List.of("END RequestId: " + at.requestId() + "\n", report(report));
  }

  /** A tab stands before the line break unless a status does. */
  public static String report(RunReport report) {
    StringBuilder line = new StringBuilder("REPORT RequestId: ").append(report.requestId());
    line.append("\tDuration: ").append(report.durationMs()).append(" ms");
    line.append("\tBilled Duration: ").append(report.billedMs()).append(" ms");
    line.append("\tMemory Size: ").append(report.memoryMb()).append(" MB");
    line.append("\tMax Memory Used: ").append(report.maxUsedMb()).append(" MB");
    RunReport.Startup init = report.init();
    if (init != null && init.isRestore()) {
      line.append("\tRestore Duration: ").append(init.ms()).append(" ms");
      line.append("\tBilled Restore Duration: ").append(init.billedRestoreMs()).append(" ms");
    } else if (init != null) {
      line.append("\tInit Duration: ").append(init.ms()).append(" ms");
    }
    if (report.status() == null) {
      line.append('\t');
    } else {
      line.append("\tStatus: ").append(report.status());
      if (report.errorType() != null) {
        line.append("\tError Type: ").append(report.errorType());
      }
    }
    line.append('\n');
    XRayTrace trace = report.trace();
    if (trace != null) {
      line.append("XRAY TraceId: ").append(trace.traceId());
      line.append("\tSegmentId: ").append(trace.segmentId()).append("\tSampled: true\t\n");
    }
    return line.toString();
  }

  private List<String> started(String what) {
    String version = function.runtime().version();
    return List.of(
        what
            + " Runtime Version: "
            + version
            + "\tRuntime Version ARN: arn:aws:lambda:"
            + stream.region()
            + "::runtime:"
            + Ids.runtimeHash(version)
            + "\n");
  }
}
