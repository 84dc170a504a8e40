package dev.logtrail.ingest.aws;

/** A call of AWS has failed; the message says why, and what would be right. */
public final class AwsCallException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What failed, in words that say what would be right. */
  public AwsCallException(String words) {
    super(words);
  }

  /**
   * What failed.
   *
   * @param needed what the call needs to be allowed
   */
  public AwsCallException(Throwable cause, AwsPermission needed) {
    super(AwsFaults.words(cause, needed), cause);
  }
}
