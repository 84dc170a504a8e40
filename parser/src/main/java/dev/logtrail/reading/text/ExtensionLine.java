package dev.logtrail.reading.text;

import dev.logtrail.trail.Origin;
import java.util.Locale;

/** Lines of Lambda extensions, known by the names that stand in what they print. */
public final class ExtensionLine {
  private static final String[] MESSAGES = {
    "DD_EXTENSION | ", "Launching OpenTelemetry Lambda extension", "[NR_EXT] "
  };
  private static final String[] LOGGERS = {"lambda_web_adapter", "telemetryAPI."};

  private ExtensionLine() {}

  /** Whether text in brackets at the start of a line is an extension's name. */
  static boolean isName(String inner) {
    return switch (inner.toLowerCase(Locale.ROOT)) {
      case "nr_ext",
          "appconfig agent",
          "appconfig",
          "appconfig lambda extension",
          "aws parameters and secrets lambda extension",
          "collector",
          "sumologic-extension" ->
          true;
      default -> false;
    };
  }

  /** The line behind an extension's name in brackets, as the extension's. */
  static TextLine of(String name, TextLine line) {
    return new TextLine(line.level(), name, line.message(), line.fields(), Origin.EXTENSION);
  }

  /**
   * Whether an extension wrote a line.
   *
   * @param logger the line's logger, or null
   * @param message its message, not null
   */
  public static boolean isOfExtension(String logger, String message) {
    return logger != null && begins(logger, LOGGERS) || begins(message, MESSAGES);
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
