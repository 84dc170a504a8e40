package dev.logtrail.reading.text;

import java.util.Locale;

/** The names by which extensions are known for certain in what they print. */
public final class Extensions {
  private static final String[] MESSAGES = {
    "DD_EXTENSION | ", "Launching OpenTelemetry Lambda extension", "[NR_EXT] "
  };
  private static final String[] LOGGERS = {"lambda_web_adapter", "telemetryAPI."};

  private Extensions() {}

  /** Whether text in brackets at the begin of a line is an extension's name. */
  static boolean isBracketed(String inner) {
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

  /** Whether an extension wrote a line of this logger (or null) and message. */
  public static boolean wrote(String logger, String message) {
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
