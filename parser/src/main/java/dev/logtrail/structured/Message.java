package dev.logtrail.structured;

/** A message as people read it. */
final class Message {
  private Message() {}

  /** Line breaks of every kind become {@code \n}; white space at the end goes. */
  static String normalized(String message) {
    String text = message.stripTrailing();
    return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
  }
}
