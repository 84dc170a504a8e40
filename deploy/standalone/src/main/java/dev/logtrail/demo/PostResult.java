package dev.logtrail.demo;

/**
 * What came of one try to post.
 *
 * @param kind what to do next
 * @param waitMs for {@link Kind#AGAIN}: what the server asked to wait, ms; -1 if it did not say
 * @param detail for people: what was wrong; empty if nothing was
 */
record PostResult(Kind kind, long waitMs, String detail) {
  enum Kind {
    /** The server has it. */
    ACCEPTED,
    /** The server cannot take it now. */
    AGAIN,
    /** The server will never take it. */
    REFUSED
  }

  static PostResult accepted() {
    return new PostResult(Kind.ACCEPTED, -1, "");
  }

  static PostResult again(long waitMs, String detail) {
    return new PostResult(Kind.AGAIN, waitMs, detail);
  }

  static PostResult refused(String detail) {
    return new PostResult(Kind.REFUSED, -1, detail);
  }
}
