package dev.logtrail.api.otlp;

/**
 * What a receiver made of a request.
 *
 * @param kind what is to be done
 * @param rejected of a request that was taken: how many spans or lines the receiver did not want
 * @param text what it said; null for nothing
 * @param pauseMs when to try again, in ms; 0 if it does not say
 */
record OtlpAnswer(Kind kind, long rejected, String text, long pauseMs) {
  /** What is to be done. */
  enum Kind {
    /** Nothing: it was taken. */
    TAKEN,
    /** To send it in smaller parts, for this one will never be taken. */
    REFUSED,
    /** To send the same again, later. */
    LATER
  }

  static OtlpAnswer later(String why, long pauseMs) {
    return new OtlpAnswer(Kind.LATER, 0, why, pauseMs);
  }
}
