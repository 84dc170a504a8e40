package dev.logtrail.payload.carrier.text;

/** Tells events apart in the lines of one kind of carrier. */
interface LineReader {
  /** The next line, without its break. */
  void line(String line);

  /** There are no more lines. */
  default void end() {}
}
