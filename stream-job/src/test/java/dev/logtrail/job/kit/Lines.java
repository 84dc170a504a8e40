package dev.logtrail.job.kit;

/** What the platform writes, in one of its two formats. */
interface Lines {
  /** The environment starts; {@code type} is the initialization type, where it is told. */
  String initStart(String type);

  /** An init inside an invocation has failed. */
  String failedInit();

  String start(String id);

  /** Null where the format has none. */
  String end(String id);

  /** A report; {@code death} is a status, with an error type behind a blank, or null. */
  String report(String id, long durationMs, String death);
}
