package dev.logtrail.text;

/** A message as people read it. */
public final class ReadableText {
  private ReadableText() {}

  /** Line breaks of every kind become {@code \n}; white space at the end goes. */
  public static String normalized(String message) {
    String text = message.stripTrailing();
    return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
  }
}
