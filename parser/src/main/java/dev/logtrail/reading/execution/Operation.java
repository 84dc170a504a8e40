package dev.logtrail.reading.execution;

import java.util.List;
import java.util.Locale;

/**
 * An operation of a durable execution, such as a step, as its lines tell it.
 *
 * @param id the SDK's id
 * @param name its name; null if it has none
 * @param parentId the operation in whose context it runs; null if in the execution's own
 * @param attempts the highest attempt that wrote a line, from 1
 * @param state how its last attempt went, as far as lines tell
 * @param errors entries of level ERROR or above, of all attempts
 * @param startedAt epoch ms of its first line; null if not known
 * @param endedAt epoch ms of its last line; null if not known
 * @param requestIds the requests in which it wrote, in order
 */
public record Operation(
    String id,
    String name,
    String parentId,
    int attempts,
    State state,
    int errors,
    Long startedAt,
    Long endedAt,
    List<String> requestIds) {
  public Operation {
    requestIds = List.copyOf(requestIds);
  }

  /** How an operation's last attempt went. */
  public enum State {
    /** It wrote no error. */
    RAN,
    /** It wrote an error. */
    FAILED;

    /** The word in JSON and on the page: lower case. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
