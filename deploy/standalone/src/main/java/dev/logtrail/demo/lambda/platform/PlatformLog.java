package dev.logtrail.demo.lambda.platform;

import dev.logtrail.demo.lambda.runtime.LogContext;
import dev.logtrail.trail.LogStream;
import java.math.BigDecimal;
import java.util.List;

/**
 * What the platform itself writes into a log stream, in one log format. Each method gives the exact
 * messages, none where the format has no such record.
 */
public sealed interface PlatformLog permits TextPlatform, JsonPlatform {

  static PlatformLog of(LambdaFunction function, LogStream stream) {
    return function.runtime().json()
        ? new JsonPlatform(function, stream)
        : new TextPlatform(function, stream);
  }

  /** An init begins; {@code phase} is {@code init}, or {@code invoke} for a repeated one. */
  List<String> initStart(String phase, LogContext at);

  /** An init has failed. */
  List<String> initFailed(BigDecimal ms, String phase, String errorType, LogContext at);

  List<String> restoreStart();

  List<String> restoreReport(BigDecimal ms);

  List<String> extensionReady(String name, LogContext at);

  List<String> start(LogContext at);

  /** END and REPORT, or what stands for them. */
  List<String> finish(RunReport report, LogContext at);
}
