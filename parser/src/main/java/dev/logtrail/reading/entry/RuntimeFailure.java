package dev.logtrail.reading.entry;

import dev.logtrail.reading.exception.RuntimeErrorReport;
import dev.logtrail.reading.exception.UnhandledException;
import dev.logtrail.trail.Entry;
import dev.logtrail.trail.ExceptionInfo;
import dev.logtrail.trail.Level;
import dev.logtrail.trail.Outcome;

/**
 * Whether an entry is a runtime's own report that the handler failed, or that the function could
 * not be loaded.
 */
final class RuntimeFailure {
  private static final String[] NOT_LOADED = {
    "Unable to import module '",
    "module initialization error",
    "Init error when loading handler",
    "Error: Runtime exited "
  };
  private static final String[] NOT_LOADED_JAVA = {
    "Error loading class ", "Error loading method ", "Class not found: "
  };

  private RuntimeFailure() {}

  /** The failure that a report in JSON stands for: only runtimes write such. */
  static Outcome ofReport(RuntimeErrorReport report) {
    String type = report.exception().type();
    boolean init =
        type != null && (UnhandledException.isNotLoaded(type) || type.startsWith("Init<"));
    return init || begins(report.message(), NOT_LOADED) ? Outcome.INIT_ERROR : Outcome.ERROR;
  }

  /**
   * The failure that a text, or a structured line's message, stands for.
   *
   * @param entry the line as it was read
   * @param text the line as it was printed, without the runtime's columns
   * @param columns whether the runtime put columns before it, as it does before what code logs
   * @return ERROR, INIT_ERROR or null
   */
  static Outcome of(Entry entry, String text, boolean columns) {
    ExceptionInfo exception = entry.exception();
    if (exception == null) {
      return withoutException(entry, text);
    }
    if (UnhandledException.isJava(text, exception)) {
      return begins(text, NOT_LOADED_JAVA) ? Outcome.INIT_ERROR : Outcome.ERROR;
    }
    if (!columns && UnhandledException.isPython(text, exception)) {
      return UnhandledException.isNotLoaded(exception.type()) ? Outcome.INIT_ERROR : Outcome.ERROR;
    }
    boolean other =
        UnhandledException.isDotNet(text, exception) || UnhandledException.isPanic(text, exception);
    return other || isRust(entry) ? Outcome.ERROR : null;
  }

  /** The failure that a structured line stands for; {@code json} is the line as it was printed. */
  static Outcome ofJson(Entry entry, String json) {
    boolean python = UnhandledException.isPythonJson(json);
    if (python && entry.exception() != null) {
      String type = entry.exception().type();
      return UnhandledException.isNotLoaded(type) ? Outcome.INIT_ERROR : Outcome.ERROR;
    }
    boolean node = entry.exception() != null && RuntimeErrorReport.isNodes(entry.message());
    return node && entry.level() == Level.ERROR ? Outcome.ERROR : of(entry, entry.message(), true);
  }

  private static Outcome withoutException(Entry entry, String text) {
    if (entry.message().startsWith("LAMBDA_RUNTIME Failed to post handler success response")) {
      return Outcome.ERROR;
    }
    if (isRust(entry)) {
      return Outcome.ERROR;
    }
    return begins(text, NOT_LOADED) ? Outcome.INIT_ERROR : null;
  }

  private static boolean isRust(Entry entry) {
    return entry.level() == Level.ERROR && UnhandledException.isRust(entry.logger());
  }

  private static boolean begins(String text, String[] words) {
    for (String word : words) {
      if (text.startsWith(word)) {
        return true;
      }
    }
    return false;
  }
}
