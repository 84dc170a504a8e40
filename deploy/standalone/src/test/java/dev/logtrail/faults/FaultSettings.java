package dev.logtrail.faults;

import dev.logtrail.faults.target.Fault;
import java.util.List;

/**
 * What a run of the kit does.
 *
 * @param seed decides the load, the order of faults and how long each lasts
 * @param seconds for how long faults strike; 0: each once
 * @param heapMb the most heap of the program
 * @param clients how many senders there are
 * @param faults which ones
 */
record FaultSettings(long seed, int seconds, int heapMb, int clients, List<Fault> faults) {
  private static final long BUILD_HOLD_MS = 1_500;
  private static final int BUILD_CALM_MS = 300;
  private static final int CALM_MS = 1_000;

  FaultSettings {
    faults = List.copyOf(faults);
  }

  /** How long one fault lasts at most: a build has not the time for long ones. */
  long mostHoldMs() {
    return isOfBuild() ? BUILD_HOLD_MS : Long.MAX_VALUE;
  }

  /** How long nothing strikes at most between two faults. */
  int mostCalmMs() {
    return isOfBuild() ? BUILD_CALM_MS : CALM_MS;
  }

  private boolean isOfBuild() {
    return seconds == 0 && faults.size() > 1;
  }
}
