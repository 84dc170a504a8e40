package dev.logtrail.payload.carrier.text;

import java.util.Set;

/** Lines that tools and pages write among events, and that are not of the log. */
final class ToolLines {
  private static final int LONGEST = 400;

  private static final Set<String> CONSOLE =
      Set.of(
          "Timestamp",
          "Message",
          "Timestamp\tMessage",
          "Timestamp Message",
          "timestamp\tmessage",
          "timestamp message",
          "Time (UTC +00:00)\tMessage",
          "Time (UTC +00:00)",
          "\u25b6",
          "\u25ba",
          "\u25bc",
          "Resume",
          "Retry",
          "Copy",
          "Load more",
          "Back to top",
          "Auto retry paused.",
          "Auto retry paused. Resume",
          "There are older events to load. Load more.",
          "There are newer events to load. Load more.",
          "Loading newer events");

  private static final String[] NO_EVENTS = {
    "No newer events ", "No older events ", "No more records within selected time range"
  };

  private static final String[] SAM = {
    "Invoking ",
    "Using local image: ",
    "Local image is ",
    "Local image was ",
    "Image was not found.",
    "Removing rapid images for repo ",
    "Building image...",
    "Skip pulling image and use local one: ",
    "Requested to skip pulling images",
    "Fetching ",
    "Decompressing ",
    "Mounting ",
    "Reading invoke payload from ",
    "Container created was deleted",
    "No current session found, using default AWS::AccountId",
    "Durable execution started",
    "Execution Summary:",
    " * Running on ",
    "Lambda functions containers initialization"
  };

  private ToolLines() {}

  /** Whether a line is a label, a button or a notice of the console. */
  static boolean isConsole(String line) {
    if (line.length() > LONGEST) {
      return false;
    }
    String text = line.strip();
    return CONSOLE.contains(text) || startsWithOne(text, NO_EVENTS) || isInsightsHeader(text);
  }

  /** The names of columns above the rows of Logs Insights: {@code # @timestamp @message}. */
  private static boolean isInsightsHeader(String text) {
    boolean message = false;
    if (text.startsWith("@") || text.startsWith("#")) {
      for (String word : text.split("[ \t]+")) {
        if (!word.equals("#") && !word.startsWith("@")) {
          return false;
        }
        message |= word.equals("@message");
      }
    }
    return message;
  }

  /** Whether {@code sam local} wrote a line about its own doings. */
  static boolean isSam(String line) {
    return line.length() <= LONGEST
        && (startsWithOne(line, SAM)
            || line.endsWith("inside runtime container")
            || line.endsWith(" Press CTRL+C to quit")
            || line.contains("WARNING: This is a development server.")
            || isAccess(line));
  }

  /** The access log of the server that {@code sam local start-api} runs. */
  private static boolean isAccess(String line) {
    int client = line.indexOf(" - - [");
    return client > 0 && line.indexOf("] \"", client) > 0 && line.contains(" HTTP/1.");
  }

  /** Whether a line can only be of {@code sam local}, and none of a function's. */
  static boolean isSurelySam(String line) {
    return line.length() <= LONGEST
        && (line.endsWith("inside runtime container")
            || line.startsWith("Using local image: ")
            || line.startsWith("Invoking ") && line.endsWith(")")
            || line.startsWith("Skip pulling image and use local one: "));
  }

  private static boolean startsWithOne(String text, String[] beginnings) {
    for (String beginning : beginnings) {
      if (text.startsWith(beginning)) {
        return true;
      }
    }
    return false;
  }
}
