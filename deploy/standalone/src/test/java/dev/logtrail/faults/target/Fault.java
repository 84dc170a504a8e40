package dev.logtrail.faults.target;

import java.util.Random;

/** One kind of fault: what is done to the program or its database, and how it ends. */
public interface Fault {

  /** Its name in tables and messages. */
  String name();

  /** Why it cannot be done on this machine; null if it can. */
  default String impossible() {
    return null;
  }

  /** How long it lasts before {@link #heal}, in ms; 0 for what is over at once. */
  default long holdMs(Random random) {
    return 0;
  }

  /** Does it. */
  void strike(Target target, Random random) throws Exception;

  /** Ends it, as far as it does not end by itself; the program may take its time to recover. */
  default void heal(Target target) throws Exception {}

  /** Whether the program itself is not ended: then its health must be told throughout. */
  default boolean leavesProgramAlone() {
    return true;
  }
}
