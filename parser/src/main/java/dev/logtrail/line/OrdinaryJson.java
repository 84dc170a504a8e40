package dev.logtrail.line;

/**
 * Tells JSON lines that are surely one entry of no error from those that have to be read to know:
 * every level they name is below ERROR, nothing in them may be an exception, and what they say is a
 * plain text. Asked key by key, while {@link JsonScan} walks over the line.
 */
final class OrdinaryJson {
  private static final String[] WORDS = {"INFO", "WARN", "DEBUG", "TRACE", "WARNING", "NOTICE"};

  /** Numbers below ERROR in every scale that a line with such a key can mean. */
  private static final String[] NUMBERS = {"10", "20", "30"};

  private static final String[] LOGBACK_NUMBERS = {"5000", "10000", "20000", "30000"};

  private OrdinaryJson() {}

  /** Whether the key and value that the scan stands at leave the line ordinary. */
  static boolean needsNoFullRead(String s, JsonScan scan) {
    int value = scan.valueAt();
    return switch (JsonKeyRole.of(s, scan.keyFrom(), scan.keyTo())) {
      case LEVEL -> isLevel(s, scan, value);
      case MESSAGE -> scan.isText() ? isPlain(s, value + 1) : isObject(s, value);
      case EXCEPTION -> false;
      case CONTAINER -> !scan.isNested() && !isExtensionLoggerName(s, value);
      case OTHER -> !isExtensionLoggerName(s, value);
    };
  }

  /** Whether an object, which a runtime's record may wrap, is itself ordinary. */
  private static boolean isObject(String s, int at) {
    if (s.charAt(at) != '{') {
      return false;
    }
    JsonScan inner = new JsonScan(s, at + 1);
    while (inner.next()) {
      if (inner.isNested() || !needsNoFullRead(s, inner)) {
        return false;
      }
      inner.skip();
    }
    return inner.isClosed();
  }

  private static boolean isLevel(String s, JsonScan scan, int value) {
    if (scan.isText()) {
      for (String word : WORDS) {
        if (s.regionMatches(true, value + 1, word, 0, word.length())
            && isAt(s, value + 1 + word.length(), '"')) {
          return true;
        }
      }
      return false;
    }
    boolean logback = scan.isKey("level_value") || scan.isKey("levelVal");
    return logback && isOneOf(LOGBACK_NUMBERS, s, value)
        || scan.isKey("level") && isOneOf(NUMBERS, s, value);
  }

  private static boolean isOneOf(String[] numbers, String s, int at) {
    for (String number : numbers) {
      int end = at + number.length();
      if (s.startsWith(number, at) && (isAt(s, end, ',') || isAt(s, end, '}'))) {
        return true;
      }
    }
    return false;
  }

  /** A text of one line that holds no JSON and begins as no runtime and no extension begins. */
  private static boolean isPlain(String s, int from) {
    if (OrdinaryText.isPlatformText(s, from)) {
      return false;
    }
    for (int i = from; i < s.length(); i++) {
      char c = s.charAt(i);
      if (c == '"') {
        return true;
      }
      if (c == '{' || c == '\\' && !isEscapeOfItself(s, ++i)) {
        return false;
      }
    }
    return false;
  }

  private static boolean isEscapeOfItself(String s, int escaped) {
    return isAt(s, escaped, '"') || isAt(s, escaped, '\\') || isAt(s, escaped, '/');
  }

  /** Whether a text begins as the names of extensions' loggers do. */
  private static boolean isExtensionLoggerName(String s, int value) {
    return s.startsWith("\"lambda_web_adapter", value) || s.startsWith("\"telemetryAPI.", value);
  }

  private static boolean isAt(String s, int i, char c) {
    return i < s.length() && s.charAt(i) == c;
  }
}
