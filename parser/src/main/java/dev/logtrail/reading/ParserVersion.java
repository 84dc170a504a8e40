package dev.logtrail.reading;

/** The version of what is derived from raw events. Rows carry it, so that older ones are found. */
public final class ParserVersion {
  /**
   * The version of this program. To be raised by one with each change that lets a header of stored
   * events come out otherwise ({@code line}, {@code structured}, {@code reading}): the store then
   * derives the headers of older rows anew. Rows from before there were versions have 0.
   */
  public static final int CURRENT = 10;

  private ParserVersion() {}
}
