package dev.logtrail.attribution;

import dev.logtrail.trail.Basis;
import java.util.Objects;

/**
 * Whose an event is.
 *
 * @param requestId the request, or null: the environment's
 * @param startNumber which start of that id in the stream, from 1; 0 for the environment's
 * @param basis why
 * @param bleed whether it was written while another request was open
 */
public record Assignment(String requestId, int startNumber, Basis basis, boolean bleed) {

  /** Nobody's, yet. */
  public static final Assignment NONE = new Assignment(null, 0, Basis.ENVIRONMENT, false);

  public Assignment {
    Objects.requireNonNull(basis, "basis");
  }

  /** Whether both name the same trail, for whatever reason. */
  boolean sameTrail(Assignment other) {
    return startNumber == other.startNumber && Objects.equals(requestId, other.requestId);
  }
}
