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
  FaultSettings {
    faults = List.copyOf(faults);
  }
}
