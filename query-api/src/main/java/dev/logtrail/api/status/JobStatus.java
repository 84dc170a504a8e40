package dev.logtrail.api.status;

import java.util.Locale;
import java.util.Objects;

/**
 * What the job of this program does.
 *
 * @param state its state
 * @param holder who runs the job instead, and since when, while this one stands by; else null
 * @param problem why it does not run; null if it does, or stands by
 */
public record JobStatus(State state, String holder, String problem) {
  /** The states, with the words that answers use. */
  public enum State {
    /** It has not run yet. */
    STARTING,
    /** It stores what comes in. */
    RUNNING,
    /** Another program's job stores what comes in; this one takes over when that ends. */
    STANDBY,
    /** It failed, and is started again. */
    RESTARTING;

    /** The word in JSON and metrics. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public JobStatus {
    Objects.requireNonNull(state, "state");
  }

  /** A job that does not run yet. */
  public static JobStatus starting() {
    return new JobStatus(State.STARTING, null, "the job is starting");
  }

  /** A job that runs. */
  public static JobStatus running() {
    return new JobStatus(State.RUNNING, null, null);
  }

  /** A job that waits for its turn. */
  public static JobStatus standby(String holder) {
    return new JobStatus(State.STANDBY, holder, null);
  }

  /** A job that is started again. */
  public static JobStatus restarting(String problem) {
    return new JobStatus(State.RESTARTING, null, problem);
  }
}
